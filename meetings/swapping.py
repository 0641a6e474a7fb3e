"""How do two change places? Whoever has a hot seat asks one other, and nothing happens before that one agrees."""

from datetime import datetime

from django.db import transaction

from groups.models import Person
from meetings.models import HotSeat, Meeting, Swap
from meetings.models.hot_seats import assign
from meetings.rotation import Out
from meetings.turns import Standing, queue


class CannotSwap(Exception):
    """The seat is not theirs any more, or the other one cannot take it."""


def takers(standings: list[Standing]) -> list[Standing]:
    """Return those who could take a seat; whoever passed may change their mind."""
    return [standing for standing in standings if standing.out in (None, Out.PASSED)]


def can_take(meeting: Meeting, now: datetime) -> list[Standing]:
    return takers(queue(meeting.group, meeting, now))


@transaction.atomic
def ask(seat: HotSeat, other: Person, *, now: datetime) -> Swap:
    """Ask somebody to change places; whoever was asked before is asked no longer."""
    HotSeat.objects.select_for_update().get(pk=seat.pk)
    if other not in [standing.person for standing in can_take(seat.meeting, now)]:
        raise CannotSwap
    seat.swaps.filter(agreed_at=None, closed_at=None).update(closed_at=now)
    return seat.swaps.create(asked=other, asked_at=now)


def theirs_instead(swap: Swap, now: datetime) -> HotSeat | None:
    """Return the nearest seat that whoever was asked has in another meeting, for the one who asked."""
    given = swap.asked.hot_seats.standing().filter(meeting__group=swap.group, meeting__starts_at__gt=now)
    coming = given.exclude(meeting=swap.seat.meeting)
    free = coming.exclude(meeting__hot_seats__in=swap.seat.person.hot_seats.filter(item__isnull=False))
    return free.select_related("meeting", "item").order_by("meeting__starts_at").first()


@transaction.atomic
def agree(swap: Swap, *, now: datetime) -> None:
    """Change places: the seat goes to whoever was asked, and theirs, if they have one, to who asked."""
    HotSeat.objects.select_for_update().get(pk=swap.seat_id)
    held = Swap.objects.select_for_update(of=("self",)).open(now).filter(pk=swap.pk).first()
    item = held and held.seat.item
    able = [standing.person for standing in can_take(swap.seat.meeting, now)]
    if held is None or item is None or swap.asked not in able:
        raise CannotSwap
    instead = theirs_instead(swap, now)
    assign(item, swap.asked, now=now)
    item.meeting.passes.filter(person=swap.asked).delete()
    if instead:
        assign(instead.item, swap.seat.person, now=now)
    swap.agreed_at = now
    swap.save(update_fields=["agreed_at"])


def close(swap: Swap, *, now: datetime) -> None:
    """Take it back, or do not agree to it."""
    Swap.objects.filter(pk=swap.pk, agreed_at=None, closed_at=None).update(closed_at=now)
