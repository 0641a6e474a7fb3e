"""What is there to be had? Groups that could be, and what they use up of facilitators' time and of running groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from groups.formation import week
from groups.formation.pool import Group
from groups.formation.scoring import score
from groups.formation.tables import Array, Tables


@dataclass(frozen=True, slots=True)
class Column:
    """A group that could be: its units, the points it adds, how many it seats, and how it would meet."""

    units: tuple[int, ...]
    points: int
    seats: int
    start: int = -1
    venue: int = -1
    facilitator: int = -1
    running: int | None = None

    def worth(self, seat: int) -> int:
        """Count its points, and what every seat is worth besides."""
        return self.points + seat * self.seats


@dataclass(frozen=True)
class Room:
    """What is left: how many groups each facilitator takes, when, and which running groups may grow."""

    capacity: Array
    open_starts: Array  # facilitators by cells
    running: tuple[int, ...]

    def without(self, columns: Iterable[Column], length: int) -> "Room":
        """Take away what these groups use."""
        capacity, open_starts, running = self.capacity.copy(), self.open_starts.copy(), set(self.running)
        for column in columns:
            if column.running is not None:
                running.discard(column.running)
                continue
            capacity[column.facilitator] -= 1
            for step in range(1 - length, length):
                open_starts[column.facilitator, (column.start + step) % week.CELLS] = False
        open_starts[capacity <= 0] = False
        return Room(capacity, open_starts, tuple(sorted(running)))

    def holds(self, column: Column) -> bool:
        """Tell whether there is room for one more such group."""
        if column.running is not None:
            return column.running in self.running
        return bool(self.open_starts[column.facilitator, column.start])

    def hold(self, columns: Iterable[Column], length: int) -> bool:
        """Tell whether there is room for all of these."""
        left = self
        for column in columns:
            if not left.holds(column):
                return False
            left = left.without([column], length)
        return True


def whole_room(tables: Tables) -> Room:
    """Open everything the pool has."""
    capacity = np.array([keeper.capacity for keeper in tables.pool.facilitators], dtype=np.int64)
    return Room(capacity, tables.open_starts.copy(), tuple(range(len(tables.pool.running))))


def as_group(tables: Tables, column: Column) -> Group:
    """Say a column in people."""
    members = tuple(sorted(place for unit in column.units for place in tables.units[unit]))
    if column.running is not None:
        running = tables.pool.running[column.running]
        return Group(members, running.start, running.language, running.format, running=column.running)
    language, format_ = tables.venues[column.venue]
    return Group(members, column.start, language, format_, facilitator=column.facilitator)


def as_column(tables: Tables, group: Group) -> Column:
    """Say a group of people in units; whoever is tied to a member must be a member."""
    unit_of = {place: number for number, unit in enumerate(tables.units) for place in unit}
    units = tuple(sorted({unit_of[place] for place in group.members}))
    pool, everybody = tables.pool, tables.pool.with_newcomers(group)
    points = score(pool, everybody) * len(everybody)
    if group.running is not None:
        return Column(units, points - points_now(tables, group.running), len(group.members), running=group.running)
    venue = tables.venues.index((group.language, group.format))
    facilitator = -1 if group.facilitator is None else group.facilitator
    return Column(units, points, len(group.members), group.start, venue, facilitator)


def points_now(tables: Tables, running: int) -> int:
    """Count what a running group scores as it is."""
    members = tables.pool.running[running].members
    return score(tables.pool, members) * len(members) if members else 0


def total(columns: Sequence[Column], seat: int) -> int:
    """Add up what a plan is worth."""
    return sum(column.worth(seat) for column in columns)


def seat_worth(members: int) -> int:
    """Weigh a seat so that no points ever outweigh one, and a bound in seats stays sharp."""
    return 1_000_000 * (members + 1)
