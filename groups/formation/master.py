"""What is everything worth? A linear programme over the groups known so far sets the price of each person and hour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.linear_solver import pywraplp

from groups.formation import week
from groups.formation.room import Column, Room
from groups.formation.tables import Array

HAIR = 1e-6


@dataclass(frozen=True)
class Duals:
    """What the programme asks for each unit, facilitator, moment of theirs, running group and seat."""

    unit: dict[int, float]
    capacity: Array
    moments: Array
    running: dict[int, float]
    seat: float

    def of_ways(self, facilitator: Array, start: Array, length: int) -> Array:
        """Price ways to meet: the facilitator's, and that of every moment the meeting takes."""
        taken = np.sum([np.roll(self.moments, -step, axis=1) for step in range(length)], axis=0)
        return np.asarray(self.capacity[facilitator] + taken[facilitator, start])


class Master:
    """Each unit once, each facilitator within bounds, each running group filled once; groups may come in parts."""

    def __init__(self, units: Sequence[int], room: Room, length: int, seat: int) -> None:
        # No clock may end it, and the order of all that is added is fixed: the same prices each time.
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.solver.SetSolverSpecificParametersAsString("use_preprocessing: false")
        self.objective = self.solver.Objective()
        self.objective.SetMaximization()
        self.length, self.seat = length, seat
        self.unit_rows = {unit: self.row(1) for unit in units}
        self.running_rows = {place: self.row(1) for place in room.running}
        self.capacity_rows = [self.row(int(capacity)) for capacity in room.capacity]
        self.moment_rows: dict[tuple[int, int], pywraplp.Constraint] = {}
        self.seat_row = self.row(self.solver.infinity())
        self.columns: dict[Column, pywraplp.Variable] = {}

    def row(self, most: float) -> pywraplp.Constraint:
        return self.solver.Constraint(-self.solver.infinity(), most)

    def add(self, columns: Iterable[Column]) -> int:
        """Take in what is new; return how much that was."""
        before = len(self.columns)
        for column in columns:
            if column not in self.columns:
                self.columns[column] = self.variable(column)
        return len(self.columns) - before

    def variable(self, column: Column) -> pywraplp.Variable:
        variable = self.solver.NumVar(0, self.solver.infinity(), "")
        self.objective.SetCoefficient(variable, column.worth(self.seat))
        for unit in column.units:
            self.unit_rows[unit].SetCoefficient(variable, 1)
        self.seat_row.SetCoefficient(variable, column.seats)
        if column.running is not None:
            self.running_rows[column.running].SetCoefficient(variable, 1)
            return variable
        self.capacity_rows[column.facilitator].SetCoefficient(variable, 1)
        for cell in moments(column, self.length):
            if (column.facilitator, cell) in self.moment_rows:
                self.moment_rows[column.facilitator, cell].SetCoefficient(variable, 1)
        return variable

    def solve(self) -> float:
        """Find the best mixture. That nobody keeps two groups at once is only said where it would happen."""
        while True:
            self.solver.Solve()
            crowded = self.crowded()
            if not crowded:
                return float(self.objective.Value())
            for key in crowded:
                row = self.moment_rows[key] = self.row(1)
                for column, variable in self.columns.items():
                    if column.facilitator == key[0] and key[1] in moments(column, self.length):
                        row.SetCoefficient(variable, 1)

    def crowded(self) -> list[tuple[int, int]]:
        """List which facilitator is asked for too much at which moment."""
        used: dict[tuple[int, int], float] = {}
        for column, share in self.mixture():
            if column.running is None:
                for cell in moments(column, self.length):
                    used[column.facilitator, cell] = used.get((column.facilitator, cell), 0) + share
        return sorted(key for key, share in used.items() if share > 1 + HAIR and key not in self.moment_rows)

    def mixture(self) -> list[tuple[Column, float]]:
        """List which groups the solution is made of, and how much of each."""
        shares = [(column, variable.solution_value()) for column, variable in self.columns.items()]
        return [(column, share) for column, share in shares if share > HAIR]

    def duals(self) -> Duals:
        """Read all prices at once: they are gone as soon as a column is added."""
        at = np.zeros((len(self.capacity_rows), week.CELLS))
        for key, row in self.moment_rows.items():
            at[key] = row.dual_value()
        return Duals(
            unit={unit: row.dual_value() for unit, row in self.unit_rows.items()},
            capacity=np.array([row.dual_value() for row in self.capacity_rows]),
            moments=at,
            running={place: row.dual_value() for place, row in self.running_rows.items()},
            seat=self.seat_row.dual_value(),
        )

    def at_most(self, seats: int) -> None:
        """Say that no plan seats more."""
        self.seat_row.SetUb(seats)


def moments(column: Column, length: int) -> list[int]:
    """List the cells a group's meeting takes."""
    return [(column.start + step) % week.CELLS for step in range(length)]
