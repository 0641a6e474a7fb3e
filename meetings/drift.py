"""Has somebody's hour moved since the last meeting, since clocks changed? Nobody's, where all clocks change as one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Drift:
    """A meeting and the one before, as a person's clock shows them; and whose clocks changed in between."""

    at: datetime
    before: datetime
    own: bool
    groups: bool
    another_day: bool  # of the week, beside the group's: midnight lies between the two hours


def drift(before: datetime, at: datetime, *, zone: str, group_zone: str) -> Drift | None:
    """Return what a person has to know, or None: a meeting put at another hour for all is no drift."""
    here, there = ZoneInfo(zone), ZoneInfo(group_zone)
    own, groups = change(before, at, here), change(before, at, there)
    shown, shown_before = at.astimezone(here), before.astimezone(here)
    if own == groups or shown.time() == shown_before.time():
        return None
    days = [(moment.astimezone(here).date() - moment.astimezone(there).date()).days for moment in (before, at)]
    return Drift(shown, shown_before, bool(own), bool(groups), days[0] != days[1])


def change(before: datetime, at: datetime, zone: ZoneInfo) -> timedelta:
    """Return by how much clocks in a zone were changed between two moments."""
    return (at.astimezone(zone).utcoffset() or timedelta()) - (before.astimezone(zone).utcoffset() or timedelta())
