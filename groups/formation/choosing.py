"""Which whole groups go together best? An integer programme over a list of groups that could be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.linear_solver import pywraplp

from groups.formation.master import moments
from groups.formation.room import Column, Room, total

ONE_THREAD = "parallel/maxnthreads = 1\n"
# Few rounds of cuts and few trials before a branch: on their own they can take half a minute at the root of a tree.
BRISK = """\
presolving/maxrestarts = 0
separating/maxroundsroot = 10
separating/maxrounds = 0
branching/relpscost/initcand = 3
branching/relpscost/sbiterofs = 1000
branching/relpscost/sbiterquot = 0.2
"""


@dataclass(frozen=True)
class Choice:
    """Groups that can all be, and whether nothing better can be made of the list."""

    columns: tuple[Column, ...]
    proven: bool


def choose(
    columns: Sequence[Column],
    room: Room,
    length: int,
    seat: int,
    start: Sequence[Column] = (),
    nodes: int = 20_000,
    *,
    brisk: bool = False,
) -> Choice:
    """Pick whole groups with SCIP, within so many nodes; what it starts from is the least it returns."""
    solver = pywraplp.Solver.CreateSolver("SCIP")
    solver.SetSolverSpecificParametersAsString(f"limits/nodes = {nodes}\n{ONE_THREAD}{BRISK if brisk else ''}")
    variables = [solver.BoolVar("") for _ in columns]
    for key, users in shared(columns, length).items():
        most = int(room.capacity[key[1]]) if key[0] == "capacity" else 1
        if len(users) > most:
            row = solver.Constraint(-solver.infinity(), most)
            for number in users:
                row.SetCoefficient(variables[number], 1)
    objective = solver.Objective()
    objective.SetMaximization()
    for variable, column in zip(variables, columns, strict=True):
        objective.SetCoefficient(variable, column.worth(seat))
    if start:
        solver.SetHint(variables, [float(column in set(start)) for column in columns])
    status = solver.Solve(exact())
    found: tuple[Column, ...] = ()
    if status in (solver.OPTIMAL, solver.FEASIBLE):
        found = tuple(
            column for column, picked in zip(columns, variables, strict=True) if picked.solution_value() > 0.5
        )
    proven = status == solver.OPTIMAL
    return Choice(found if proven or total(found, seat) > total(start, seat) else tuple(start), proven)


def exact() -> pywraplp.MPSolverParameters:
    """Ask for the best and not, as is usual, for one within a hundredth of a per cent."""
    parameters = pywraplp.MPSolverParameters()
    parameters.SetDoubleParam(pywraplp.MPSolverParameters.RELATIVE_MIP_GAP, 0.0)
    return parameters


def shared(columns: Sequence[Column], length: int) -> Mapping[tuple[str, int, int], list[int]]:
    """List for each thing that can run out which columns use it."""
    found: dict[tuple[str, int, int], list[int]] = {}
    for number, column in enumerate(columns):
        for key in uses(column, length):
            found.setdefault(key, []).append(number)
    return found


def uses(column: Column, length: int) -> list[tuple[str, int, int]]:
    keys = [("unit", unit, 0) for unit in column.units]
    if column.running is not None:
        return [*keys, ("running", column.running, 0)]
    keys.append(("capacity", column.facilitator, 0))
    return keys + [("moment", column.facilitator, cell) for cell in moments(column, length)]
