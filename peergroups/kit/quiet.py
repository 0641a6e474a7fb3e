"""When is somebody not to be disturbed? Hours of their own clock, and whole weekends if they like."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from peergroups.kit.wallclock import instant, local

SATURDAY = 5
LOOKED_AHEAD = 8  # days: a weekend of quiet, and a clock change or two


@dataclass(frozen=True)
class Quiet:
    """From one full hour to another, over midnight or not; the same hour twice means none."""

    begins: int = 20
    ends: int = 7
    weekends: bool = False

    def holds(self, moment: datetime, zone: str) -> bool:
        """Say whether it is quiet at this moment, by the clock in a zone."""
        there = local(moment, zone)
        if self.weekends and there.weekday() >= SATURDAY:
            return True
        if self.begins <= self.ends:
            return self.begins <= there.hour < self.ends
        return there.hour >= self.begins or there.hour < self.ends

    def over_at(self, moment: datetime, zone: str) -> datetime:
        """Return the moment itself, or the end of the quiet it falls into."""
        if not self.holds(moment, zone):
            return moment
        today = local(moment, zone).date()
        mornings = (instant(today + timedelta(days=ahead), time(self.ends), zone) for ahead in range(LOOKED_AHEAD))
        return next(found for found in mornings if found > moment and not self.holds(found, zone))
