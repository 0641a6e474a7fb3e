"""Seat or question: where does what somebody asks belong? Proposed from two facts, with the reason; its author decides.

What is due soon and a matter of fact is tactical: a group answers it within 48 hours. What is big or open is strategic:
people look for help with today's fire, and a group is best at longer questions. It reads no word of what is asked.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from peergroups.kit.marking import _

SOON = timedelta(days=14)


class Route(StrEnum):
    """The two ways."""

    SEAT = "seat"
    ASK = "ask"


@dataclass(frozen=True)
class Proposal:
    """Where it belongs, and why in one line."""

    route: Route
    reason: str


def propose(*, is_factual: bool, needed_by: date | None, today: date, next_meeting: date | None) -> Proposal:
    """Propose a question for 48 hours for what is tactical, a hot seat for all else."""
    soon = is_soon(needed_by, today=today, next_meeting=next_meeting)
    if is_factual and soon:
        return Proposal(Route.ASK, _("You need it soon and a fact settles it: your group can answer within 48 hours."))
    if is_factual:
        return Proposal(Route.SEAT, _("There is time, so a hot seat can look for the question behind it."))
    if soon:
        return Proposal(
            Route.SEAT,
            _("You need it soon, but no fact settles it: a hot seat is for thinking it through."),
        )
    return Proposal(Route.SEAT, _("It is open and wants thinking through: that is what a hot seat is for."))


def is_soon(needed_by: date | None, *, today: date, next_meeting: date | None) -> bool:
    """Say whether it is due within a fortnight, or before the group meets."""
    if needed_by is None:
        return False
    return needed_by <= today + SOON or (next_meeting is not None and needed_by < next_meeting)
