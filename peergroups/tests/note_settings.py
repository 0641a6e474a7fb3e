"""The product's settings and the note, and static files uncollected: for the processes that tests start."""

from peergroups.settings import *  # noqa: F403
from peergroups.settings import BASE_DIR, INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "peergroups.outbox.tests.note"]
STATIC_ROOT, STATICFILES_DIRS = BASE_DIR / "static", []
PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STORAGES = {**STORAGES, "staticfiles": PLAIN}
