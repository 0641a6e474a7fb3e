"""How is a time said, and a list of names? "Thursday 26 November, 9:00 am (London)", "Ana, Ben and Cleo"."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, get_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def place(zone: str) -> str:
    """Return the city a time zone is named for."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def day(on: date, today: date) -> str:
    """Name a day; the year only when it is not this one."""
    return named(on, _("l j F") if on.year == today.year else _("l j F Y"), get_language())


@lru_cache(maxsize=1_000)
def named(on: date, form: str, language: str) -> str:
    """Name a day in a language: a page says the same few again and again."""
    return date_format(on, form)


def minutes(number: int) -> str:
    """Say a short length of time: 12 min."""
    return _("%(number)d min") % {"number": number}


def clock(at: datetime, *, half: bool = True) -> str:
    """Read the clock as the language does, by 12 or 24 hours; `half` adds am or pm."""
    if get_format("TIME_FORMAT")[0] in "HG":
        return date_format(at, "H:i")
    return f"{at:%I:%M}".lstrip("0") + (f" {half_day(at)}" if half else "")


def full_hours(first: int = 0, last: int = 23) -> list[tuple[int, str]]:
    """Pair the full hours of a day with how the clock reads then, to choose from."""
    return [(hour, clock(datetime(2026, 1, 1, hour, tzinfo=UTC))) for hour in range(first, last + 1)]


def half_day(at: datetime) -> str:
    """Say which half of the day it is."""
    return _("am") if at.hour < 12 else _("pm")


def moment(at: datetime, zone: str, now: datetime) -> str:
    """Say one moment as the clock in a zone shows it."""
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    words = {"day": day(local.date(), today), "time": clock(local), "place": place(zone)}
    return _("%(day)s, %(time)s (%(place)s)") % words


def time_range(start: datetime, minutes: int, zone: str, now: datetime) -> str:
    """Say from when to when, with the day it begins on."""
    here = ZoneInfo(zone)
    words = {
        "day": day(start.astimezone(here).date(), now.astimezone(here).date()),
        "hours": hours(start, minutes, zone),
    }
    return _("%(day)s, %(hours)s") % words


def hours(start: datetime, minutes: int, zone: str) -> str:
    """Say from when to when, where the day is known; the second day only when midnight lies between."""
    here = ZoneInfo(zone)
    first, last = start.astimezone(here), (start + timedelta(minutes=minutes)).astimezone(here)
    same_day = first.date() == last.date()
    words = {
        "start": clock(first, half=not same_day or half_day(first) != half_day(last)),
        "end": clock(last) if same_day else f"{day(last.date(), first.date())}, {clock(last)}",
        "place": place(zone),
    }
    return _("%(start)s to %(end)s (%(place)s)") % words


def weekday(on: date) -> str:
    """Name the day of the week."""
    return date_format(on, "l")


def short_moment(at: datetime, zone: str) -> str:
    """Say a moment in few letters, for a subject: Thu 26 Nov, 9:00 am."""
    local = at.astimezone(ZoneInfo(zone))
    return _("%(day)s, %(time)s") % {"day": date_format(local, "D j M"), "time": clock(local)}


def listed(names: Iterable[str]) -> str:
    """Name several as a sentence does: Ana; Ana and Ben; Ana, Ben and Cleo."""
    *most, last = list(names) or [""]
    return _("%(names)s and %(last)s") % {"names": ", ".join(most), "last": last} if most else last
