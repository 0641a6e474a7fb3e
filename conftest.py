"""What does every test stand on? The servers nobody named, started before Django reads its settings."""

import os
from urllib.parse import urlsplit

import django
import pytest

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
pytest_plugins = ["peergroups.tests.browser", "peergroups.tests.database"]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config, specs):
    """Let each worker read its settings here, once its Redis database is named, and not before from our environment."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.fixture(autouse=True)
def uncollected(settings):
    """Take static files from where they are written: nothing needs collecting before a test."""
    settings.STATIC_ROOT = settings.BASE_DIR / "static"
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
