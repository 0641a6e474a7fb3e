"""How many minutes does each step get? Within what practice gives it where the slot allows, and summing to the slot."""

from dataclasses import dataclass

from meetings.agenda import MinutesDoNotFit
from meetings.protocols.values import Protocol, Step


@dataclass(frozen=True)
class Timed:
    """A step with its minutes fixed."""

    step: Step
    minutes: int


def fit(protocol: Protocol, minutes: int) -> list[Timed]:
    """Give each step its minutes, summing to the slot exactly.

    A short slot takes from all steps towards their floors, a long one adds to all in proportion. Raises MinutesDoNotFit
    when even the floors are too long.
    """
    steps = protocol.steps_in(minutes)
    floors, leasts, mosts = ([getattr(step, name) for step in steps] for name in ("floor", "least", "most"))
    if minutes < sum(floors):
        raise MinutesDoNotFit
    if minutes > sum(mosts):
        exact = [most * minutes / sum(mosts) for most in mosts]
    elif minutes > sum(leasts):
        exact = between(leasts, mosts, minutes)
    else:
        exact = between(floors, leasts, minutes)
    return [Timed(step, given) for step, given in zip(steps, rounded(exact, minutes), strict=True)]


def between(low: list[int], high: list[int], total: int) -> list[float]:
    """Return the way from one row of numbers to another at the point where they sum to the total."""
    way = sum(high) - sum(low)
    share = (total - sum(low)) / way if way else 0
    return [a + (b - a) * share for a, b in zip(low, high, strict=True)]


def rounded(exact: list[float], total: int) -> list[int]:
    """Round to whole minutes that sum to the total: down, and up where most was cut off, the earliest first."""
    whole = [int(number + 1e-9) for number in exact]
    cut = sorted(range(len(exact)), key=lambda n: whole[n] - exact[n])
    for n in cut[: total - sum(whole)]:
        whole[n] += 1
    return whole
