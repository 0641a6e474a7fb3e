"""How does a good plan get better? A few groups and some who wait are set free, and seated anew as well as can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from random import Random

import numpy as np

from groups.formation.choosing import choose
from groups.formation.dive import fitting
from groups.formation.nearness import kin, nearness
from groups.formation.parts import Part
from groups.formation.room import Column, Room, total
from groups.formation.step import Going, Step
from groups.formation.tables import Array, Tables

FREED, MOST_FREED = 45, 66  # members set free at once: more when fewer have led nowhere
GROWTH, IDLE = 6, 8
WAITING, LIKE = 8, 3  # so many of those who wait are let in: alone, and where several look side by side
TURNS = 2  # so often a seat is looked for, for everybody who waits, before anything else
AFTER_WAITING = 0.4  # so often a step begins with somebody who waits
REACH = 40_000.0  # thousandths against the prices: a group that costs more is hardly ever of use
WORK = 1_000_000  # children judged in listing them
NODES = 150
LISTED = 1_500
KNOWN, LEAST_KNOWN = 6, 6_000  # groups a unit, or in all, that are remembered, so that prices settle sooner


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
        self.turns: dict[int, int] = {}  # how often a seat was looked for, for each who waits
        self.reach = self.tables.reach(self.room.open_starts)

    def improve(self, going: Going) -> None:
        """Take one step in this process, with what earlier ones have shown."""
        opened = self.opened()
        self.take(opened, *reseated(self.tables, opened, going))

    def take(self, opened: Part, better: Sequence[Column] | None, shown: Sequence[Column]) -> None:
        """Seat people as a step found best, if what it needs has not been taken meanwhile; remember what it showed."""
        self.known |= dict.fromkeys(shown)
        too_many = len(self.known) - max(LEAST_KNOWN, KNOWN * len(self.units))
        for column in list(self.known)[: max(0, too_many)]:
            del self.known[column]
        self.idle += 1
        freed = set(opened.plan)
        rest = [column for column in self.plan if column not in freed]
        if better is not None and self.room.without(rest, self.length).hold(better, self.length):
            self.plan, self.idle = (*rest, *better), 0
        elif self.idle % IDLE == 0:
            self.freed = min(self.freed + GROWTH, MOST_FREED)

    @property
    def length(self) -> int:
        return self.tables.pool.rules.length

    def several(self, count: int) -> list[Part]:
        """Open so many neighbourhoods, no two of which share a group or somebody who waits."""
        parts: list[Part] = []
        for _part in range(count):
            part = self.opened(parts, shared=True)
            if len(part.units):
                parts.append(part)
        return parts

    def opened(self, beside: Sequence[Part] = (), *, shared: bool = False) -> Part:
        """Set free groups that share hours with somebody, and some of those who wait."""
        busy = {column for part in beside for column in part.plan}
        away = {unit for part in beside for unit in part.units.tolist()}
        away |= {unit for column in self.plan for unit in column.units}
        waiting = [unit for unit in self.units.tolist() if unit not in away]
        plan = [column for column in self.plan if column not in busy]
        centre = self.centre(plan, waiting)
        if centre is None:
            return Part(np.zeros(0, dtype=np.int64), self.room)
        shared_hours = kin(self.tables, centre)
        current = self.near(plan, centre, shared_hours, MOST_FREED if centre in waiting else self.freed)
        # Side by side, those who wait are shared: they are let in where somebody looks for a seat for their like.
        let_in = (LIKE if centre in waiting else 0) if shared else WAITING
        guests = sorted(waiting, key=lambda unit: (unit != centre, -shared_hours[unit], unit))[:let_in]
        units = sorted([unit for column in current for unit in column.units] + guests)
        freed = set(current)
        rest = [column for column in self.plan if column not in freed]
        there, room = np.array(units, dtype=np.int64), self.room.without(rest, self.length)
        return Part(there, room, tuple(current), tuple(fitting(self.known, there, room)))

    def centre(self, plan: Sequence[Column], waiting: Sequence[int]) -> int | None:
        """Choose whom to seat better: first everybody who waits, in turns, and later anybody."""
        least = min((self.turns.get(unit, 0) for unit in waiting), default=TURNS)
        if waiting and (not plan or least < TURNS or self.random.random() < AFTER_WAITING):
            unit = self.random.choice([unit for unit in waiting if self.turns.get(unit, 0) == least])
            self.turns[unit] = least + 1
            return unit
        return self.random.choice(self.random.choice(plan).units) if plan else None

    def near(self, plan: Sequence[Column], centre: int, shared_hours: Array, freed: int) -> list[Column]:
        """Choose groups near somebody, with a little chance."""
        distance = nearness(self.tables, self.reach, plan, centre, shared_hours)
        near = [each * (0.3 + self.random.random()) for each in distance]
        chosen: list[Column] = []
        count = 0
        for number in sorted(range(len(near)), key=lambda number: (-near[number], number)):
            if chosen and count + plan[number].seats > freed:
                break
            chosen.append(plan[number])
            count += plan[number].seats
        return chosen


def reseated(tables: Tables, part: Part, going: Going) -> tuple[tuple[Column, ...] | None, list[Column]]:
    """Seat these units as well as can be, or not at all if that is no better; show the groups the prices rest on."""
    step = Step(tables, part.units, part.room, going)
    now = total(part.plan, step.seat)
    step.master.add([*part.plan, *part.known])
    step.generate(through=False)
    value = step.master.solve()
    if value >= now + 1:
        step.master.at_most(floor(value / step.seat + 1e-9))
        step.generate(through=False)
        value = step.master.solve()
    shown = [column for column, _share in step.master.mixture()]
    if value < now + 1 or not going():
        return None, shown
    within = step.within(step.master.duals(), min(value - now, REACH), LISTED, WORK)
    listed = list(dict.fromkeys([*part.plan, *within, *step.master.columns]))
    found = choose(listed, part.room, tables.pool.rules.length, step.seat, part.plan, NODES, brisk=True).columns
    return (found if total(found, step.seat) > now else None), shown
