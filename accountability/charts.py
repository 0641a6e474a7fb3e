"""Where does each mark of a picture stand? Plain numbers for the drawings of commitments, and what may be summed up."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from peergroups.kit.wallclock import months_after

WIDTH, LEFT, SLOT, BAR = 340, 20, 26, 16
ROW, HEAD = 20, 20
TALL, FOOT = 110, 18
RADIUS = 5
MONTHS, FEW = 12, 4
KINDS = ("done", "partly", "not_yet")


def twelve(day: date, *, ahead: int) -> list[date]:
    """Return twelve months by their first days, the last one so many after this day's, or before it."""
    return [months_after(day.replace(day=1), ahead + many) for many in range(1 - MONTHS, 1)]


@dataclass(frozen=True)
class Tick:
    """A month under or over a picture."""

    x: float
    month: date


@dataclass(frozen=True)
class Step:
    """A commitment, with what it followed and how it went."""

    key: int
    follows: int | None
    made: date
    due: date
    outcome: str = ""


@dataclass(frozen=True)
class Mark:
    """A commitment on its day, and the line to there from the day on which it was made."""

    key: int
    begins: float
    x: float
    outcome: str

    @property
    def stops(self) -> float:
        """Where its line ends, short of its mark."""
        return max(self.begins, round(self.x - RADIUS, 1)) if self.outcome else self.x


@dataclass(frozen=True)
class Chain:
    """One line of the picture: commitments that followed one another."""

    number: int
    y: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Year:
    """One's own twelve months, a line for each chain."""

    ticks: tuple[Tick, ...]
    chains: tuple[Chain, ...]

    width: int = WIDTH

    @property
    def height(self) -> int:
        return HEAD + ROW * len(self.chains) + 4


def year(steps: Sequence[Step], today: date) -> Year:
    """Draw the commitments from eleven months ago to the end of the next month, one line for each chain."""
    months = twelve(today, ahead=1)
    begin, end = months[0], months_after(months[-1], 1)

    def across(day: date) -> float:
        inside = min(max(day, begin), end) - begin
        return round(LEFT + (WIDTH - LEFT - 8) * inside / (end - begin), 1)

    chains = []
    for number, chain in enumerate(chained([step for step in steps if step.due >= begin]), start=1):
        marks = tuple(marked(step, across(step.made), across(step.due)) for step in chain)
        chains.append(Chain(number, HEAD + ROW * (number - 0.5), marks))
    return Year(tuple(Tick(across(month), month) for month in months), tuple(chains))


def marked(step: Step, begins: float, x: float) -> Mark:
    """Let a line that goes on from another commitment begin beside its mark."""
    gap = RADIUS + 1 if step.follows else 0
    return Mark(step.key, min(round(begins + gap, 1), x), x, step.outcome)


def chained(steps: Sequence[Step]) -> list[list[Step]]:
    """Put together what followed one another, the chain that began first at the top."""
    ordered = sorted(steps, key=lambda step: (step.made, step.due, step.key))
    before = {step.key: step.follows for step in ordered}
    chains: dict[int, list[Step]] = {}
    for step in ordered:
        first = step.key
        while before.get(first) in before and before[first] is not None:
            first = before[first] or first
        chains.setdefault(first, []).append(step)
    return sorted(chains.values(), key=lambda chain: (chain[0].made, chain[0].key))


def may_be_summed(people: Mapping[int, Counter[str]]) -> bool:
    """Say whether nobody can be read from the sums of a month: four people, and whoever leaves themselves out is left
    with more than one kind of answer.
    """
    whole = sum(people.values(), Counter())
    rests = [whole - theirs for theirs in people.values()]
    return len(people) >= FEW and all(len(rest) > 1 for rest in rests)


@dataclass(frozen=True)
class Piece:
    """A part of a bar."""

    kind: str
    x: float
    y: float
    height: float
    width: int = BAR


@dataclass(frozen=True)
class Month:
    """A bar, or the place of one that is not shown."""

    month: date
    x: float
    sums: Mapping[str, int] | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Months:
    """A group's twelve months that are over."""

    bars: tuple[Month, ...]
    width: int = WIDTH
    height: int = TALL + FOOT
    ground: int = TALL

    @property
    def has_any(self) -> bool:
        return any(bar.sums for bar in self.bars)


def months(people_by_month: Mapping[date, Mapping[int, Counter[str]]], today: date) -> Months:
    """Draw a bar for each month that is over and from which nobody can be read; all others look alike."""
    shown = {}
    for month in twelve(today, ahead=-1):
        people = people_by_month.get(month, {})
        shown[month] = sum(people.values(), Counter()) if may_be_summed(people) else None
    highest = max((sums.total() for sums in shown.values() if sums), default=1)
    bars = []
    for number, (month, sums) in enumerate(shown.items()):
        x = LEFT + SLOT * number + (SLOT - BAR) / 2
        bars.append(Month(month, x, sums and {kind: sums[kind] for kind in KINDS}, stacked(sums, x, highest)))
    return Months(tuple(bars))


def stacked(sums: Counter[str] | None, x: float, highest: int) -> tuple[Piece, ...]:
    pieces, y = [], float(TALL)
    for kind in KINDS if sums else ():
        height = round((TALL - 10) * (sums or Counter())[kind] / highest, 1)
        y = round(y - height, 1)
        if height:
            pieces.append(Piece(kind, x, y, height))
    return tuple(pieces)
