"""Which time suits most? Answers counted time by time, best first; no Django, no database, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from meetings.quorum import Count


@dataclass(frozen=True)
class Tally:
    """What is said to one time: names by answer, and how many have a meeting of another group then."""

    slot: int
    starts_at: datetime
    yes: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    elsewhere: int = 0
    least: int | None = None  # with how many the group meets, where it wants another number than more than half

    @property
    def can(self) -> int:
        return len(self.yes) + len(self.maybe)

    @property
    def there(self) -> int:
        """How many would be there at all: all but those who are away."""
        return self.can + len(self.no) + len(self.silent)

    @property
    def is_for_all(self) -> bool:
        return self.can > 0 and self.can == self.there

    @property
    def is_enough(self) -> bool:
        """Say whether as many could come as the group wants, counting those who have yet to answer."""
        return not Count(self.there, len(self.no), self.least).is_short

    @property
    def order(self) -> tuple[int, int, int, datetime]:
        """Most who can, most who gladly can, fewest who sit elsewhere; then the earliest."""
        return (-self.can, -len(self.yes), self.elsewhere, self.starts_at)


def ranked(tallies: Iterable[Tally]) -> list[Tally]:
    """Return the best time first."""
    return sorted(tallies, key=lambda tally: tally.order)
