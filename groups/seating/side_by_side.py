"""How do two drafts look beside each other? Who moved, what each group is and gave up, who is left over and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from groups.formation.pool import Group
from groups.models import Draft, Person
from groups.seating import steps, weighing
from groups.seating.comparing import Difference, difference
from groups.seating.overview import FITS, SHOWN, Some
from groups.seating.showing import Shown, traded


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
class Compared:
    """Two drafts beside each other."""

    pairs: tuple[tuple[Card | None, Card | None], ...]
    same: int
    left: tuple[Some, Some]  # who has no seat, and why
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]
    moved: tuple[str, ...]


def of(one: Draft, other: Draft, *, reader: Person) -> Compared:
    """Compare two drafts as they stand now."""
    first, second = (Shown(steps.opened(draft), reader.pk) for draft in (one, other))
    names = {**first.words.names, **second.words.names}
    found: Difference = difference((first.pool, first.layout.plan), (second.pool, second.layout.plan))
    apart = [pair for pair in found.pairs if not pair.is_same]

    def called(some: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(names.get(one, "") for one in some))

    return Compared(
        tuple((card(first, pair.one, pair.gone), card(second, pair.other, pair.come)) for pair in apart),
        len(found.pairs) - len(apart),
        (left(first), left(second)),
        called(found.only_one),
        called(found.only_other),
        called(found.moved),
    )


def left(shown: Shown) -> Some:
    """Say of the first of those without a seat why they have none."""
    return Some(shown.without_seat(shown.unseated[:SHOWN]), len(shown.unseated))


def card(shown: Shown, group: Group | None, fresh: frozenset[str]) -> Card | None:
    """Show one group of a draft; `fresh` are those who sit with others in the other one."""
    table = next((table for table in shown.layout.tables if table.group == group), None)
    if table is None:
        return None
    weighed = weighing.weigh(shown.pool, shown.layout, table)
    ids = [shown.pool.people[place].id for place in table.group.members]
    return Card(
        shown.title(table),
        shown.words.time(table.group.start),
        str(next(word for least, word in FITS if weighed.score >= 1000 * least)),
        traded(weighed),
        tuple(sorted((Seat(shown.words.name(one), one in fresh) for one in ids), key=lambda seat: seat.name)),
    )
