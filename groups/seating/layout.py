"""How does a plan lie on the workbench? Groups that keep their keys while people move, and what an admin fixed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from groups.formation.pool import Group, Plan, Pool
from groups.formation.telling import Which
from groups.seating import plans
from groups.seating.plans import Kept


@dataclass(frozen=True, slots=True)
class Table:
    """One group of the plan. Its key never changes, nor is it given to another."""

    key: str
    group: Group
    locked: bool = False
    name: str = ""

    @property
    def number(self) -> int:
        return int(self.key[1:])


@dataclass(frozen=True)
class Layout:
    """All groups of a plan, in the order of their keys, and the people who stay where they sit."""

    tables: tuple[Table, ...]
    held: frozenset[int] = frozenset()
    last: int = 0  # the highest number a group ever had

    @cached_property
    def seats(self) -> dict[int, str]:
        """Where everybody sits whom the plan seats."""
        return {place: table.key for table in self.tables for place in table.group.members}

    @cached_property
    def by_key(self) -> dict[str, Table]:
        return {table.key: table for table in self.tables}

    @cached_property
    def kept(self) -> dict[int, list[tuple[str, int]]]:
        """For each facilitator, the new groups they keep and when these begin."""
        found: dict[int, list[tuple[str, int]]] = {}
        for table in self.tables:
            if table.group.running is None and table.group.facilitator is not None:
                found.setdefault(table.group.facilitator, []).append((table.key, table.group.start))
        return found

    @property
    def plan(self) -> Plan:
        return tuple(table.group for table in self.tables)

    def without(self, key: str) -> "Layout":
        return replace(self, tables=tuple(table for table in self.tables if table.key != key))

    def having(self, table: Table) -> "Layout":
        """Put a group in its place, or at the end if it is new."""
        tables = [each for each in self.tables if each.key != table.key]
        tables = sorted([*tables, table], key=lambda each: each.number)
        return replace(self, tables=tuple(tables), last=max(self.last, table.number))


def read(pool: Pool, kept: Mapping[str, Any]) -> Layout:
    """Read a kept plan. What is gone meanwhile is left out, as is a group that nobody is left in."""
    people = {person.id: place for place, person in enumerate(pool.people)}
    tables = [
        Table(row["key"], group, row["locked"], row.get("name", ""))
        for row, group in plans.read(pool, kept)
        if group.members
    ]
    last = max((int(row["key"][1:]) for row in kept["groups"]), default=0)
    held = frozenset(people[one] for one in kept["held"] if one in people)
    return Layout(tuple(tables), held, max(last, kept.get("last", 0)))


def written(pool: Pool, layout: Layout) -> Kept:
    """Write a plan down as it is kept."""
    return {
        "groups": [table_written(pool, table) for table in layout.tables],
        "held": sorted(pool.people[place].id for place in layout.held),
        "last": layout.last,
    }


def table_written(pool: Pool, table: Table) -> Kept:
    return plans.group_written(pool, table.group, table.key, locked=table.locked) | {"name": table.name}


def which(pool: Pool, table: Table) -> Which:
    """Say which group a sentence is about."""
    return Which(table.number - 1, None if table.group.running is None else pool.running[table.group.running].id)
