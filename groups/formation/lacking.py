"""What stands between somebody and the groups there are? Those they miss by least, and by what."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from groups.formation.checking import label
from groups.formation.pool import Group, Plan, Pool
from groups.formation.telling import Miss, Time, Told, Unseated, told

MISSES = 3  # so many near misses are told


@dataclass(frozen=True, slots=True)
class Common:
    """What people who would come together have in common, and with whom one of them may not sit."""

    places: tuple[int, ...]
    starts: int
    languages: frozenset[str]
    formats: frozenset[str]
    conflicts: frozenset[int]


def common(pool: Pool, unit: Sequence[int]) -> Common:
    """Look at the people once, for there may be hundreds of groups to hold them against."""
    people, starts = [pool.people[place] for place in unit], ~0
    for person in people:
        starts &= person.starts
    return Common(
        tuple(unit),
        starts,
        frozenset.intersection(*(person.languages for person in people)),
        frozenset.intersection(*(person.formats for person in people)),
        frozenset().union(*(pool.conflicts[place] for place in unit)),
    )


def near(pool: Pool, unit: Sequence[int], plan: Plan) -> Unseated:
    """Tell the groups somebody misses by least, and by what."""
    if not plan:
        return Unseated(told("no_groups"))
    who = common(pool, unit)
    lacks = [lacking(pool, who, group) for group in plan]
    nearest = sorted(range(len(plan)), key=lambda number: sum(lacks[number]))[:MISSES]
    return Unseated(
        None,
        misses=tuple(Miss(label(pool, n, plan[n]), said(pool, who, plan[n], lacks[n])) for n in nearest),
    )


def missing(pool: Pool, unit: Sequence[int], group: Group) -> tuple[Told, ...]:
    """List what stands between somebody and a group."""
    who = common(pool, unit)
    return said(pool, who, group, lacking(pool, who, group))


def lacking(pool: Pool, who: Common, group: Group) -> tuple[bool, ...]:
    """Tell of time, language, format, members and seats whether it stands between."""
    members = pool.with_newcomers(group)
    most = pool.rules.largest if group.running is None else pool.running[group.running].most
    return (
        not who.starts >> group.start & 1,
        group.language not in who.languages,
        group.format not in who.formats,
        not who.conflicts.isdisjoint(members) or bool(pool.not_under(pool.keeper_of(group), who.places)),
        len(members) + len(who.places) > most,
    )


def said(pool: Pool, who: Common, group: Group, lacks: Sequence[bool]) -> tuple[Told, ...]:
    """Say what stands between."""
    count = len(who.places)
    sentences = (
        told("not_free", time=Time(group.start, pool.rules.length)),
        told("another_language"),
        told("another_format"),
        told("cannot_sit"),
        told("full") if count == 1 else told("too_few_seats", count=count),
    )
    return tuple(compress(sentences, lacks))
