"""What does every test stand on? The servers nobody named, started before Django reads its settings."""

import os
from urllib.parse import urlsplit

import django
import hypothesis
import pytest
from django.conf import settings
from django.test import override_settings

from peergroups import embedded

try:
    embedded.provide()
except embedded.NoServerError as refusal:
    pytest.exit(str(refusal), returncode=1)
# Each worker flushes a Redis database of its own; number 0 belongs to `manage.py serve`.
worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
os.environ["REDIS_URL"] = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{worker + 1}").geturl()
# Named here and not in pytest.ini, so that Django reads its settings after the servers are known.
os.environ["DJANGO_SETTINGS_MODULE"] = "peergroups.settings"
django.setup()
# How long one example takes says how busy the machine is, and nothing about a rule.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")
pytest_plugins = ["peergroups.tests.browser", "peergroups.tests.database"]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config, specs):
    """Let each worker read its settings here, once its Redis database is named, and not before from our environment."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.fixture(scope="session", autouse=True)
def uncollected():
    """Take static files from where they are written: nothing needs collecting before a test, or rows that many read."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    with override_settings(STATIC_ROOT=settings.BASE_DIR / "static", STORAGES=storages):
        yield
