"""Does each rhythm still hold? Each minute: enough dates, clocks as they are known today, newcomers told."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from groups.models import Group, Membership, Signature
from meetings.models import Cadence
from meetings.rhythm import saving
from meetings.rhythm.drawing import MANY, Fate, Standing, as_it_is, draw
from peergroups.kit.wallclock import local
from peergroups.kit.zone_data import release
from peergroups.outbox import alarms, ledger
from peergroups.outbox.errors import Mishap, named

TOLD_FOR = 9  # of twelve dates: after so many the calendars at hand run out, and hear of the next ones
NEWLY = timedelta(days=1)
MORNING, EVENING = time(9), time(20)
ALARM = "rhythms"
Why = Cadence.Why


def plan(*, now: datetime) -> None:
    """Top up what has run low, reckon anew where clocks have changed their rules, and tell who needs to know."""
    failures = [failure for cadence in in_need(now) if (failure := failure_of(cadence, now=now))]
    for cadence in running_out(now):
        saving.announce(cadence, Why.NEXT, now=now)
    tell_newcomers(now=now)
    if failures:
        alarms.sound(ALARM, named(failures[0]), now=now)
    else:
        alarms.calm(ALARM)


def failure_of(cadence: Cadence, *, now: datetime) -> Exception | None:
    """Renew one rhythm, and return what went wrong: it holds up no other group's."""
    with Mishap(f"rhythm {cadence.pk}") as mishap:
        renew(cadence, now=now)
    return mishap.error


def kept() -> QuerySet[Cadence]:
    """The rhythms of groups that somebody sits in."""
    inside = Membership.objects.current().filter(group=OuterRef("group"))
    return Cadence.objects.filter(Exists(inside)).select_related("group")


def in_need(now: datetime) -> QuerySet[Cadence]:
    """Those with too few dates, or reckoned by other clocks than today's."""
    to_come = Q(meetings__cancelled_at=None, meetings__starts_at__gt=now)
    dates = FilteredRelation("meetings", condition=to_come)
    other_clock = ~Q(zone_data=release()) | ~Q(zone=F("group__zone"))
    return kept().annotate(dates=dates).annotate(ahead=Count("dates")).filter(Q(ahead__lt=MANY) | other_clock)


@transaction.atomic
def renew(cadence: Cadence, *, now: datetime) -> None:
    """Lay the dates out anew by the same rule: those to come that stand elsewhere move, those that lack are planned.

    A new date at the far end is no news worth a mail; a date that moves is.
    """
    Group.objects.select_for_update().get(pk=cadence.group_id)
    group, standing = cadence.group, Standing(cadence.group, cadence, now=now)
    drawn = draw(group, as_it_is(cadence, standing), standing, cadence.rule, now=now)
    why = Why.CLOCKS if cadence.zone == group.zone else Why.ZONE
    cadence.zone, cadence.zone_data = group.zone, release()
    cadence.save(update_fields=["zone", "zone_data"])
    saving.apply(cadence, drawn, now=now)
    if any(date.fate == Fate.MOVES for date in drawn):
        saving.announce(cadence, why, now=now)


def running_out(now: datetime) -> list[Cadence]:
    """Those whose members were told of twelve dates so long ago that few of them are left; told by day."""
    recently = now - TOLD_FOR * timedelta(weeks=1)  # the shortest rhythm there is
    due = [
        cadence
        for cadence in kept().filter(saved_at__lt=recently)
        if cadence.saved_at + TOLD_FOR * cadence.rule.period <= now
    ]
    return [cadence for cadence in due if MORNING <= local(now, cadence.group.zone).time() < EVENING]


def tell_newcomers(*, now: datetime) -> None:
    """Send who has just signed the dates that the others know."""
    signed = Signature.objects.filter(signed_at__gt=now - NEWLY, membership__group__cadence__isnull=False)
    places = Membership.objects.hearing().filter(pk__in=signed.values("membership"))
    mails = [
        saving.owed(place.group.cadence, place.person_id, now=now)
        for place in places.filter(joined_at__gt=F("group__cadence__saved_at")).select_related("group__cadence")
    ]
    ledger.owe_all(mails, now=now)
