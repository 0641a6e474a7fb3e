"""Who can make room for whom? Somebody who waits takes the seat of one who can sit elsewhere, who takes a seat there.

A pool that was divided leaves people behind whose seat is on the other side of a border. Such chains find it in far
less time than solving anew who sits with whom. They look at seats alone: points are won by the search that follows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from groups.formation.room import Column, Room, points_now
from groups.formation.scoring import score
from groups.formation.step import Going
from groups.formation.tables import Array, Tables
from groups.formation.week import CELLS

ASKED, IN_ALL = 300, 10_000  # people who are asked whether they could move, for one who waits and for all
BEGINNERS, TRIED = 40, 12  # how many of those asked try to begin a group, and at how many times and places


@dataclass(frozen=True)
class Chain:
    """Each takes the seat of the next, in a group of the plan; the last has none yet."""

    movers: tuple[int, ...]
    groups: tuple[int, ...] = ()

    @property
    def last(self) -> int:
        return self.movers[-1]


def seated(tables: Tables, units: Array, room: Room, plan: Sequence[Column], going: Going) -> tuple[Column, ...]:
    """Find seats for as many as can be of those who wait, until nobody's luck has changed."""
    chains, asked, tried = Chains(tables, units, room, plan), 0, False
    while not tried:
        tried = True  # until somebody's new seat lets others hope again
        for unit in chains.waiting():
            if unit in chains.group_of:
                continue
            if asked >= IN_ALL or not going():
                return chains.plan
            better = chains.seat(unit)
            asked += chains.asked
            if better:
                chains, tried = Chains(tables, units, room, better), False
    return chains.plan


class Chains:
    """A plan, and who could move in it."""

    def __init__(self, tables: Tables, units: Array, room: Room, plan: Sequence[Column]) -> None:
        self.tables, self.units, self.whole, self.plan = tables, units, room, tuple(plan)
        self.length, self.members, self.asked = tables.pool.rules.length, tables.traits.members, 0
        self.room = room.without(plan, self.length)
        self.group_of = {unit: number for number, column in enumerate(plan) for unit in column.units}
        self.seats = np.array([column.seats for column in plan], dtype=np.int64)
        self.start, self.venue, self.keeper, self.running = (
            np.array([-1 if value is None else value for value in values], dtype=np.int64)
            for values in (
                [column.start for column in plan],
                [column.venue for column in plan],
                [column.facilitator for column in plan],
                [column.running for column in plan],
            )
        )
        self.fixed = self.running >= 0
        self.most = np.array([seats_of(tables, column.running) for column in plan], dtype=np.int64)
        self.least = np.where(self.fixed, 0, tables.pool.rules.smallest)
        self.hours = np.array([tables.free[list(column.units)].all(axis=0) for column in plan]).reshape(-1, CELLS)

    def waiting(self) -> list[int]:
        """List who has no seat."""
        return [unit for unit in self.units.tolist() if unit not in self.group_of]

    def seat(self, unit: int) -> tuple[Column, ...] | None:
        """Find somebody a seat by the shortest chain; give the plan with it."""
        self.asked = 0
        for chain in islice(self.chains(unit), ASKED):
            self.asked += 1
            better = self.joined(chain) or (self.founded(chain) if self.asked <= BEGINNERS else None)
            if better:
                return better
        return None

    def chains(self, unit: int) -> Iterator[Chain]:
        """Ask one after another who could move, those fewest moves away first."""
        queue, seen = [Chain((unit,))], {unit}
        for chain in queue:
            yield chain
            for group, other in self.swaps(chain) if len(queue) < ASKED else ():
                if other not in seen:
                    seen.add(other)
                    queue.append(Chain((*chain.movers, other), (*chain.groups, group)))

    def swaps(self, chain: Chain) -> list[tuple[int, int]]:
        """List whose seat the last of a chain could take, the freest first."""
        rivals, found = self.rivals(chain.last), []
        for group in np.flatnonzero(self.comes(chain.last)).tolist():
            for other in self.plan[group].units if group not in chain.groups else ():
                seats = self.seats[group] + self.members[chain.last] - self.members[other]
                if self.least[group] <= seats <= self.most[group] and rivals.get(group, {other}) == {other}:
                    found.append((group, other))
        hours = self.tables.free.sum(axis=1)
        return sorted(found, key=lambda swap: (-hours[swap[1]], swap))

    def comes(self, unit: int) -> Array:
        """Mark which groups somebody could come to when they meet."""
        tables = self.tables
        comes, new = np.zeros(len(self.plan), dtype=bool), ~self.fixed
        comes[new] = tables.free[unit, self.start[new]] & tables.speaks[unit, self.venue[new]]
        comes[new] &= tables.keepable[self.keeper[new], unit]
        comes[self.fixed] = tables.guests[self.running[self.fixed], unit]
        return comes

    def rivals(self, unit: int) -> dict[int, set[int]]:
        """Say for each group with whom of its members somebody may not sit."""
        found: dict[int, set[int]] = {}
        for other in np.flatnonzero(~self.tables.compatible[unit]).tolist():
            if other in self.group_of:
                found.setdefault(self.group_of[other], set()).add(other)
        return found

    def joined(self, chain: Chain) -> tuple[Column, ...] | None:
        """Let the last of a chain join a group, where most points come of it; if need be at another time."""
        unit, size = chain.last, self.members[chain.last]
        fits = self.seats + size <= self.most
        fits[[*self.rivals(unit), *chain.groups]] = False
        ways = [
            self.one_more(group, unit, self.plan[group]) for group in np.flatnonzero(fits & self.comes(unit)).tolist()
        ]
        for place in self.room.running:
            if self.tables.guests[place, unit] and self.tables.pool.running[place].members:
                ways.append((None, self.column([unit], Column((), 0, 0, running=place))))
        if not ways:
            later = fits & ~self.fixed & (self.hours & self.tables.free[unit]).any(axis=1)
            moved = [(group, self.another_time(group, unit)) for group in np.flatnonzero(later).tolist()]
            ways = [self.one_more(group, unit, how) for group, how in moved if how]
        if not ways:
            return None
        group, column = max(ways, key=lambda way: way[1].points - (0 if way[0] is None else self.plan[way[0]].points))
        return self.moved(chain, {} if group is None else {group: column}, [column] if group is None else [])

    def one_more(self, group: int, unit: int, how: Column) -> tuple[int | None, Column]:
        return group, self.column([*self.plan[group].units, unit], how)

    def another_time(self, group: int, unit: int) -> Column | None:
        """Find when, in which venue and with whom a group could meet if somebody joined it."""
        tables, column = self.tables, self.plan[group]
        units = [*column.units, unit]
        others = [each for each in self.plan if each.facilitator == column.facilitator and each is not column]
        open_starts = self.room.open_starts.copy()
        open_starts[column.facilitator] = self.whole.without(others, self.length).open_starts[column.facilitator]
        suits = tables.keepable[:, units].all(axis=1)
        for venue in np.flatnonzero(tables.speaks[units].all(axis=0)).tolist():
            keepers = suits & tables.serves[:, venue]
            could = np.argwhere(open_starts & self.hours[group] & tables.free[unit] & keepers[:, None])
            if len(could):
                return replace(column, facilitator=int(could[0, 0]), start=int(could[0, 1]), venue=venue)
        return None

    def founded(self, chain: Chain) -> tuple[Column, ...] | None:
        """Let the last of a chain begin a group, with others who wait or whose groups can spare them."""
        tables, unit = self.tables, chain.last
        spare = dict(enumerate((self.seats - self.least).tolist())) | dict.fromkeys(chain.groups, 0)
        able = np.zeros(len(tables.units), dtype=bool)
        able[self.units] = tables.compatible[unit, self.units]
        able[[other for other, group in self.group_of.items() if self.members[other] > spare[group]]] = False
        able[list(chain.movers)] = False
        for how in self.spots(unit, able):
            there = tables.free[:, how.start] & tables.speaks[:, how.venue] & tables.keepable[how.facilitator]
            company = self.company(unit, np.flatnonzero(able & there).tolist(), spare)
            if company:
                return self.moved(chain, {}, [self.column([unit, *company], how)], company)
        return None

    def spots(self, unit: int, able: Array) -> list[Column]:
        """List how a new group of somebody's could meet, first where most could come."""
        tables, found = self.tables, []
        hours = self.room.open_starts & tables.free[unit] & tables.keepable[:, unit][:, None]
        for venue in np.flatnonzero(tables.speaks[unit]).tolist():
            served = hours & tables.serves[:, venue][:, None]
            there = np.flatnonzero(able & tables.speaks[:, venue])
            starts = np.flatnonzero(served.any(axis=0))
            counts = self.members[there] @ tables.free[np.ix_(there, starts)] + self.members[unit]
            for start, count in zip(starts.tolist(), counts.tolist(), strict=True):
                if count >= tables.pool.rules.smallest:
                    found.append((-count, start, venue, int(np.argmax(served[:, start]))))
        return [Column((), 0, 0, start, venue, keeper) for _count, start, venue, keeper in sorted(found)[:TRIED]]

    def company(self, unit: int, able: Sequence[int], spare: Mapping[int, int]) -> list[int]:
        """Gather people who may all sit together: who wait, and just enough from groups that can spare them."""
        rules, left, together, seats = self.tables.pool.rules, dict(spare), [unit], int(self.members[unit])
        for other in sorted(able, key=lambda other: -spare[self.group_of[other]] if other in self.group_of else -99):
            group, size = self.group_of.get(other), int(self.members[other])
            if seats + size > rules.largest or not self.tables.compatible[other, together].all():
                continue
            if group is not None:
                if seats >= rules.smallest or left[group] < size:
                    continue
                left[group] -= size
            together.append(other)
            seats += size
        return together[1:] if seats >= rules.smallest else []

    def moved(
        self, chain: Chain, changed: Mapping[int, Column], fresh: Iterable[Column], company: Iterable[int] = ()
    ) -> tuple[Column, ...]:
        """Give the plan after everybody has moved."""
        plan = dict(enumerate(self.plan)) | dict(changed)
        for group, comes, goes in zip(chain.groups, chain.movers, chain.movers[1:], strict=False):
            units = [unit for unit in plan[group].units if unit != goes]
            plan[group] = self.column([*units, comes], plan[group])
        for other in company:
            if other in self.group_of:
                group = self.group_of[other]
                plan[group] = self.column([unit for unit in plan[group].units if unit != other], plan[group])
        return tuple(column for column in [*plan.values(), *fresh] if column.units)

    def column(self, units: Sequence[int], how: Column) -> Column:
        """Seat these as that group meets."""
        tables = self.tables
        members = tuple(place for unit in units for place in tables.units[unit])
        sitting = () if how.running is None else tables.pool.running[how.running].members
        before = 0 if how.running is None else points_now(tables, how.running)
        everybody = (*sitting, *members)
        points = score(tables.pool, everybody) * len(everybody) - before if members else 0
        return replace(how, units=tuple(sorted(units)), points=points, seats=len(members))


def seats_of(tables: Tables, running: int | None) -> int:
    """Say how many people a new group may seat, or how many newcomers a running one."""
    if running is None:
        return tables.pool.rules.largest
    group = tables.pool.running[running]
    return group.most - len(group.members)
