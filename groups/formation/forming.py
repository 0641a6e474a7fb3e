"""How is a pool turned into groups? The one door of this package: a pool and wishes in, a checked plan out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from groups.formation import checking, scoring
from groups.formation.pool import Plan, Pool
from groups.formation.reasons import Explanation, explain
from groups.formation.telling import Told, Unseated


class CannotKeep(ValueError):
    """What is to be kept breaks a rule by itself; `wrong` says which."""

    def __init__(self, wrong: Sequence[Told]) -> None:
        super().__init__(" ".join(f"{sentence}." for sentence in wrong))
        self.wrong = tuple(wrong)


class Unfinished(RuntimeError):
    """A child process ended before its work was done: the system took its memory, or the solver broke down in it."""

    def __init__(self) -> None:
        super().__init__(
            "A process that was forming groups ended before it was done. "
            "There may have been too little memory for it: try again when less is going on."
        )


CLOSING = 0.05  # of the time there is: for a step that is being taken, the check, the reasons and writing it all down


def last_word(seconds: float) -> float:
    """Say when to tell a run to stop that is to be over after so many seconds."""
    return seconds * (1 - CLOSING)


@dataclass(frozen=True)
class Wishes:
    """What an admin asks for besides the rules. Kept groups stay as they are; a start is only where to begin."""

    seed: int = 0
    kept: Plan = ()
    start: Plan = ()
    only_open_seats: bool = False


@dataclass(frozen=True)
class Progress:
    """How far a run has come: how many are left over in the best plan so far, its points, and the steps taken."""

    left_over: int
    points: int
    steps: int


Watch = Callable[[Progress], bool]


@dataclass(frozen=True)
class Formed:
    """A plan that keeps every rule, with what can be said for it. Proven means that no better one exists."""

    pool: Pool
    plan: Plan
    points: int
    left_over: tuple[int, ...]
    proven: bool
    explanations: tuple[Explanation, ...]
    reasons: Mapping[int, Unseated] = field(default_factory=dict)


def form(pool: Pool, wishes: Wishes | None = None, watch: Watch = lambda progress: True) -> Formed:
    """Form groups. `watch` is told of progress and ends the run by answering no: the best so far is kept."""
    from groups.formation import waiting
    from groups.formation.run import Run

    wishes = wishes or Wishes()
    wrong = checking.broken(pool, wishes.kept + wishes.start)
    if wrong:
        raise CannotKeep(wrong)
    run = Run(pool, wishes, watch)
    run.go()
    plan = run.plan()
    wrong = checking.broken(pool, plan)
    if wrong:
        raise AssertionError(f"The solver broke a rule: {'; '.join(map(str, wrong))}")
    left = scoring.left_over(pool, plan)
    reasons = waiting.reasons(run.tables, plan, left, run.sure)
    told = tuple(explain(pool, group) for group in plan)
    return Formed(pool, plan, scoring.points(pool, plan), left, run.proven, told, reasons)
