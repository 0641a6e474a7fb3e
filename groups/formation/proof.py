"""What is the best plan there is, and how do we know? One step over everybody, until bound and plan meet."""

from math import floor

from groups.formation.choosing import choose
from groups.formation.room import Room, total
from groups.formation.step import LISTED, NODES, Going, Solved, Step
from groups.formation.tables import Array, Tables


def solve(tables: Tables, units: Array, room: Room, going: Going, start: tuple = ()) -> Solved:
    """Find the best plan for these units, and prove it where the work limits allow."""
    step = Step(tables, units, room, going)
    step.master.add(start)
    value = step.generate(through=True)
    if value is not None:
        step.master.at_most(floor(value / step.seat + 1e-9))
        value = step.generate(through=True)
    length = tables.pool.rules.length
    best = choose(list(step.master.columns), room, length, step.seat, start, nodes=300).columns
    if value is None:
        return Solved(best, False)
    return close(step, value, best)


def close(step: Step, value: float, best: tuple) -> Solved:
    """Weigh all groups within a reach of the prices; once the gap is no wider than the reach, nothing is missing."""
    length = step.tables.pool.rules.length
    step.master.solve()
    duals = step.master.duals()
    gap = value - total(best, step.seat)
    reach = gap / 3
    while gap >= 1:
        columns = step.all_within(duals, reach)
        if step.cut or len(columns) > LISTED or not step.going():
            return Solved(best, False)
        listed = list(dict.fromkeys([*columns, *best]))
        choice = choose(listed, step.room, length, step.seat, best, nodes=NODES)
        best = max(best, choice.columns, key=lambda columns: total(columns, step.seat))
        gap = value - total(best, step.seat)
        if not choice.proven:
            return Solved(best, False)
        if gap <= reach:
            break
        reach = min(gap + 1, reach * 2)
    return Solved(best, True)
