"""What can an admin do to a plan? Each act makes another plan of it, and everybody still sits once at most."""

from dataclasses import dataclass, replace

from groups.formation.pool import Group, Pool
from groups.seating import hosting
from groups.seating.layout import Layout, Table

NOBODY = "waiting"  # a target: to nobody's group yet
NEW = "new"
RUNNING = "into-"  # before the id of a running group that the plan does not fill yet


class CannotMove(ValueError):
    """What was asked for cannot be: a group or person that is not there, or that is locked."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where somebody could go: a group of the plan, a running one, a new one, or to those who wait."""

    to: str
    table: Table | None = None
    running: int | None = None


def targets(pool: Pool, layout: Layout, person: int) -> list[Target]:
    """List where somebody could go from where they are."""
    here = layout.seats.get(person)
    found = [Target(table.key, table) for table in layout.tables if table.key != here and not table.locked]
    filled = {table.group.running for table in layout.tables}
    found += [
        Target(f"{RUNNING}{group.id}", running=number)
        for number, group in enumerate(pool.running)
        if number not in filled
    ]
    alone = here is not None and len(layout.by_key[here].group.members) == 1
    new = [] if alone and layout.by_key[here].group.running is None else [Target(NEW)]  # type: ignore[index]
    return [*found, *new, *([Target(NOBODY)] if here else [])]


def move(pool: Pool, layout: Layout, person: int, to: str) -> Layout:
    """Take somebody from where they are, and seat them elsewhere."""
    check(pool, layout, person)
    here = layout.seats.get(person)
    if to not in {target.to for target in targets(pool, layout, person)}:
        raise CannotMove
    left = emptied(pool, layout, person)
    if to != NOBODY:
        left, key = seated(pool, left, person, to)
        left = hosting.settled(pool, left, key)
    return hosting.settled(pool, left, here) if here in left.by_key and here else left


def swap(pool: Pool, layout: Layout, one: int, other: int) -> Layout:
    """Let two people change places; one of them may be without a seat."""
    for person in (one, other):
        check(pool, layout, person)
    here, there = layout.seats.get(one), layout.seats.get(other)
    if here == there:
        raise CannotMove
    tables = layout
    for key, leaves, comes in ((here, one, other), (there, other, one)):
        if key:
            table = layout.by_key[key]
            members = tuple(sorted({*table.group.members} - {leaves} | {comes}))
            tables = tables.having(replace(table, group=replace(table.group, members=members)))
    for key in (here, there):
        tables = hosting.settled(pool, tables, key) if key else tables
    return tables


def check(pool: Pool, layout: Layout, person: int) -> None:
    """Refuse to move who sits in a running group, in a locked one, or is locked."""
    here = layout.seats.get(person)
    if person in pool.seated or person in layout.held or (here and layout.by_key[here].locked):
        raise CannotMove


def emptied(pool: Pool, layout: Layout, person: int) -> Layout:
    """Take somebody out; a group that nobody is left in goes with them."""
    here = layout.seats.get(person)
    if here is None:
        return layout
    table = layout.by_key[here]
    members = tuple(place for place in table.group.members if place != person)
    if not members:
        return layout.without(here)
    return layout.having(replace(table, group=replace(table.group, members=members)))


def seated(pool: Pool, layout: Layout, person: int, to: str) -> tuple[Layout, str]:
    """Put somebody without a seat into a group; say which it is now."""
    if to == NEW:
        table = hosting.opening(pool, layout, person, layout.last + 1)
    elif to.startswith(RUNNING):
        number = [group.id for group in pool.running].index(to.removeprefix(RUNNING))
        running = pool.running[number]
        group = Group((person,), running.start, running.language, running.format, running=number)
        table = Table(f"g{layout.last + 1}", group)
    else:
        table = layout.by_key[to]
        members = tuple(sorted({*table.group.members, person}))
        table = replace(table, group=replace(table.group, members=members))
    return layout.having(table), table.key


def lock(layout: Layout, key: str, *, locked: bool) -> Layout:
    """Let a group stay as it is, whatever is solved anew; or free it again."""
    if key not in layout.by_key:
        raise CannotMove
    return layout.having(replace(layout.by_key[key], locked=locked))


def hold(layout: Layout, person: int, *, held: bool) -> Layout:
    """Let somebody stay with the others held in their group, at its time; or free them again."""
    if person not in layout.seats:
        raise CannotMove
    return replace(layout, held=layout.held | {person} if held else layout.held - {person})


def arrange(layout: Layout, key: str, *, start: int, facilitator: int | None, name: str) -> Layout:
    """Give a group another time, another facilitator or a name, by hand. A running one keeps what it has."""
    table = layout.by_key.get(key)
    if table is None:
        raise CannotMove
    if table.group.running is not None:
        raise CannotMove
    group = replace(table.group, start=start, facilitator=facilitator)
    return layout.having(replace(table, group=group, name=name))
