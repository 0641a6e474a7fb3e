"""When is a commitment asked about by mail, and when is it enough? Halfway, on its day, once afterwards, and seldom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from peergroups.kit.quiet import Quiet
from peergroups.kit.wallclock import MORNING, instant, local_day

HALFWAY, DUE, AFTER = "nudge_halfway", "nudge_due", "nudge_after"
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
PER_COMMITMENT, PER_WEEK = 2, 3
AFTERWARDS = 2 * A_DAY  # a day to speak by oneself, and another
AFTERWARDS_FOR = 3 * A_DAY  # what did not leave by then is better asked when one meets
BY_NIGHT = Quiet()


@dataclass(frozen=True)
class Held:
    """How somebody wants to be asked: at which hour of their own clock, and whether on the day or the day before."""

    zone: str
    hour: int = MORNING.hour
    day_before: bool = False
    quiet: Quiet = BY_NIGHT


@dataclass(frozen=True)
class Known:
    """What the rules know of a commitment: its day, when that was chosen, and when its owner last said how it goes."""

    dated_on: date
    due_on: date
    said_at: datetime | None = None


@dataclass(frozen=True)
class Sent:
    """One question that went out about a commitment, for the day it had then."""

    kind: str
    due_on: date
    at: datetime


@dataclass(frozen=True)
class Nudge:
    """One question about a commitment: when it is asked, until when it is of use, and since when an answer counts."""

    kind: str
    due_at: datetime
    useless_after: datetime
    answered_from: date


def halfway(dated_on: date, asked_on: date) -> date | None:
    """Return the day in the middle; None where it touches the day of the next question, because one mail is enough."""
    middle = dated_on + (asked_on - dated_on) // 2
    return middle if asked_on - middle > A_DAY else None


@lru_cache(maxsize=10_000)  # each minute anew, of days and hours that many have in common
def nudges(dated_on: date, due_on: date, held: Held) -> tuple[Nudge, ...]:
    """List the two or three questions about a commitment, the latest first."""
    hour, zone = time(held.hour), held.zone
    asked_on = due_on - A_DAY if held.day_before and due_on - A_DAY > dated_on else due_on
    begins, ends = instant(asked_on, time.min, zone), instant(due_on + A_DAY, time.min, zone)
    again = instant(due_on + AFTERWARDS, hour, zone)
    found = [
        Nudge(AFTER, again, again + AFTERWARDS_FOR, answered_from=asked_on),
        Nudge(DUE, instant(asked_on, hour, zone), ends, answered_from=asked_on),
    ]
    if middle := halfway(dated_on, asked_on):
        found.append(Nudge(HALFWAY, instant(middle, hour, zone), begins, answered_from=dated_on + A_DAY))
    waited = (held_back(nudge, held) for nudge in found)
    return tuple(nudge for nudge in waited if nudge.due_at < nudge.useless_after)


def held_back(nudge: Nudge, held: Held) -> Nudge:
    """Let a question wait until its person's quiet hours are over."""
    due_at = held.quiet.over_at(nudge.due_at, held.zone)
    return Nudge(nudge.kind, due_at, nudge.useless_after, nudge.answered_from)


def of_its_time(known: Known, held: Held, now: datetime) -> Nudge | None:
    """Return the question whose time it is, be it answered or asked already."""
    found = nudges(known.dated_on, known.due_on, held)
    return next((nudge for nudge in found if nudge.due_at <= now < nudge.useless_after), None)


def due_nudge(known: Known, held: Held, sent: Collection[Sent], now: datetime) -> Nudge | None:
    """Return the question to ask now; by night none."""
    if held.quiet.holds(now, held.zone):
        return None
    nudge = of_its_time(known, held, now)
    return nudge if nudge and may_be_asked(nudge, known, sent, held.zone) else None


def still_to_ask(kind: str, known: Known, held: Held, sent: Collection[Sent], now: datetime) -> Nudge | None:
    """Return a question of this kind that is to be asked now or, by an hour chosen since, later."""
    found = nudges(known.dated_on, known.due_on, held)
    nudge = next((one for one in found if one.kind == kind and now < one.useless_after), None)
    other = of_its_time(known, held, now)
    if nudge is None or (other and other.kind != kind and other.due_at > nudge.due_at):
        return None
    return nudge if may_be_asked(nudge, known, sent, held.zone) else None


def may_be_asked(nudge: Nudge, known: Known, sent: Collection[Sent], zone: str) -> bool:
    """Say whether a question is not answered, was not asked before, and is no third one.

    The last of the two is kept for the day itself: who moved the day was asked halfway already.
    """
    left = PER_COMMITMENT - len(sent)
    if is_answered(known, nudge, zone) or left <= 0 or (nudge.kind == HALFWAY and left < PER_COMMITMENT):
        return False
    return all((one.kind, one.due_on) != (nudge.kind, known.due_on) for one in sent)


def is_answered(known: Known, nudge: Nudge, zone: str) -> bool:
    return known.said_at is not None and local_day(known.said_at, zone) >= nudge.answered_from


def had_enough(mails: Collection[datetime], now: datetime) -> bool:
    """Say whether somebody had as many mails with such questions as a week may bring; these left at those moments."""
    return sum(at > now - A_WEEK for at in mails) >= PER_WEEK
