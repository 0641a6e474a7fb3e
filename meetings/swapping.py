"""How do two change places? Whoever has a hot seat asks one other, and nothing happens before that one agrees."""

from datetime import datetime

from django.db import transaction

from groups.models import Person
from meetings.models import AgendaItem, HotSeat, Meeting, Pass, Swap
from meetings.models.hot_seats import assign
from meetings.rotation import Out
from meetings.turns import Standing, hold, queue


class CannotSwap(Exception):
    """The seat is not theirs any more, or the other one cannot take it."""


def takers(standings: list[Standing]) -> list[Standing]:
    """Return those who could take a seat; whoever passed may change their mind."""
    return [standing for standing in standings if standing.out in (None, Out.PASSED)]


def can_take(meeting: Meeting, now: datetime) -> list[Standing]:
    return takers(queue(meeting.group, meeting, now))


def may_take(person: Person, meeting: Meeting, now: datetime) -> bool:
    return person in [standing.person for standing in can_take(meeting, now)]


@transaction.atomic
def ask(seat: HotSeat, other: Person, *, now: datetime) -> Swap:
    """Ask somebody to change places; whoever was asked before is asked no longer."""
    hold(seat.meeting.group)
    if not seat.meeting.is_open(now) or not may_take(other, seat.meeting, now):
        raise CannotSwap
    seat.swaps.filter(agreed_at=None, closed_at=None).update(closed_at=now)
    return seat.swaps.create(asked=other, asked_at=now)


def theirs_instead(swap: Swap, now: datetime) -> HotSeat | None:
    """Return the nearest seat that whoever was asked has in another meeting and the one who asked can take."""
    given = swap.asked.hot_seats.standing().filter(meeting__in=swap.group.meetings.ahead(now))
    coming = given.exclude(meeting=swap.seat.meeting)
    free = coming.exclude(meeting__hot_seats__in=swap.seat.person.hot_seats.filter(item__isnull=False))
    near = free.select_related("meeting__group", "item").order_by("meeting__starts_at")
    return next((seat for seat in near if may_take(swap.seat.person, seat.meeting, now)), None)


@transaction.atomic
def agree(swap: Swap, *, now: datetime) -> None:
    """Change places: the seat goes to whoever was asked, and theirs, if they have one, to who asked."""
    hold(swap.group)
    held = Swap.objects.select_for_update(of=("self",)).open(now).filter(pk=swap.pk).first()
    item = held and held.seat.item
    if held is None or item is None or not may_take(swap.asked, swap.seat.meeting, now):
        raise CannotSwap
    instead = theirs_instead(swap, now)
    take(item, swap.asked, now=now)
    if instead:
        take(instead.item, swap.seat.person, now=now)
    swap.agreed_at = now
    swap.save(update_fields=["agreed_at"])


def take(item: AgendaItem | None, person: Person, *, now: datetime) -> None:
    """Sit in a hot seat, also where one had passed."""
    assign(item, person, now=now)
    Pass.objects.filter(meeting__agenda_items=item, person=person).delete()


def close(swap: Swap, *, now: datetime) -> None:
    """Take it back, or do not agree to it."""
    Swap.objects.filter(pk=swap.pk, agreed_at=None, closed_at=None).update(closed_at=now)
