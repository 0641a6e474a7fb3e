"""The product's settings and the note: for workers and commands that tests start."""

from peergroups.settings import *  # noqa: F403
from peergroups.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "peergroups.outbox.tests.note"]
