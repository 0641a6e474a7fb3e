"""Who is next for a hot seat, and why? A ledger that any member can read, from facts alone.

First whoever had the fewest hot seats in the twelve months before; of those, who stood back for somebody else, then who
asked for one, then who waited longest. Who joined later counts as one of those who had had the fewest until then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

A_YEAR = timedelta(days=365)


class Out(Enum):
    """Why somebody is not proposed for one meeting; their place in the queue stays theirs."""

    SEATED = "has a hot seat in it"
    PASSED = "passed"
    CANT = "cannot come"
    AWAY = "is on a sabbatical"
    LEAVES = "leaves before"


@dataclass(frozen=True)
class Peer:
    """What the ledger has to know of one member."""

    person: int
    joined_on: date
    seats: tuple[date, ...] = ()  # held, and given for meetings to come
    missed: tuple[date, ...] = ()  # meetings they were not at
    passed: tuple[date, ...] = ()  # meetings for which they did not want one
    stood_back: tuple[date, ...] = ()  # meetings for which somebody behind them was given one
    asked_on: date | None = None  # the wish is open
    out: Out | None = None

    @property
    def last_seat(self) -> date | None:
        return max(self.seats, default=None)

    @property
    def waits_since(self) -> date:
        return self.last_seat or self.joined_on


@dataclass(frozen=True)
class Turn:
    """One member's place in the queue, with all it rests on."""

    peer: Peer
    seats: int  # in the twelve months before, as they are counted
    waits: int  # meetings since then that they were at, without a seat
    missed: int  # and those they were not at
    passed: int
    stood_back: int

    @property
    def rank(self) -> tuple[bool, int, bool, bool, date, date, int]:
        peer = self.peer
        asked = peer.asked_on is not None
        out = peer.out is not None
        return out, self.seats, not self.stood_back, not asked, peer.waits_since, peer.joined_on, peer.person


def queue(peers: Iterable[Peer], held: Sequence[date], on: date) -> list[Turn]:
    """Put the members in order for a meeting on a day: the next first, and last those who are out of it.

    `held` are the days on which the group met.
    """
    everybody = list(peers)
    return sorted((turn(peer, everybody, held, on) for peer in everybody), key=lambda turn: turn.rank)


def turn(peer: Peer, everybody: list[Peer], held: Sequence[date], on: date) -> Turn:
    since = [day for day in held if peer.waits_since < day < on]
    missed = sum(day in peer.missed for day in since)
    seats = (*peer.seats, *credited(peer, everybody))
    return Turn(
        peer=peer,
        seats=sum(day > on - A_YEAR for day in seats),
        waits=len(since) - missed,
        missed=missed,
        passed=count_since(peer.passed, peer),
        stood_back=count_since(peer.stood_back, peer),
    )


def count_since(days: Iterable[date], peer: Peer) -> int:
    return sum(day > peer.waits_since for day in days)


def credited(peer: Peer, everybody: list[Peer]) -> tuple[date, ...]:
    """Return the seats of whoever had had the fewest when this member joined: they begin beside them."""
    begun = peer.joined_on
    before = [tuple(day for day in other.seats if day < begun) for other in everybody if other.joined_on < begun]
    recent = [tuple(day for day in days if day > begun - A_YEAR) for days in before]
    return min(recent, key=len, default=())


class Ground(Enum):
    """What puts one member before another, in the order in which it is asked."""

    FEWEST = "fewest seats"
    STOOD_BACK = "stood back"
    ASKED = "asked"
    WAITED = "waited longest"
    EARLIER = "came first"


def ground(first: Turn, second: Turn) -> Ground:
    """Return why one stands before another: the first thing in which they differ."""
    differ = (mine != theirs for mine, theirs in zip(first.rank[1:], second.rank[1:], strict=True))
    return next((ground for ground, differs in zip(Ground, differ, strict=False) if differs), Ground.EARLIER)


def jumped(turns: Sequence[Turn], person: int) -> list[int]:
    """Return those who would stand back if this person were given a seat now: all who are before them."""
    ahead: list[int] = []
    for turn in turns:
        if turn.peer.person == person:
            return ahead
        if turn.peer.out is None:
            ahead.append(turn.peer.person)
    return []


class Rung(Enum):
    """How an empty hot seat is filled, in this order."""

    READY = "the next in turn who brings a topic"
    PARKED = "the parked topic that weighs most"
    LIGHTNING = "a lightning round"


def ladder(turns: Sequence[Turn], ready: Sequence[int], *, anything_parked: bool) -> list[tuple[Rung, Turn | None]]:
    """Return what can be done with an empty hot seat, the best first; a lightning round always can.

    `ready` are those who have a topic: they asked for a seat, or parked something.
    """
    first = next((turn for turn in turns if turn.peer.out is None and turn.peer.person in ready), None)
    rungs: list[tuple[Rung, Turn | None]] = [(Rung.READY, first)] if first else []
    rungs += [(Rung.PARKED, None)] if anything_parked else []
    return [*rungs, (Rung.LIGHTNING, None)]


def score(importance: int, urgency: int, times_raised: int) -> int:
    """Weigh a parked topic: what matters most comes before what presses most, and what keeps coming back rises."""
    return 2 * importance + urgency + min(times_raised - 1, 3)
