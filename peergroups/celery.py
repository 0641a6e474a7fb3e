"""What runs by itself, and how often: the Celery app and the whole timetable."""

import os

from celery import Celery
from celery.signals import worker_init, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peergroups.settings")

app = Celery("peergroups")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["peergroups"])

# An interval, no crontab: what is due is decided by the database's clock, never by beat's.
app.conf.beat_schedule = {
    "tick": {"task": "peergroups.tasks.tick", "schedule": 60.0},
    "make_exports": {"task": "peergroups.tasks.make_exports", "schedule": 60.0},
    # Nobody who comes to it within a minute: the next one is on its way, and none piles up behind a long run.
    "make_drafts": {"task": "peergroups.tasks.make_drafts", "schedule": 60.0, "options": {"expires": 55}},
    "carry_on_imports": {"task": "peergroups.tasks.carry_on_imports", "schedule": 60.0},
    # Hourly, though only the first after midnight finds some: a restart puts off an interval of a day by a day.
    "delete_expired": {"task": "peergroups.tasks.delete_expired", "schedule": 3600.0},
}


@worker_init.connect
def refuse_unsafe_role(**kwargs):
    """A worker, like a web server, does not start where the wall between groups would not hold."""
    from groups import wall

    wall.refuse_unsafe_role()


@worker_ready.connect
def tick_at_once(**kwargs):
    """A worker that starts asks what was due meanwhile, before beat's first minute is over."""
    app.send_task("peergroups.tasks.tick")
    app.send_task("peergroups.tasks.make_drafts")
