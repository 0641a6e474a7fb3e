"""What does a group's week look like? How many of its people are free at each half hour, and when all are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from groups.formation import week

DAY, DAYS = 48, 7


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one day in which equally many are free; from and to in half hours of the day."""

    day: int
    first: int
    end: int
    count: int


@dataclass(frozen=True, slots=True)
class Week:
    """The part of each day anybody is free in, in blocks, and the stretches that all share."""

    first: int
    end: int
    blocks: tuple[Block, ...]
    shared: tuple[tuple[int, int], ...]


def drawn(free: Sequence[int], slot: int, length: int) -> Week:
    """Draw the week of people from their free half hours; the meeting's own time is always within it."""
    counts = [sum(one >> cell & 1 for one in free) for cell in range(week.CELLS)]
    seen = [cell % DAY for cell in range(week.CELLS) if counts[cell]] + [slot % DAY, (slot + length - 1) % DAY]
    blocks = [block for day in range(DAYS) for block in of_day(day, counts[day * DAY : (day + 1) * DAY])]
    return Week(min(seen), max(seen) + 1, tuple(blocks), tuple(week.ranges(reduce(and_, free, week.FULL))))


def of_day(day: int, counts: Sequence[int]) -> list[Block]:
    """Join the half hours of a day at which equally many are free."""
    found: list[Block] = []
    for cell, count in enumerate(counts):
        if found and found[-1].end == cell and found[-1].count == count:
            found[-1] = Block(day, found[-1].first, cell + 1, count)
        elif count:
            found.append(Block(day, cell, cell + 1, count))
    return found
