"""How does a meeting spend its minutes? Templates that fit the number of people, and always sum to the length.

Minutes and order come from practice, for six people: 120 = open 5, updates 4 each, commitments 2 each, two hot seats
of 30, needs and leads 7, new commitments 8, close 4; 90 and 60 likewise.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LENGTHS = (60, 90, 120)
SHORTEST, LONGEST = 30, 480
SIX = 6
EACH_COMMITMENT = 2  # minutes in the review


class MinutesDoNotFit(Exception):
    """The parts cannot all have their least time within the length."""


@dataclass(frozen=True)
class Shape:
    """How a kind of part behaves: the least it can be, whether it grows with the people, and who takes what is over."""

    floor: int
    by_person: bool = False
    stretches: bool = False  # takes what is left over, and gives first what is missing

    def least(self, people: int) -> int:
        return max(self.floor, people if self.by_person else 0)


SHAPES = {
    "opening": Shape(2),
    "updates": Shape(2, by_person=True),
    "review": Shape(2, by_person=True),
    "hot_seat": Shape(15, stretches=True),
    "troika": Shape(6),
    "topic": Shape(3),
    "lightning": Shape(4),
    "break": Shape(5),
    "needs": Shape(2),
    "commitments": Shape(4),
    "close": Shape(2),
}

# What a part takes when it is added by hand: as in the templates; breaks and lightning rounds as forums hold them.
USUAL = {
    "opening": 3,
    "updates": 18,
    "review": 12,
    "hot_seat": 30,
    "troika": 12,
    "topic": 10,
    "lightning": 30,
    "break": 10,
    "needs": 7,
    "commitments": 8,
    "close": 4,
}


@dataclass(frozen=True)
class Part:
    """A timed part of an agenda."""

    kind: str
    minutes: int

    def least(self, people: int) -> int:
        """Return the fewest minutes it may have; what a group made shorter by hand may stay so."""
        return min(self.minutes, SHAPES[self.kind].least(people))


@dataclass(frozen=True)
class Template:
    """Parts in their order, with the minutes they take for so many people."""

    parts: tuple[Part, ...]
    people: int = SIX

    @property
    def length(self) -> int:
        return sum(part.minutes for part in self.parts)

    def wanted(self, people: int) -> tuple[Part, ...]:
        """Return the parts for another number of people, whatever they sum to."""
        return tuple(Part(part.kind, self.minutes(part, people)) for part in self.parts)

    def minutes(self, part: Part, people: int) -> int:
        if not SHAPES[part.kind].by_person:
            return part.minutes
        return max(1, round(part.minutes * people / self.people))


def of_six(*parts: tuple[str, int]) -> Template:
    return Template(tuple(Part(kind, minutes) for kind, minutes in parts))


TEMPLATES = {
    120: of_six(
        ("opening", 5),
        ("updates", 24),
        ("review", 12),
        ("hot_seat", 30),
        ("hot_seat", 30),
        ("needs", 7),
        ("commitments", 8),
        ("close", 4),
    ),
    90: of_six(
        ("opening", 3),
        ("updates", 18),
        ("review", 12),
        ("hot_seat", 30),
        ("troika", 12),
        ("needs", 4),
        ("commitments", 8),
        ("close", 3),
    ),
    60: of_six(
        ("opening", 2),
        ("updates", 12),
        ("review", 6),
        ("hot_seat", 30),
        ("commitments", 6),
        ("close", 4),
    ),
}


def fit(template: Template, *, people: int, length: int) -> list[Part]:
    """Give each part its minutes for so many people, summing to the length exactly.

    Hot seats take what is left over and give first what is missing; where there are none the longest part does. Then
    the longest parts give, none below its floor. Raises MinutesDoNotFit when even the floors are too long.
    """
    parts = template.wanted(people)
    minutes = [part.minutes for part in parts]
    floors = [part.least(people) for part in parts]
    if sum(floors) > length or not parts:
        raise MinutesDoNotFit
    seats = [n for n, part in enumerate(parts) if SHAPES[part.kind].stretches]
    takers = seats or [minutes.index(max(minutes))]
    while (spare := length - sum(minutes)) > 0:
        for n in takers[:spare]:
            minutes[n] += 1
    while sum(minutes) > length:
        givers = [n for n in seats if minutes[n] > floors[n]] or [n for n, m in enumerate(minutes) if m > floors[n]]
        minutes[max(givers, key=lambda n: minutes[n])] -= 1
    return [Part(part.kind, m) for part, m in zip(parts, minutes, strict=True)]


def first_that_fits(templates: Sequence[Template], *, people: int, length: int) -> tuple[Template, int]:
    """Return the first template that goes into the length, and for how many: all the people, where it does for all.

    A group may have grown since a length was chosen, or kept parts that are too many for it. Raises MinutesDoNotFit
    when none would do for anybody.
    """
    for many in range(people, -1, -1):
        for template in templates:
            if template.parts and sum(part.least(many) for part in template.wanted(many)) <= length:
                return template, many
    raise MinutesDoNotFit


def nearest_template(length: int) -> Template:
    """Return the template made for the length, or for the one nearest to it."""
    return TEMPLATES[min(LENGTHS, key=lambda made_for: abs(made_for - length))]


def least_minutes(parts: Sequence[Part], *, people: int) -> int:
    """Return how long a meeting with these parts takes when each gets its least time."""
    return sum(part.least(people) for part in parts)


def missing_for_review(parts: Sequence[Part], commitments: int) -> int:
    """Return how many minutes the review lacks to ask about so many commitments, two minutes each."""
    given = sum(part.minutes for part in parts if part.kind == "review")
    return max(0, EACH_COMMITMENT * commitments - given)


def rescale(parts: Sequence[Part], length: int, *, people: int) -> list[Part]:
    """Stretch or shrink an agenda to a new length in whole minutes, keeping its proportions and each part's floor.

    Raises MinutesDoNotFit when even the floors are too long.
    """
    floors = [part.least(people) for part in parts]
    if sum(floors) > length:
        raise MinutesDoNotFit
    total = sum(part.minutes for part in parts)
    exact = [part.minutes * length / total for part in parts]
    scaled = [max(floor, int(x)) for floor, x in zip(floors, exact, strict=True)]
    while (gap := length - sum(scaled)) != 0:
        step = 1 if gap > 0 else -1
        movable = [n for n in range(len(scaled)) if step > 0 or scaled[n] > floors[n]]
        scaled[max(movable, key=lambda n: (exact[n] - scaled[n]) * step)] += step
    return [Part(part.kind, minutes) for part, minutes in zip(parts, scaled, strict=True)]


Shown = tuple[int, str, int, int | None]  # a part of an agenda as it was sent round: its id, kind, minutes and person


@dataclass(frozen=True)
class Changes:
    """What became of an agenda since it was sent round; parts by their id."""

    added: tuple[Shown, ...] = ()
    removed: tuple[Shown, ...] = ()
    timed: tuple[tuple[Shown, Shown], ...] = ()  # other minutes: before, now
    seated: tuple[tuple[Shown, Shown], ...] = ()  # somebody else in the hot seat
    reordered: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.timed or self.seated or self.reordered)


def changes(before: Sequence[Shown], now: Sequence[Shown]) -> Changes:
    """Compare an agenda with how it was sent round."""
    old, new = {part[0]: part for part in before}, {part[0]: part for part in now}
    both = [(old[one], new[one]) for one in old if one in new]
    return Changes(
        added=tuple(part for part in now if part[0] not in old),
        removed=tuple(part for part in before if part[0] not in new),
        timed=tuple((was, is_) for was, is_ in both if was[2] != is_[2]),
        seated=tuple((was, is_) for was, is_ in both if was[3] != is_[3]),
        reordered=[one for one in old if one in new] != [one for one in new if one in old],
    )
