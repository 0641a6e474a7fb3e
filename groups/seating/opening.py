"""Who of those who wait would fit a running group? Its open seat, and they by how well they would sit there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from groups.audit import Act, note
from groups.formation.checking import label, of_group
from groups.formation.pool import Group as Seats
from groups.formation.pool import Pool
from groups.formation.reading import read
from groups.formation.reasons import Explanation, explain
from groups.models import Application, Cohort, Group, OpenSeat, Person, Programme
from groups.seating.pooling import gather
from groups.seating.terms import Terms
from groups.seating.words import Words
from peergroups.outbox import ledger

OPENED = "seat_opened"
OF_USE_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Candidate:
    """Somebody who waits and would fit, with what speaks for it."""

    person: Person
    points: int
    reasons: tuple[str, ...]


@transaction.atomic
def open_seat(group: Group, *, by: Person, now: datetime) -> OpenSeat:
    """Say that there is room for one more, and tell the admins; a second time it is the same seat."""
    Group.objects.select_for_update().get(pk=group.pk)
    if known := group.open_seats.open().first():
        return known
    seat = group.open_seats.create(opened_by=by, opened_at=now)
    admins = group.programme.admins.exclude(pk=by.pk).values_list("pk", flat=True)
    ledger.owe_all(
        [ledger.Owed(one, OPENED, seat, now, due_at=now, useless_after=now + OF_USE_FOR) for one in sorted(admins)],
        now=now,
    )
    note(Act.OPENED_SEAT, now=now, actor=by, group=group, about=seat)
    return seat


def close_seat(group: Group, *, by: Person, now: datetime) -> None:
    """Take it back; who is asked about already goes on being asked."""
    for seat in group.open_seats.open():
        seat.closed_at = now
        seat.save(update_fields=["closed_at"])
        note(Act.CLOSED_SEAT, now=now, actor=by, group=group, about=seat)


def open_in(programme: Programme) -> QuerySet[OpenSeat]:
    """List the open seats of a programme."""
    return OpenSeat.objects.open().filter(group__programme=programme).select_related("group").order_by("group__name")


def candidates(group: Group, reader: Person) -> list[Candidate]:
    """Rank those who wait in the newest intake by how well they fit; nobody looks at themselves.

    Who sits there or keeps it would learn from a gap whom they may not sit with: those they see as well.
    """
    cohort = intake(group)
    if cohort is None:
        return []
    terms = Terms.of(group.programme)
    pool = read(gather(cohort, terms, unheard=reader.pk).instance)
    number = next((place for place, running in enumerate(pool.running) if running.id == str(group.pk)), None)
    if number is None:
        return []
    fitting = [(one, seats) for one in pool.waiting if fits(pool, seats := seats_of(pool, number, one))]
    people = Person.objects.in_bulk([int(pool.people[one].id) for one, _seats in fitting])
    names = {str(pk): str(person) for pk, person in people.items()}
    words = Words(group.programme.zone, terms.cells, names, {str(group.pk): str(group)})
    found = [candidate(people[int(pool.people[one].id)], explain(pool, seats), words) for one, seats in fitting]
    ranked = sorted(found, key=lambda each: (-each.points, each.person.pk))
    return [each for each in ranked if each.person != reader]


def intake(group: Group) -> Cohort | None:
    """Return the newest intake in which somebody waits."""
    waiting = Application.objects.waiting().filter(cohort__programme=group.programme_id)
    newest = waiting.select_related("cohort__programme").order_by("-cohort__opens_on").first()
    return newest.cohort if newest else None


def seats_of(pool: Pool, number: int, one: int) -> Seats:
    running = pool.running[number]
    return Seats((one,), running.start, running.language, running.format, running=number)


def fits(pool: Pool, seats: Seats) -> bool:
    return not any(of_group(pool, seats, label(pool, 0, seats)))


def candidate(person: Person, why: Explanation, words: Words) -> Candidate:
    return Candidate(person, why.score, tuple(words.say(reason) for reason in why.reasons))
