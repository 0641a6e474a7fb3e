"""Is this the database that this server sent from last? One that was restored has forgotten what left since.

The server keeps a mark beside its data: the database's epoch, and its last tick. A database that is behind the mark was
set back; another epoch, or no mark where the database has one, means that it came from elsewhere. Then nothing is sent
until somebody who knows what happened says from which moment on.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction

from peergroups.outbox import alarms
from peergroups.outbox.errors import named
from peergroups.outbox.models import Alarm, Delivery, Heartbeat

BEAT = """
INSERT INTO outbox_heartbeat AS known (id, last_tick_at, epoch) VALUES (1, clock_timestamp(), %s)
ON CONFLICT (id) DO UPDATE SET
    last_tick_at = greatest(known.last_tick_at, excluded.last_tick_at),
    epoch = coalesce(nullif(known.epoch, ''), excluded.epoch)
RETURNING epoch, last_tick_at
"""
NEVER = datetime.min.replace(tzinfo=UTC)


class Mark(NamedTuple):
    """Which database it was, and when its clock last ticked."""

    epoch: str
    last_tick_at: datetime


def may_send(*, now: datetime) -> bool:
    """Say whether mails may leave; a database that we do not know raises an alarm, which stays until resumed."""
    before = read()
    heartbeat = Heartbeat.objects.first()  # before the alarm: whoever finds it ahead finds the alarm as well
    if Alarm.objects.filter(name__in=alarms.PAUSES).exists():
        return False
    if heartbeat is None or not heartbeat.epoch or is_known(heartbeat, before, read()):
        return True
    alarms.sound(alarms.RESTORED, "", now=now)
    return False


def is_known(heartbeat: Heartbeat, before: Mark | None, after: Mark | None) -> bool:
    """Compare with the mark as it was before and after, since others go round meanwhile: they mark after they tick."""
    was_set_back = before is not None and before.last_tick_at > heartbeat.last_tick_at
    return after is not None and after.epoch == heartbeat.epoch and not was_set_back


def beat() -> None:
    """Note that the clock went round; unless sending is paused, the server's mark goes along."""
    found = ticked()
    if not Alarm.objects.filter(name__in=alarms.PAUSES).exists():
        keep(found)


def ticked() -> Mark:
    """Move the heartbeat on; of a database that has no epoch yet, the mark is there before others can see one."""
    drawn = uuid4().hex
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BEAT, [drawn])
        found = Mark(*cursor.fetchone())
        if found.epoch == drawn:
            keep(Mark(drawn, NEVER))
    return found


def pause(*, now: datetime) -> None:
    """Let nothing leave until resumed."""
    alarms.sound(alarms.PAUSED, "", now=now)


def resume(since: datetime) -> tuple[int, int]:
    """Send again what is due from a moment on; return how many are late by that, and how many stay owed."""
    owed = Delivery.objects.owed()
    late = owed.filter(due_at__lt=since).update(state=Delivery.State.LATE, last_error="before sending was resumed")
    keep(ticked())
    alarms.calm(*alarms.PAUSES)
    return late, owed.count()


def place() -> Path:
    """Return where the mark of this database is kept."""
    return Path(settings.VAR_DIR / "epochs" / str(connection.settings_dict["NAME"]))


def read() -> Mark | None:
    try:
        epoch, last_tick_at = json.loads(place().read_text())
    except (OSError, ValueError):
        return None
    return Mark(epoch, datetime.fromisoformat(last_tick_at))


def keep(mark: Mark) -> None:
    """Write the mark whole or not at all; a server that cannot would know no restored database, and says so."""
    draft = place().with_suffix(f".{uuid4().hex}")
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps([mark.epoch, mark.last_tick_at.isoformat()]))
        draft.replace(place())
    except OSError as error:
        alarms.sound(alarms.MARK, named(error), now=mark.last_tick_at)
    else:
        alarms.calm(alarms.MARK)
