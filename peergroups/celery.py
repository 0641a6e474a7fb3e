"""What runs by itself, and how often: the Celery app and the whole timetable."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peergroups.settings")

app = Celery("peergroups")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["peergroups"])

# An interval, no crontab: what is due is decided by the database's clock, never by beat's.
app.conf.beat_schedule = {
    "tick": {"task": "peergroups.tasks.tick", "schedule": 60.0},
}
