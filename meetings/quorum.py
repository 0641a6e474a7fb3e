"""Do enough people come? A group's own number, or more than half of those expected; silence is not a no."""

from dataclasses import dataclass
from datetime import datetime, timedelta

AHEAD = timedelta(hours=48)  # while there is time to find another day, or to come after all
STEP = 5


@dataclass(frozen=True)
class Count:
    """How many peers a meeting expects, how many said that they cannot, and how many the group wants at least."""

    expected: int
    absent: int
    own: int | None = None

    @property
    def may_come(self) -> int:
        return self.expected - self.absent

    @property
    def needed(self) -> int:
        return self.own or self.expected // 2 + 1

    @property
    def is_short(self) -> bool:
        return self.may_come < self.needed


def is_near(starts_at: datetime, now: datetime) -> bool:
    """Say whether a meeting is so near that it has to be decided, and still to come."""
    return starts_at - AHEAD <= now < starts_at


def shorter(minutes: int, count: Count, *, least: int) -> int | None:
    """Return the length that leaves each of those who come the time they had, or None where nothing is to be won.

    In whole steps of five minutes, and never under the least that their agenda takes.
    """
    if count.may_come < 1:
        return None
    fair = -(-minutes * count.may_come // count.expected // STEP) * STEP
    wanted = max(fair, -(-least // STEP) * STEP)
    return wanted if wanted < minutes else None
