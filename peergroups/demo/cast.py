"""Who plays in the demo, and what do they say? Read from cast.toml and intake.toml, next to this file."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from meetings.cadence import Rule
from peergroups.kit.wallclock import instant, local_day

NAMED = ("priya", "sam", "nadia", "otto", "leo", "ravi")  # whom the guides and tests speak of
BETWEEN_MEETINGS = timedelta(days=28)
PLANNED_BEFORE = timedelta(days=20)
WEEKEND = 5


@dataclass(frozen=True)
class Committed:
    """What somebody commits to in one meeting, and what they say of it, time after time."""

    what: str
    known: str = ""
    step: str = ""
    belief: str = ""  # what it tests
    days: int = 26
    went: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Player:
    """One person of the demo."""

    key: str
    name: str
    zone: str
    business: str
    commitments: tuple[Committed, ...] = ()
    brief: dict[str, str] | None = None
    wish: dict[str, Any] | None = None  # what they ask their group for
    update: dict[str, str] | None = None
    goal: dict[str, str] | None = None  # for a year; what they commit to hangs on it

    @property
    def email(self) -> str:
        return address(self.key)


@dataclass(frozen=True)
class Circle:
    """One group of the demo: its people, its rhythm, and whose turn it is in each meeting."""

    name: str
    theme: str
    zone: str
    facilitator: str
    peers: tuple[str, ...]
    next_in: int  # days from today to the last meeting of the list; before today, nothing is planned
    at: str
    minutes: int
    seats: tuple[tuple[str, ...], ...]
    where: dict[str, str]
    professional: bool = False
    reason: str = ""
    newcomer: str = ""
    invited: str = ""
    away: str = ""
    moved_by: int = 0
    has_rhythm: bool = False
    passes: str = ""
    facilitated: str = ""  # named duties, and how the group is facilitated: pro, fixed, rotating
    swaps: tuple[str, ...] = ()  # who asks, and who is asked
    parked: dict[str, str] = field(default_factory=dict)
    held: dict[str, Any] = field(default_factory=dict)  # what was said at its last meeting, held in the live room
    hold_me: dict[str, dict[str, Any]] = field(default_factory=dict)  # how some want to be asked, and by whom
    asked: tuple[str, ...] = ()  # looks for a time; these have said what suits them

    def meeting_days(self, now: datetime) -> list[date]:
        """List the days of its meetings: four weeks apart, never at a weekend."""
        last = local_day(now, self.zone) + timedelta(days=self.next_in)
        last += timedelta(days=max(0, 7 - last.weekday()) if last.weekday() >= WEEKEND else 0)
        return [last - n * BETWEEN_MEETINGS for n in reversed(range(len(self.seats)))]

    def sure_of(self, number: int) -> tuple[str, ...]:
        """Name who does come to its meeting of this number: who has the hot seat, and who was there."""
        return self.seats[number] + tuple(self.held["here"] if self.held and number == len(self.seats) - 2 else ())

    def starts_at(self, day: date) -> datetime:
        return instant(day, time.fromisoformat(self.at), self.zone)

    def rule(self, now: datetime) -> Rule:
        """Return the rhythm from its last meeting on: every four weeks, as it was so far."""
        first = self.meeting_days(now)[-1]
        return Rule(first.weekday(), time.fromisoformat(self.at), first, every=BETWEEN_MEETINGS // timedelta(weeks=1))

    def usual_start(self, now: datetime) -> int:
        """Say in which half hour of the week it begins, by the group's own clock."""
        at = time.fromisoformat(self.at)
        return self.meeting_days(now)[-1].weekday() * 48 + at.hour * 2 + at.minute // 30


@dataclass(frozen=True)
class Cast:
    """Everybody, and the programme they belong to."""

    programme: str
    admin: str
    operator: str
    applicant: str
    circles: tuple[Circle, ...]
    players: dict[str, Player]


def address(key: str) -> str:
    return f"{key}@example.org"


def told_in(file: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(file).read_text(encoding="utf-8"))


@cache
def intake() -> dict[str, Any]:
    """Read what is told of the programme, its intakes, and everybody's trade."""
    return told_in("intake.toml")


def wishing() -> dict[str, dict[str, Any]]:
    """Those who are in the story for the intake alone."""
    applicants: dict[str, dict[str, Any]] = intake()["people"] | intake()["applicants"]
    known = ("name", "zone", "business")
    return {key: {name: about[name] for name in known} for key, about in applicants.items() if "name" in about}


@cache
def read() -> Cast:
    """Read the cast."""
    told = told_in("cast.toml")
    players = {key: player(key, **about) for key, about in (told.pop("people") | wishing()).items()}
    circles = tuple(Circle(**{name: frozen(value) for name, value in group.items()}) for group in told.pop("groups"))
    return Cast(players=players, circles=circles, **told)


def player(key: str, commitments: Iterable[dict[str, Any]] = (), **about: Any) -> Player:
    kept = tuple(Committed(**{name: frozen(value) for name, value in one.items()}) for one in commitments)
    return Player(key=key, commitments=kept, **about)


def frozen(value: Any) -> Any:
    return tuple(frozen(part) for part in value) if isinstance(value, list) else value
