"""How does somebody take a break and keep their seat? Until a day within a year, and asked once before it."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from groups.audit import Act, note
from groups.leaving import LastFacilitator, hold, keeps_it_alone
from groups.models import Membership
from peergroups.kit.wallclock import MORNING, instant, local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

LONGEST = timedelta(days=366)
ASKED_BEFORE = timedelta(days=14)
HORIZON = ASKED_BEFORE + timedelta(days=1)  # nine in the morning comes later in some zones
KIND = "sabbatical_ends"


@transaction.atomic
def take(place: Membership, *, back_on: date, now: datetime) -> None:
    """Stay away until a day by the group's calendar; taken again, it is that day that changes."""
    hold(place)
    if keeps_it_alone(place):
        raise LastFacilitator
    act = Act.EXTENDED if place.returns_at else Act.PAUSED
    place.paused_at = place.paused_at or now
    place.returns_at = instant(back_on, time.min, place.group.zone)
    place.save(update_fields=["paused_at", "returns_at"])
    note(act, now=now, actor=place.person, group=place.group, about=place)


@transaction.atomic
def come_back(place: Membership, *, now: datetime) -> None:
    """End it, early or on its day; twice does no harm."""
    if place.returns_at is not None:
        place.paused_at = place.returns_at = None
        place.save(update_fields=["paused_at", "returns_at"])
        note(Act.RETURNED, now=now, actor=place.person, group=place.group, about=place)


def last_day_of(place: Membership, now: datetime) -> date:
    """Return the latest day to come back on: a year after it began."""
    return local_day(place.paused_at or now, place.group.zone) + LONGEST


def back_on(place: Membership) -> date | None:
    """Return the day of the return by the group's calendar; None for whoever is not away."""
    return place.returns_at and local_day(place.returns_at, place.group.zone)


def plan(*, now: datetime) -> int:
    """Note those whose day has come, and owe the question to those whose day is near; return how many are asked."""
    away = Membership.objects.filter(left_at=None, returns_at__lte=now + HORIZON).select_related("group", "person")
    places = list(away)
    for place in places:
        if place.returns_at <= now:
            come_back(place, now=place.returns_at)
    return ledger.owe_all([owed(place) for place in places if is_asked(place, now)], now=now)


def asked_at(place: Membership) -> datetime:
    """Return nine in the morning on the person's own wall, a fortnight before they come back."""
    return instant(local_day(place.returns_at, place.group.zone) - ASKED_BEFORE, MORNING, place.person.time_zone)


def is_asked(place: Membership, now: datetime) -> bool:
    """Say whether it is time to ask; whoever chose so near a day knows it already."""
    if place.returns_at is None or place.leaves_at is not None:
        return False
    return place.paused_at <= asked_at(place) <= now < place.returns_at


def owed(place: Membership) -> ledger.Owed:
    return ledger.Owed(
        person_id=place.person_id,
        kind=KIND,
        about=place,
        occurrence=place.returns_at,
        due_at=asked_at(place),
        useless_after=place.returns_at,
    )


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether they still mean to come back on that day, and have not left."""
    place = Membership.objects.current().filter(pk=delivery.about_id).select_related("group", "person").first()
    return place is not None and is_asked(place, now) and delivery.occurrence == ledger.written(place.returns_at)
