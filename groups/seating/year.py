"""Which hours of a week hold all year? Clocks change, and not everywhere on the same day.

A slot is a half hour of the week by one clock, the programme's. Somebody is free for it only where their own clock
shows a free half hour in every week of the year. A week is 336 half hours from Monday midnight on, kept as the bits of
an integer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from groups.formation.week import CELLS, FULL, turned

HALF_HOUR = 30  # minutes
DAY, WEEK = timedelta(days=1), timedelta(days=7)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which two clocks keep their distance: how far the other is ahead, in minutes, and which half hours of
    the first clock's week come to pass in it."""

    ahead: int
    cells: int
    lasts: timedelta


@dataclass(frozen=True)
class Year:
    """The days from the first to the last, by the clock of one zone."""

    zone: str
    first: date
    last: date

    @cached_property
    def spans(self) -> tuple[datetime, datetime]:
        """The moments at which it begins and ends."""
        clock = ZoneInfo(self.zone)
        begins = datetime(self.first.year, self.first.month, self.first.day, tzinfo=clock)
        after = self.last + DAY
        return begins.astimezone(UTC), datetime(after.year, after.month, after.day, tzinfo=clock).astimezone(UTC)

    def free(self, marked: int, zone: str) -> int:
        """Turn the half hours somebody is free by their own clock into those of this zone that hold all year."""
        found = FULL
        for stretch in stretches(self, zone):
            found &= seen_from(marked, stretch.ahead) | FULL & ~stretch.cells
        return found

    def ahead(self, zone: str) -> int:
        """Say how many minutes another zone's clock is ahead, for most of the year."""
        lasts: dict[int, timedelta] = {}
        for stretch in stretches(self, zone):
            lasts[stretch.ahead] = lasts.get(stretch.ahead, timedelta()) + stretch.lasts
        return min(lasts, key=lambda ahead: (-lasts[ahead], ahead))


def seen_from(marked: int, ahead: int) -> int:
    """Turn a week of the other clock; a half hour that lies across two of it needs both."""
    whole, rest = divmod(ahead, HALF_HOUR)
    return turned(marked, whole) & (turned(marked, whole + 1) if rest else FULL)


@lru_cache(maxsize=1024)
def stretches(year: Year, zone: str) -> tuple[Stretch, ...]:
    """Cut the year wherever one of two clocks changes, unless both do at once and alike."""
    begins, ends = year.spans
    here, there = ZoneInfo(year.zone), ZoneInfo(zone)
    found: list[Stretch] = []
    for start, end in between(here, there, begins, ends):
        ahead = offset(there, start) - offset(here, start)
        part = Stretch(ahead, covered(start, end, offset(here, start)), end - start)
        if found and found[-1].ahead == ahead:
            part = Stretch(ahead, found[-1].cells | part.cells, found.pop().lasts + part.lasts)
        found.append(part)
    return tuple(found)


def between(here: ZoneInfo, there: ZoneInfo, begins: datetime, ends: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Go through the times in which neither clock changes."""
    start, day = begins, begins
    while day < ends:
        next_day = min(day + DAY, ends)
        for change in sorted({*changes(here, day, next_day), *changes(there, day, next_day)}):
            if start < change < ends:
                yield start, change
                start = change
        day = next_day
    yield start, ends


def changes(zone: ZoneInfo, begins: datetime, ends: datetime) -> Iterator[datetime]:
    """Find the minute at which a clock changes within a day, if it does."""
    if offset(zone, begins) == offset(zone, ends):
        return
    while ends - begins > MINUTE:
        middle = begins + (ends - begins) // 2
        middle -= timedelta(seconds=middle.second, microseconds=middle.microsecond)
        begins, ends = (middle, ends) if offset(zone, middle) == offset(zone, begins) else (begins, middle)
    yield ends


def offset(zone: ZoneInfo, moment: datetime) -> int:
    """Say how many minutes a clock is ahead of UTC at a moment."""
    ahead = moment.astimezone(zone).utcoffset()
    assert ahead is not None  # noqa: S101 - a zone knows
    return int(ahead.total_seconds()) // 60


def covered(start: datetime, end: datetime, ahead: int) -> int:
    """Mark the half hours of the week that a clock so far ahead of UTC shows between two moments."""
    if end - start >= WEEK:
        return FULL
    local = start + timedelta(minutes=ahead)
    first = (local.weekday() * 1440 + local.hour * 60 + local.minute) // HALF_HOUR
    minutes = (local.minute % HALF_HOUR) + (end - start) // MINUTE
    marked = (1 << -(-minutes // HALF_HOUR)) - 1
    return turned(marked, -first % CELLS)
