"""How is a worker called? By a bell without a message: what waits stands in the database, so one may be lost."""

import logging
from functools import cache, partial

from celery import Celery
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def ring(task: str) -> None:
    """Call a worker once what it should see is committed; nobody hearing it does no harm."""
    transaction.on_commit(partial(ring_now, task))


def ring_now(task: str) -> None:
    try:
        bell().send_task(f"peergroups.tasks.{task}")
    except OperationalError as error:
        logger.warning("Nobody hears the bell for %s (%s); the timetable will", task, type(error).__name__)


@cache
def bell() -> Celery:
    """Return what rings; the workers and their timetable are in peergroups/celery.py."""
    app = Celery("doorbell", set_as_current=False)
    app.config_from_object("django.conf:settings", namespace="CELERY")
    return app
