"""How does a meeting spend its minutes? Templates that fit the number of people, and always sum to the length.

Minutes and order come from practice: 120 = open 5, updates 4 each, commitments 2 each, two hot seats of 30, needs and
leads 7, new commitments 8, close 4; 90 and 60 likewise, for six people.
"""

from dataclasses import dataclass

LENGTHS = (60, 90, 120)
SHORTEST, LONGEST = 30, 480


class MinutesDoNotFit(Exception):
    """The blocks cannot all have their least time within the length."""


@dataclass(frozen=True)
class Block:
    """One part of a template: minutes for the whole block, or for each person, and the least it can be."""

    kind: str
    minutes: int = 0
    each: int = 0
    floor: int = 2
    stretches: bool = False  # takes what is left over, or gives what is missing

    def wanted(self, people: int) -> int:
        return max(self.minutes + self.each * people, self.least(people))

    def least(self, people: int) -> int:
        return max(self.floor, people if self.each else 0)


TEMPLATES: dict[int, tuple[Block, ...]] = {
    120: (
        Block("opening", 5),
        Block("updates", each=4),
        Block("review", each=2),
        Block("hot_seat", 30, floor=15, stretches=True),
        Block("hot_seat", 30, floor=15, stretches=True),
        Block("needs", 7),
        Block("commitments", 8, floor=4),
        Block("close", 4),
    ),
    90: (
        Block("opening", 3),
        Block("updates", each=3),
        Block("review", each=2),
        Block("hot_seat", 30, floor=15, stretches=True),
        Block("troika", 12, floor=6),
        Block("needs", 4),
        Block("commitments", 8, floor=4),
        Block("close", 3),
    ),
    60: (
        Block("opening", 2),
        Block("updates", each=2),
        Block("review", each=1),
        Block("hot_seat", 30, floor=15, stretches=True),
        Block("commitments", 6, floor=4),
        Block("close", 4),
    ),
}


@dataclass(frozen=True)
class Part:
    """A block with its minutes fixed."""

    kind: str
    minutes: int


def fit(template: tuple[Block, ...], *, people: int, length: int) -> list[Part]:
    """Give each block its minutes for so many people, summing to the length exactly.

    Hot seats take what is left over and give first what is missing; then the longest blocks give, none below its floor.
    Raises MinutesDoNotFit when even the floors are too long.
    """
    minutes = [block.wanted(people) for block in template]
    floors = [block.least(people) for block in template]
    if sum(floors) > length:
        raise MinutesDoNotFit
    seats = [n for n, block in enumerate(template) if block.stretches]
    while (spare := length - sum(minutes)) > 0:
        for n in seats[:spare]:
            minutes[n] += 1
    while sum(minutes) > length:
        givers = [n for n in seats if minutes[n] > floors[n]] or [n for n, m in enumerate(minutes) if m > floors[n]]
        minutes[max(givers, key=lambda n: minutes[n])] -= 1
    return [Part(block.kind, m) for block, m in zip(template, minutes, strict=True)]


def nearest_template(length: int) -> tuple[Block, ...]:
    """Return the template made for the length, or for the one nearest to it."""
    return TEMPLATES[min(LENGTHS, key=lambda made_for: abs(made_for - length))]


def least_minutes(length: int, *, people: int) -> int:
    """Return how long a meeting of about this length takes when each block gets its least time."""
    return sum(block.least(people) for block in nearest_template(length))


def rescale(minutes: list[int], length: int) -> list[int]:
    """Stretch or shrink an agenda to a new length, keeping its proportions as whole minutes of at least one.

    Raises MinutesDoNotFit when there are more parts than minutes.
    """
    if len(minutes) > length:
        raise MinutesDoNotFit
    total = sum(minutes)
    exact = [m * length / total for m in minutes]
    scaled = [max(1, int(x)) for x in exact]
    while (gap := length - sum(scaled)) != 0:
        step = 1 if gap > 0 else -1
        movable = [n for n in range(len(scaled)) if step > 0 or scaled[n] > 1]
        scaled[max(movable, key=lambda n: (exact[n] - scaled[n]) * step)] += step
    return scaled
