"""How is a presenter asked again after one month and after three, and in which words? By how the hot seat closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from peergroups.kit.marking import _
from peergroups.kit.wallclock import MORNING, instant, local_day, months_after

MARKS = (1, 3)
OF_USE = timedelta(days=14)  # for so long it is asked; whoever comes back from a sabbatical later is not


@dataclass(frozen=True)
class Asking:
    """One question after a hot seat: since when, and until when."""

    months: int
    since: datetime
    until: datetime


def askings(closed_at: datetime, zone: str) -> list[Asking]:
    """List both, each from nine in the morning on by the presenter's clock."""
    closed_on = local_day(closed_at, zone)
    begin = {months: instant(months_after(closed_on, months), MORNING, zone) for months in MARKS}
    return [Asking(months, since, since + OF_USE) for months, since in begin.items()]


def open_now(closed_at: datetime, zone: str, answered: Iterable[int], now: datetime) -> Asking | None:
    """Return the question whose time it is, unless it was answered."""
    for asking in askings(closed_at, zone):
        if asking.since <= now < asking.until and asking.months not in answered:
            return asking
    return None


def latest(closed_at: datetime, zone: str, now: datetime) -> int:
    """Return after how many months one looks back by now; 0 where the first month is not over."""
    return max((asking.months for asking in askings(closed_at, zone) if asking.since <= now), default=0)


def first_day(closed_at: datetime, zone: str) -> date:
    """Return the day on which one is asked first."""
    return months_after(local_day(closed_at, zone), MARKS[0])


@dataclass(frozen=True)
class Wording:
    """What is asked after a hot seat that closed in one way, in a mail and on the page, and what one may answer."""

    mail: str
    question: str
    answers: dict[str, str]


WORDINGS = {
    "action": Wording(
        _("You set out to do something after your hot seat. How did it go?"),
        _("You closed it with an action. How did it go?"),
        {"done": _("Done"), "partly": _("Partly"), "not_yet": _("Not yet"), "changed": _("Changed")},
    ),
    "later": Wording(
        _("You left open what comes of your hot seat. How does it look now?"),
        _("You said: later. Is it time?"),
        {"begun": _("I have begun"), "later": _("Still later"), "over": _("No longer needed")},
    ),
    "none": Wording(
        _("Some time has gone by since your hot seat. How does it look now?"),
        _("You needed no action. How does it look now?"),
        {"settled": _("It has settled"), "same": _("As it was"), "changed": _("It has changed")},
    ),
}
ANSWERS = {went: label for wording in WORDINGS.values() for went, label in wording.answers.items()}
STILL_OPEN = ("not_yet", "later", "same")  # after which a hot seat may be asked for again
