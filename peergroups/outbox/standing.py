"""Do mails still go out, and if not, why? Probes, pages, commands and the banner ask here."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Exists, Q, Value, When
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peergroups.outbox import alarms
from peergroups.outbox.models import Alarm, Delivery, Heartbeat

TICKS_WITHIN = timedelta(minutes=5)
LEAVES_WITHIN = timedelta(minutes=10)
LATELY = timedelta(hours=24)
State = Delivery.State


def stand_still() -> list[When]:
    """Say within another question what is wrong, in a word; of a clock that never ticked, what then waits tells."""
    slow = Heartbeat.objects.filter(last_tick_at__lt=Now() - TICKS_WITHIN)
    waiting = Delivery.objects.due(Now() - LEAVES_WITHIN)
    paused = Alarm.objects.filter(name__in=alarms.PAUSES)
    other = Q(Exists(slow)) | Q(Exists(waiting)) | Q(Exists(Alarm.objects.all()))
    return [When(Exists(paused), then=Value("paused")), When(other, then=Value("slow"))]


def troubles(now: datetime) -> Iterator[str]:
    """Say why mails do not go out as they should; nothing when they do."""
    heartbeat = Heartbeat.objects.first()
    if heartbeat is None:
        yield _("the clock has not ticked yet")
    elif heartbeat.last_tick_at < now - TICKS_WITHIN:
        yield _("the clock last ticked at %(moment)s") % {"moment": told(heartbeat.last_tick_at)}
    waiting = Delivery.objects.due(now - LEAVES_WITHIN).count()
    if waiting:
        yield _("mail waits for more than ten minutes (%(waiting)d owed)") % {"waiting": waiting}
    yield from map(in_words, Alarm.objects.order_by("since"))


def in_words(alarm: Alarm) -> str:
    """Say what is wrong on our own side, with the class and code of the error."""
    words = {"moment": told(alarm.since), "error": alarm.error, "name": alarm.name}
    if alarm.name == alarms.MAIL:
        return _("our mail server takes nothing from us since %(moment)s: %(error)s") % words
    if alarm.name == alarms.RESTORED:
        return (
            _(
                "sending is paused since %(moment)s: this database was restored, or came from another server. "
                "`manage.py reminders resume --from now` goes on"
            )
            % words
        )
    if alarm.name == alarms.PAUSED:
        return _("sending was paused by hand at %(moment)s; `manage.py reminders resume --from now` goes on") % words
    return _("%(name)s fails since %(moment)s: %(error)s") % words


def told(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def losses(now: datetime) -> Iterator[str]:
    """Say which mails were given up since yesterday, or came to be of no use before they left."""
    lost = Delivery.objects.filter(due_at__gt=now - LATELY, state__in=[State.DEAD, State.LATE])
    counts = dict(lost.order_by().values_list("state").annotate(Count("pk")))
    if n := counts.get(State.DEAD):
        yield ngettext("%(n)d mail could not be delivered", "%(n)d mails could not be delivered", n) % {"n": n}
    if n := counts.get(State.LATE):
        yield ngettext("%(n)d mail came too late to be sent", "%(n)d mails came too late to be sent", n) % {"n": n}
