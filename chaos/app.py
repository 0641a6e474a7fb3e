"""How do the real worker and beat hurry? A round each second, and seconds between tries where it is minutes."""

from datetime import timedelta

import django

django.setup()

from peergroups.celery import app  # noqa: E402 - needs the apps, which are loaded above
from peergroups.outbox import sending  # noqa: E402

app.conf.beat_schedule = {"tick": {"task": "peergroups.tasks.tick", "schedule": 1.0}}
sending.WAITS[:] = [timedelta(seconds=seconds) for seconds in (2, 3, 4, 5, 5)]
