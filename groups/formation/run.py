"""Which way of solving suits a pool? A proof for a small one, a search for a larger, parts side by side for a large."""

from random import Random

import numpy as np

from groups.formation import chains, parts, proof, waiting
from groups.formation.dive import dive
from groups.formation.forming import Progress, Watch, Wishes
from groups.formation.pool import Plan, Pool
from groups.formation.room import Column, as_column, as_group, points_now, seat_worth, total, whole_room
from groups.formation.search import Search
from groups.formation.tables import Tables
from groups.formation.workers import Workers, workers

ONE_STEP = 64  # members a proof is tried for
SOON = 120  # members a first plan comes soon enough for
STEPS = 150  # of a search, if nothing ends it earlier
STEPS_A_PART = 120  # of one that several processes share
FRUITLESS = 50  # steps in a row without gain end it
BORDERS = 8  # parts from which chains look across borders; with fewer a search is as soon there, with more points


class Run:
    """One run over a pool: what may move, the best plan so far, and whether it is known to be the best there is."""

    def __init__(self, pool: Pool, wishes: Wishes, watch: Watch) -> None:
        self.tables, self.wishes, self.watch = Tables(pool), wishes, watch
        self.sure = waiting.certain(self.tables)
        self.kept = tuple(as_column(self.tables, group) for group in wishes.kept)
        fixed = {unit for column in self.kept for unit in column.units} | set(self.sure)
        self.units = np.array([unit for unit in range(len(self.tables.units)) if unit not in fixed], dtype=np.int64)
        room = whole_room(self.tables)
        if wishes.only_open_seats:
            room = parts.narrowed(room, np.zeros(len(room.capacity), dtype=bool), room.running)
        self.room = room.without(self.kept, pool.rules.length)
        self.columns: tuple[Column, ...] = tuple(as_column(self.tables, group) for group in wishes.start)
        self.random = Random(wishes.seed)  # noqa: S311 - a seed is no secret
        self.steps, self.proven, self.stopped = 0, False, False

    def plan(self) -> Plan:
        """Say the best so far in people: new groups in order of their time, then those that took newcomers in."""
        groups = [as_group(self.tables, column) for column in (*self.kept, *self.columns)]
        return tuple(sorted(groups, key=lambda group: (group.running is not None, group.start, group.members)))

    def going(self) -> bool:
        """Tell how far the run has come, and hear whether to go on."""
        if not self.stopped:
            best = (*self.kept, *self.columns)
            before = sum(points_now(self.tables, place) for place in range(len(self.tables.pool.running)))
            left = len(self.tables.pool.waiting) - sum(column.seats for column in best)
            self.stopped = not self.watch(Progress(left, before + sum(column.points for column in best), self.steps))
        return not self.stopped

    def go(self) -> None:
        """Solve, and keep the best plan found."""
        if int(self.tables.traits.members[self.units].sum()) <= ONE_STEP:
            solved = proof.solve(self.tables, self.units, self.room, self.going, self.columns)
            self.columns, self.proven = solved.columns, solved.proven
            return
        number = parts.count(self.tables, self.units)
        if number == 1:
            self.search()
        else:
            with workers(self.tables.pool, number, self.going) as hands:
                self.side_by_side(hands, number)

    def search(self) -> None:
        """Dive, then improve step by step."""
        if not self.columns:
            self.first()
        search = Search(self.tables, self.units, self.room, self.columns, self.random)
        while self.going() and self.steps < STEPS and search.idle < FRUITLESS:
            search.improve(self.going)
            self.columns = search.plan
            self.steps += 1

    def first(self) -> None:
        """Dive; where that takes a while, only after parts have given a plan to show, or to stop with."""
        members = int(self.tables.traits.members[self.units].sum())
        if members > SOON:
            for part in parts.by_zone(self.tables, self.units, self.room, -(-members // SOON)):
                self.columns += dive(self.tables, part.units, part.room, self.going)
                if not self.going():
                    return
        whole, seat = dive(self.tables, self.units, self.room, self.going), seat_worth(members)
        if total(whole, seat) > total(self.columns, seat):
            self.columns = whole

    def side_by_side(self, hands: Workers, number: int) -> None:
        """Let every part dive; then better several neighbourhoods of the whole at a time."""
        if not self.columns:
            for plan in hands.first_plans(parts.by_zone(self.tables, self.units, self.room, number)):
                self.columns += plan
                if not self.going():
                    return
            if number >= BORDERS:
                self.columns = chains.seated(self.tables, self.units, self.room, self.columns, self.going)
        search = Search(self.tables, self.units, self.room, self.columns, self.random)
        while self.going() and self.steps < STEPS_A_PART * number and search.idle < FRUITLESS:
            opened = search.several(2 * number)
            for part, (better, shown) in zip(opened, hands.better_plans(opened), strict=False):
                search.take(part, better, shown)
                self.columns = search.plan
                self.steps += 1
                if not self.going():
                    return
