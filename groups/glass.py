"""How does an admin come to read a room, and how does its group know at once? Ask, confirm, read, end."""

from datetime import date, datetime, time, timedelta

from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.utils.translation import gettext as _

from groups import audit
from groups.models import Glass, GlassPage, Group, Person, Words
from groups.models.glass import WAIT
from peergroups.kit.wallclock import instant
from peergroups.outbox import ledger

A_DAY = timedelta(days=1)
STAYS_NEWS = timedelta(days=30)  # that somebody asked is worth a mail long after it is over


class GlassStanding(Exception):
    """The room is asked for or open already."""


class OwnConfirmation(Exception):
    """Nobody agrees to their own request."""


class GlassOver(Exception):
    """The request was ended or has run out."""


class GlassShut(Exception):
    """Nothing is read before it opens or after it ends."""


@transaction.atomic
def ask(group: Group, *, by: Person, reason: str, hours: int, now: datetime) -> Glass:
    """Put down why and for how long, and owe every member the news."""
    Group.objects.select_for_update().get(pk=group.pk)
    if Glass.objects.filter(group=group).standing(now).exists():
        raise GlassStanding(_("This room is asked for or open already. Wait until that has ended, or end it."))
    opens_at = now + WAIT
    glass = Glass.objects.create(
        group=group,
        asked_by=by,
        asked_at=now,
        reason=reason,
        hours=hours,
        opens_at=opens_at,
        closes_at=opens_at + timedelta(hours=hours),
    )
    audit.note(audit.Act.BROKE_GLASS, now=now, actor=by, group=group, about=glass)
    tell_members(glass, now=now)
    return glass


def tell_members(glass: Glass, *, now: datetime) -> None:
    """Owe the news to everybody who sits in the group, signed or not: their words are in it too."""
    people = glass.group.memberships.current().values_list("person", flat=True)
    ledger.owe_all(
        [ledger.Owed(person, "glass_asked", glass, glass.asked_at, now, now + STAYS_NEWS) for person in people],
        now=now,
    )


@transaction.atomic
def confirm(glass: Glass, *, by: Person, now: datetime) -> None:
    """Open it now, as a second admin; what is open already stays as it is."""
    glass = Glass.objects.select_for_update().get(pk=glass.pk)
    if by == glass.asked_by:
        raise OwnConfirmation(_("Another admin has to agree. Without one it opens a day after it was asked for."))
    if not by.is_known_since(now - WAIT):
        raise OwnConfirmation(_("Your account is younger than a day. Somebody who is here for longer has to agree."))
    if not glass.is_standing(now):
        raise GlassOver(_("This request has ended."))
    if glass.opens_at > now:
        glass.confirmed_by, glass.opens_at, glass.closes_at = by, now, now + glass.span
        glass.save(update_fields=["confirmed_by", "opens_at", "closes_at"])
        audit.note(audit.Act.CONFIRMED_GLASS, now=now, actor=by, group=glass.group, person=glass.asked_by, about=glass)


@transaction.atomic
def end(glass: Glass, *, by: Person, now: datetime) -> None:
    """Close it for good, or take the request back; twice keeps the first moment."""
    glass = Glass.objects.select_for_update().get(pk=glass.pk)
    if glass.is_standing(now):
        glass.ended_at, glass.ended_by = now, by
        glass.save(update_fields=["ended_at", "ended_by"])
        audit.note(audit.Act.ENDED_GLASS, now=now, actor=by, group=glass.group, person=glass.asked_by, about=glass)


@transaction.atomic
def read(glass: Glass, first_day: date, last_day: date, *, by: Person, now: datetime) -> list[Words]:
    """Write down which days are read, then return what the database shows of them; oldest first."""
    if not glass.is_open(now):
        raise GlassShut(_("Nothing can be read before this request opens or after it has ended."))
    page = GlassPage.objects.create(glass=glass, first_day=first_day, last_day=last_day, read_at=TransactionNow())
    audit.note(audit.Act.READ_THROUGH_GLASS, now=now, actor=by, group=glass.group, about=page)
    start, end = (instant(day, time.min, glass.group.zone) for day in (first_day, last_day + A_DAY))
    said = glass.group.words.filter(audience=Words.Audience.GROUP, written_at__gte=start, written_at__lt=end)
    said = said.filter(report_of=None, decision_of=None)  # who reports a breach tells the members, and no admin
    return [words for words in said.select_related("author").order_by("written_at", "pk") if not words.is_gone]
