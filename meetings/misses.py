"""How much of a group's time has somebody missed, and when is it time to talk? Counted in halves, over a year.

Late or early is half a miss; two misses in twelve months are what groups allow, with exceptions for a newcomer's prior
dates and for a crisis (Vistage's operating principles; half-misses as forums count them). Nobody is removed by it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

A_YEAR = timedelta(days=365)
HALVES = {"there": 0, "half": 1, "missed": 2, "excused": 0}
LIMIT = 4  # halves: more is a reason to talk


@dataclass(frozen=True)
class Noted:
    """How somebody was at the meeting of one day: a key of HALVES."""

    on: date
    was: str


@dataclass(frozen=True)
class Misses:
    """What somebody missed in the twelve months before a day: how many halves, and the days they are made of."""

    halves: int
    days: tuple[Noted, ...]

    @property
    def is_too_much(self) -> bool:
        return self.halves > LIMIT

    @property
    def told(self) -> str:
        """Write them as people do: 0, ½, 1, 1½."""
        whole, half = divmod(self.halves, 2)
        return f"{whole or ''}½" if half else str(whole)


def counted(notes: Iterable[Noted], on: date) -> Misses:
    """Count what was missed in the twelve months before a day, the latest first."""
    lately = sorted(
        (noted for noted in notes if on - A_YEAR < noted.on <= on), key=lambda noted: noted.on, reverse=True
    )
    days = tuple(noted for noted in lately if HALVES[noted.was])
    return Misses(sum(HALVES[noted.was] for noted in days), days)
