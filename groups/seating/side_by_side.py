"""How do two drafts look beside each other? Who moved, what each group is and gave up, who is left over and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst

from groups.formation.pool import Group, Plan, Pool
from groups.formation.reading import read
from groups.formation.reasons import explain, shared_time
from groups.formation.telling import Unseated
from groups.models import Draft, Person
from groups.models import Group as Room
from groups.seating.comparing import Difference, difference
from groups.seating.overview import FITS
from groups.seating.plans import named
from groups.seating.tellings import told
from groups.seating.terms import MATTERS
from groups.seating.unseated import told_to
from groups.seating.words import Words

SMALL_LOSS = 5_000  # thousandths of a point; less is not spoken of
TRADED = 3


@dataclass(frozen=True)
class Seat:
    """One person in a group, and whether they sit with others in the other draft."""

    name: str
    is_new_here: bool


@dataclass(frozen=True)
class Card:
    """One group as it stands in one of the drafts."""

    title: str
    when: str
    fit: str
    traded: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class Left:
    """Somebody without a seat, and why."""

    name: str
    why: str


class Side:
    """One draft with its present plan, in words."""

    names: Mapping[str, str]

    def __init__(self, draft: Draft, reader: Person) -> None:
        self.draft, self.reader = draft, str(reader.pk)
        self.pool: Pool = read(draft.pool)
        self.step = draft.plan_steps.get(is_current=True)
        found = named(self.pool, self.step.plan)
        self.plan: Plan = tuple(group for *_, group in found)
        self.called = {group: (name, number) for name, number, group in found}

    @cached_property
    def words(self) -> Words:
        running = Room.objects.filter(pk__in=[group.id for group in self.pool.running])
        groups = {str(pk): name for pk, name in running.values_list("pk", "name")}
        cohort = self.draft.cohort
        return Words(cohort.programme.zone, self.pool.rules.length, self.names, groups, cohort.name)

    def card(self, group: Group | None, fresh: frozenset[str]) -> Card | None:
        if group is None:
            return None
        why = explain(self.pool, group)
        lost = [capfirst(str(MATTERS[name])).lower() for name, by in why.lost if by >= SMALL_LOSS][:TRADED]
        ids = [self.pool.people[place].id for place in group.members]
        running = None if group.running is None else self.pool.running[group.running].id
        name, number = self.called[group]
        return Card(
            name or self.words.group(number, running),
            self.words.say(shared_time(self.pool, group).values["time"]),
            str(next(word for least, word in FITS if why.score >= 1000 * least)),
            ", ".join(lost),
            tuple(sorted((Seat(self.words.name(one), one in fresh) for one in ids), key=lambda seat: seat.name)),
        )

    def left(self) -> list[Left]:
        """Say of everybody without a seat why, as far as this reader may know."""
        seated = {place for group in self.plan for place in group.members}
        out = [self.pool.people[place].id for place in self.pool.waiting if place not in seated]
        found = []
        for one in out:
            why = told_to(self.reader, one, self.why(one), self.pool, self.plan)
            found.append(Left(self.words.name(one), self.words.sentence(why)))
        return sorted(found, key=lambda left: left.name)

    def why(self, one: str) -> Unseated:
        """Tell the solver's reason; what somebody missed by least holds only as long as nobody was moved."""
        why: Unseated = told(self.draft.reasons[one]) if one in self.draft.reasons else Unseated(None)
        return Unseated(None) if self.step.number and not why.reason else why


@dataclass(frozen=True)
class Compared:
    """Two drafts beside each other."""

    pairs: tuple[tuple[Card | None, Card | None], ...]
    same: int
    left: tuple[list[Left], list[Left]]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]
    moved: tuple[str, ...]


def of(one: Draft, other: Draft, *, reader: Person) -> Compared:
    """Compare two drafts as they stand now."""
    first, second = Side(one, reader), Side(other, reader)
    ids = {int(person.id) for side in (first, second) for person in side.pool.people}
    names = {str(pk): name for pk, name in Person.objects.filter(pk__in=ids).values_list("pk", "name")}
    first.names, second.names = names, names
    found: Difference = difference((first.pool, first.plan), (second.pool, second.plan))
    apart = [pair for pair in found.pairs if not pair.is_same]

    def called(some: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(names.get(one, "") for one in some))

    return Compared(
        tuple((first.card(pair.one, pair.gone), second.card(pair.other, pair.come)) for pair in apart),
        len(found.pairs) - len(apart),
        (first.left(), second.left()),
        called(found.only_one),
        called(found.only_other),
        called(found.moved),
    )
