"""What do clocks on the wall say? Sums with local time that keep their hour when clocks change."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(9)


def instant(day: date, at: time, zone: str) -> datetime:
    """Return the moment (UTC) when the clock in a zone shows this day and time.

    A time that a clock change skips is read with the offset before the change (Berlin 02:30 is shown as 03:30);
    one that happens twice is its first.
    """
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def days_before(moment: datetime, days: int, zone: str) -> datetime:
    """Return the moment that many days earlier at the same wall time in the zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return instant(local.date() - timedelta(days=days), local.time(), zone)


def minutes_before(moment: datetime, minutes: int) -> datetime:
    """Return the moment that many elapsed minutes earlier, whatever the clocks do in between."""
    return moment.astimezone(UTC) - timedelta(minutes=minutes)


def local(moment: datetime, zone: str) -> datetime:
    """Return what a clock in the zone shows at this moment."""
    return moment.astimezone(ZoneInfo(zone))


def local_day(moment: datetime, zone: str) -> date:
    """Return the date that the calendar on the wall shows at this moment."""
    return moment.astimezone(ZoneInfo(zone)).date()


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def exists(day: date, at: time, zone: str) -> bool:
    """Say whether clocks in the zone show this time on this day, or skip it."""
    shown = instant(day, at, zone).astimezone(ZoneInfo(zone))
    return (shown.date(), shown.time()) == (day, at)
