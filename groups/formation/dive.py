"""How does a large pool get a first plan? By taking what the prices make all but certain, and pricing the rest anew."""

from collections.abc import Iterable, Sequence

import numpy as np

from groups.formation.room import Column, Room
from groups.formation.step import Going, Step
from groups.formation.tables import Array, Tables

TAIL = 300  # thousandths a member: prices that move no further are good enough to dive by
SURE, LIKELY = 0.99, 0.3
SHARE = 12  # one in so many groups is taken at once, be it likely only


def dive(tables: Tables, units: Array, room: Room, going: Going) -> tuple[Column, ...]:
    """Find a good plan for some units; told to stop, go on with the groups known by then."""
    length = tables.pool.rules.length
    known: Sequence[Column] = ()
    plan: list[Column] = []
    while len(units):
        step = Step(tables, units, room, going)
        step.master.add(fitting(known, units, room))
        step.generate(through=False, tail=TAIL * float(tables.traits.members[units].sum()))
        taken = settled(step.master.mixture(), room, length)
        if not taken:
            break
        plan += taken
        room = room.without(taken, length)
        units = np.setdiff1d(units, [unit for column in taken for unit in column.units])
        known = list(step.master.columns)
    return tuple(plan)


def fitting(columns: Iterable[Column], units: Array, room: Room) -> list[Column]:
    """Keep what can still be: its units are there, and there is room for it."""
    there = set(units.tolist())
    return [column for column in columns if there.issuperset(column.units) and room.holds(column)]


def settled(mixture: list[tuple[Column, float]], room: Room, length: int) -> list[Column]:
    """Choose what to hold on to: all that is as good as whole, and a few of what is likely."""
    taken: list[Column] = []
    used: set[int] = set()
    few = max(1, len(mixture) // SHARE)
    for column, share in sorted(mixture, key=lambda each: (-each[1], each[0].units, each[0].start)):
        wanted = share > SURE or not taken or (share > LIKELY and len(taken) < few)
        if wanted and not used & set(column.units) and room.holds(column):
            taken.append(column)
            used |= set(column.units)
            room = room.without([column], length)
    return taken
