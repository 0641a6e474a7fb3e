"""How many others could meet then? For each part of a week somebody may tick, told so that it gives nobody away.

Free times are half hours on each person's own wall. They are turned to the asker's clock as both stand in one week,
that of the first meetings; the groups themselves are formed over the whole year.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from groups.formation.week import cells, starts, turned

STEP = 5  # told in fives and from five on, so that no single person's coming or going shows
HALF_HOUR = timedelta(minutes=30)
Spans = list[tuple[int, int]]  # from the first half hour of a week to the one after the last


def counts(
    windows: Mapping[str, tuple[int, int]],
    others: Iterable[tuple[str, Spans]],
    *,
    zone: str,
    minutes: int,
    at: datetime,
) -> dict[str, int]:
    """Count for each window of the asker's week who of the others is free in it as long as a meeting lasts."""
    length = max(1, minutes // 30)
    wanted = {name: room_in(window, length) for name, window in windows.items()}
    found = dict.fromkeys(windows, 0)
    for other_zone, spans in others:
        begins = starts(turned(cells(spans), half_hours(other_zone, at) - half_hours(zone, at)), length)
        for name, possible in wanted.items():
            found[name] += bool(begins & possible)
    return found


def room_in(window: tuple[int, int], length: int) -> int:
    """Mark where a meeting can begin that ends in the window; in a window too short for it, where it begins."""
    first, end = window
    return cells([(first, max(end - length, first) + 1)])


def told(count: int) -> int:
    """Round a count down to what may be told: 0 for fewer than five, and nothing between fives."""
    return count - count % STEP


def half_hours(zone: str, at: datetime) -> int:
    """Return how far a zone's clock is ahead of UTC, in half hours; a quarter of an hour is left out."""
    ahead = at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    return ahead // HALF_HOUR
