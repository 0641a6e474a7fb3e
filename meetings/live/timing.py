"""How much time is left, when will it end, and what could be given up? Arithmetic over the stretches of a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from meetings.agenda import SHAPES

NOTHING = timedelta(0)
A_MINUTE = timedelta(minutes=1)
BEHIND = 2 * A_MINUTE  # below this nobody is told: it comes back by itself
CLOSING = ("needs", "commitments", "close")  # the end of a meeting, each with a least time of its own
# What a group gives up first when it runs late. Hot seats, commitments and the close are never offered.
DROPPED_FIRST = ("lightning", "break", "topic", "troika", "needs", "updates")


@dataclass(frozen=True)
class Span:
    """A stretch of a meeting: how long it may take, and how long it took so far."""

    kind: str
    length: timedelta
    used: timedelta = NOTHING
    is_over: bool = False  # done or dropped

    @property
    def left(self) -> timedelta:
        """What it may still take; below zero once it is over its time."""
        return self.length - self.used


def used(before: timedelta, since: datetime | None, now: datetime) -> timedelta:
    """Return how long a stretch ran, with what it ran since it last went on; None: it stands still."""
    return before + max(NOTHING, now - since) if since else before


def ends(current: Span | None, ahead: Sequence[Span], now: datetime) -> datetime:
    """Return when it will all be over, if each stretch takes its time from now on."""
    rest = sum((max(NOTHING, span.left) for span in ahead if not span.is_over), NOTHING)
    return now + (max(NOTHING, current.left) if current else NOTHING) + rest


def minutes_behind(projected: datetime, planned: datetime) -> int:
    """Return by how many whole minutes it will be late; 0 for less than is worth a word."""
    late = projected - planned
    return late // A_MINUTE if late >= BEHIND else 0


def shorter(ahead: Sequence[Span], late: timedelta, people: int) -> list[timedelta]:
    """Return the lengths ahead after the close gave up to so much, from its end on, no part below its floor."""
    lengths, wanted = [span.length for span in ahead], late
    for place in reversed(range(len(ahead))):
        span = ahead[place]
        if span.kind in CLOSING and not span.is_over:
            floor = timedelta(minutes=SHAPES[span.kind].least(people))
            given = min(wanted, max(NOTHING, span.length - max(floor, span.used)))
            lengths[place] -= given
            wanted -= given
    return lengths


def won(ahead: Sequence[Span], lengths: Sequence[timedelta]) -> timedelta:
    """Return how much shorter these lengths are."""
    return sum((span.length - length for span, length in zip(ahead, lengths, strict=True)), NOTHING)


def first_to_drop(ahead: Sequence[Span]) -> int | None:
    """Return the place of the part a group gives up first; None where every part matters."""
    fresh = [place for place, span in enumerate(ahead) if span.kind in DROPPED_FIRST and not span.is_over]
    return min(fresh, key=lambda place: DROPPED_FIRST.index(ahead[place].kind), default=None)
