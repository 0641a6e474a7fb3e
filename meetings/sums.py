"""What may be told of answers given in private? Nothing below four, and no number from which one answer can be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEAST = 4  # answers, below which nothing is added up
APART = 2  # so many at least on each side of a number


@dataclass(frozen=True)
class Sums:
    """How many answered, what they gave on average, and how many said yes; None: too few on one side to tell."""

    replies: int
    average: int
    said: dict[str, int | None]


def summed(answers: Sequence[tuple[int, Iterable[str]]], named: Iterable[str]) -> Sums | None:
    """Add answers up, each a score and what was said yes to; None where they are too few."""
    if len(answers) < LEAST:
        return None
    average = (2 * sum(score for score, yes in answers) + len(answers)) // (2 * len(answers))
    chosen = [set(yes) for score, yes in answers]
    return Sums(len(answers), average, {name: told(sum(name in yes for yes in chosen), len(answers)) for name in named})


def told(count: int, of: int) -> int | None:
    """Return a count unless nearly all or nearly nobody is in it; which of the two is not told either."""
    return count if APART <= count <= of - APART else None
