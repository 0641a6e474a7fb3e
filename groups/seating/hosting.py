"""When could these people meet, and who could keep them? The time stays if it can, then whoever keeps the group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_

from groups.formation import week
from groups.formation.pool import Group, Pool
from groups.seating.layout import Layout, Table


@dataclass(frozen=True, slots=True)
class Host:
    """Who could keep a group, and at which starts."""

    facilitator: int
    starts: int
    language: str
    format: str


def common_starts(pool: Pool, members: Sequence[int]) -> int:
    """Mark the starts at which all of them are free."""
    return reduce(and_, (pool.people[place].starts for place in members), week.FULL)


def settled(pool: Pool, layout: Layout, key: str) -> Layout:
    """See that a group meets when and where its people can, and that somebody is free to keep it."""
    table = layout.by_key[key]
    if table.group.running is not None or holds(pool, layout, table):
        return layout
    return layout.having(replace(table, group=best(pool, layout, table)))


def holds(pool: Pool, layout: Layout, table: Table) -> bool:
    """Say whether all who are in a group can meet there as it is."""
    group = table.group
    people = [pool.people[place] for place in group.members]
    if not all(
        person.starts >> group.start & 1 and group.language in person.languages and group.format in person.formats
        for person in people
    ):
        return False
    return any(
        host.facilitator == group.facilitator and host.starts >> group.start & 1
        for host in hosts(pool, layout, table, frozenset([group.language]), frozenset([group.format]))
    )


def best(pool: Pool, layout: Layout, table: Table) -> Group:
    """Choose the start, the language, the way to meet and the facilitator that change least."""
    group = table.group
    people = [pool.people[place] for place in group.members]
    languages = frozenset.intersection(*(person.languages for person in people)) or frozenset([group.language])
    formats = frozenset.intersection(*(person.formats for person in people)) or frozenset([group.format])
    starts = common_starts(pool, group.members)
    found = [
        replace(group, start=start, facilitator=host.facilitator, language=host.language, format=host.format)
        for host in hosts(pool, layout, table, languages, formats)
        if (start := nearest(host.starts & starts, group.start)) is not None
    ]
    if found:
        return min(found, key=lambda each: changes(group, each))
    start = nearest(starts, group.start)
    return replace(
        group,
        start=group.start if start is None else start,
        language=group.language if group.language in languages else min(languages),
        format=group.format if group.format in formats else min(formats),
    )


def changes(old: Group, new: Group) -> tuple[bool, bool, bool, bool, int, int]:
    """Rank what becomes of a group: the less of it changes, the lower."""
    return (
        new.start != old.start,
        new.facilitator != old.facilitator,
        new.format != old.format,
        new.language != old.language,
        apart(new.start, old.start),
        new.facilitator or 0,
    )


def hosts(
    pool: Pool, layout: Layout, table: Table, languages: frozenset[str], formats: frozenset[str]
) -> Iterator[Host]:
    """List who could keep a group, with the starts at which they are free of their other groups."""
    for place, keeper in enumerate(pool.facilitators):
        kept = [start for key, start in layout.kept.get(place, ()) if key != table.key]
        free = keeper.starts & ~busy(kept, pool.rules.length)
        if free and len(kept) < keeper.capacity and not pool.not_under(keeper.id, table.group.members):
            for language in sorted(languages & keeper.languages):
                for way in sorted(formats & keeper.formats):
                    yield Host(place, free, language, way)


def busy(starts: Sequence[int], length: int) -> int:
    """Mark the starts that would overlap with these meetings."""
    taken = 0
    for start in starts:
        taken |= week.cells([((start - length + 1) % week.CELLS, (start - length + 1) % week.CELLS + 2 * length - 1)])
    return taken


def nearest(starts: int, to: int) -> int | None:
    """Find the start that is nearest to another in the week; of two the earlier."""
    return min(week.each(starts), key=lambda start: (apart(start, to), start), default=None)


def apart(one: int, other: int) -> int:
    return min((one - other) % week.CELLS, (other - one) % week.CELLS)


def opening(pool: Pool, layout: Layout, place: int, number: int) -> Table:
    """Begin a group with one person, at the time that most of those without a seat could come to."""
    person = pool.people[place]
    format_, language = min(person.formats, default="online"), min(person.languages, default="en")
    table = Table(f"g{number}", Group((place,), 0, language, format_))
    waiting = [other for other in pool.waiting if other not in layout.seats and other != place]
    keepable = list(hosts(pool, layout, table, person.languages, person.formats))
    kept = reduce(lambda marked, host: marked | host.starts, keepable, 0)
    starts = list(week.each(person.starts & kept)) or list(week.each(person.starts)) or [0]
    start = max(starts, key=lambda each: (sum(pool.people[one].starts >> each & 1 for one in waiting), -each))
    return replace(table, group=best(pool, layout, replace(table, group=replace(table.group, start=start))))
