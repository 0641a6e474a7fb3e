"""How does a good plan get better? A few groups and some who wait are set free, and seated anew as well as can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from random import Random

import numpy as np

from groups.formation.choosing import choose
from groups.formation.dive import fitting
from groups.formation.room import Column, Room, total
from groups.formation.step import Going, Step
from groups.formation.tables import Array, Tables

FREED, MOST_FREED = 45, 66  # members set free at once: more when fewer have led nowhere
GROWTH, IDLE = 6, 8
WAITING = 8  # so many of those who wait are let in besides
REACH = 40_000.0  # thousandths against the prices: a group that costs more is hardly ever of use
WORK = 1_000_000  # children judged in listing them
NODES = 100
LISTED = 1_500
KNOWN = 6_000  # groups remembered from step to step, so that prices settle sooner


@dataclass
class Search:
    """The state of one search: what it may use, what it has, and how it has fared."""

    tables: Tables
    units: Array
    room: Room
    plan: tuple[Column, ...]
    random: Random
    freed: int = FREED
    idle: int = 0

    def __post_init__(self) -> None:
        self.known: dict[Column, None] = dict.fromkeys(self.plan)

    def improve(self, going: Going) -> bool:
        """Take one step; say whether it made the plan better."""
        opened, waiting = self.neighbourhood()
        current = [self.plan[number] for number in opened]
        rest = [column for number, column in enumerate(self.plan) if number not in set(opened)]
        units = np.array(sorted([unit for column in current for unit in column.units] + waiting), dtype=np.int64)
        better = self.reseated(units, self.room.without(rest, self.tables.pool.rules.length), current, going)
        self.idle += 1
        if better is not None:
            self.plan, self.idle = (*rest, *better), 0
        elif self.idle % IDLE == 0:
            self.freed = min(self.freed + GROWTH, MOST_FREED)
        return better is not None

    def neighbourhood(self) -> tuple[list[int], list[int]]:
        """Choose groups that share hours with somebody, and some of those who wait."""
        placed = {unit for column in self.plan for unit in column.units}
        waiting = [unit for unit in self.units.tolist() if unit not in placed]
        if waiting and (not self.plan or self.random.random() < 0.4):
            centre = self.random.choice(waiting)
        else:
            centre = self.random.choice(self.random.choice(self.plan).units)
        free = self.tables.free[centre]
        near = [self.nearness(column, centre, free) * (0.3 + self.random.random()) for column in self.plan]
        opened: list[int] = []
        count = 0
        for number in sorted(range(len(near)), key=lambda number: (-near[number], number)):
            if opened and count + self.plan[number].seats > self.freed:
                break
            opened.append(number)
            count += self.plan[number].seats
        beside = [unit for unit in waiting if unit != centre]
        self.random.shuffle(beside)
        return opened, [*([centre] if centre in waiting else []), *beside[:WAITING]]

    def nearness(self, column: Column, centre: int, free: Array) -> float:
        """Say how many hours its members share with somebody; their own group is always near."""
        if centre in column.units:
            return 1_000.0
        start = column.start if column.running is None else self.tables.pool.running[column.running].start
        return float((self.tables.free[list(column.units)] & free).sum(axis=1).mean()) + (20.0 if free[start] else 0.0)

    def reseated(self, units: Array, room: Room, current: Sequence[Column], going: Going) -> tuple[Column, ...] | None:
        """Seat these units as well as can be; nothing, if that is no better than now."""
        step = Step(self.tables, units, room, going)
        now = total(current, step.seat)
        step.master.add([*current, *fitting(self.known, units, room)])
        step.generate(through=False)
        value = step.master.solve()
        if value < now + 1:
            return None
        step.master.at_most(floor(value / step.seat + 1e-9))
        step.generate(through=False)
        value = step.master.solve()
        self.remember(step)
        if value < now + 1 or not going():
            return None
        within = step.within(step.master.duals(), min(value - now, REACH), WORK)[:LISTED]
        listed = list(dict.fromkeys([*current, *within, *step.master.columns]))
        found = choose(listed, room, self.tables.pool.rules.length, step.seat, current, NODES).columns
        return found if total(found, step.seat) > now else None

    def remember(self, step: Step) -> None:
        """Keep the groups this step's prices were made of; the oldest are forgotten first."""
        self.known |= dict.fromkeys(column for column, _share in step.master.mixture())
        for column in list(self.known)[: max(0, len(self.known) - KNOWN)]:
            del self.known[column]
