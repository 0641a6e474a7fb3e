"""How far along is a business? One of five stages, so that people at the same level sit together.

The rule is ours. Years, people and turnover each say a stage of their own, and the middle one counts: an old workshop
of one, or a young firm full of other people's money, is where two of the three say it is. What nobody said does not
count; where only two are said, it is half way between them, rounded down.
"""

from bisect import bisect_right
from collections.abc import Sequence

# From which figure on the next stage begins, from 1 to 5: what they are called stands in groups/vocabulary.py.
YEARS = (1, 3, 6, 15)
PEOPLE = (2, 5, 15, 50)  # who works there, its owner included
REVENUE = (1, 3, 4, 5)  # the bands of `Profile.Revenue`, from nothing yet (0) to more than five million (6)


def stage(years: int | None, people: int | None, revenue: int | None) -> int | None:
    """Return the stage, 1 to 5; None where nothing is known."""
    said = sorted(
        begun(figure, bounds)
        for figure, bounds in ((years, YEARS), (people, PEOPLE), (revenue, REVENUE))
        if figure is not None
    )
    if not said:
        return None
    return (said[(len(said) - 1) // 2] + said[len(said) // 2]) // 2


def begun(figure: int, bounds: Sequence[int]) -> int:
    """Count the stages that have begun by a figure."""
    return 1 + bisect_right(bounds, figure)
