"""Which hours of a week does a line mean? "Tue 18:00-20:00; Thu 9 am to 12", as half hours since Monday midnight."""

import re
from enum import StrEnum

from groups.formation.week import ranges

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NOON, DAY, WEEK = 24, 48, 336  # half hours
STRETCH = re.compile(r"^(?P<days>[^\d]+?)[\s,:]*(?P<first>\d[\d:.h]*\s*[ap]?\.?m?\.?)\s*(?:-|to)\s*(?P<last>\d.*)$")
CLOCK = re.compile(r"^(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?h?\s*(?P<half>[ap])?\.?m?\.?$")
Stretch = tuple[int, int]


class Slip(StrEnum):
    """What is wrong with a line of hours."""

    NO_DAY = "no day"
    NO_HOURS = "no hours"
    NOT_HALF_HOURS = "not half hours"


class Misread(Exception):
    """The line does not say which hours it means; `part` is where reading stopped."""

    def __init__(self, slip: Slip, part: str):
        super().__init__(slip, part)
        self.slip, self.part = slip, part


def read(text: str) -> tuple[Stretch, ...]:
    """Return the stretches a line means, those that touch as one."""
    cells: set[int] = set()
    for part in re.split(r"[;|\n]", text):
        if part.strip():
            cells.update(half_hours(part.strip()))
    return tuple(ranges(sum(1 << cell for cell in cells)))


def half_hours(part: str) -> set[int]:
    """Return the half hours of "Tue and Thu 18:00-20:00"; past midnight it goes on into the next day."""
    found = STRETCH.match(part.casefold().replace("–", "-").replace("—", "-"))
    if found is None:
        raise Misread(Slip.NO_HOURS if any(day in part.casefold() for day in DAYS) else Slip.NO_DAY, part)
    first, last = half_hour(found["first"], part), half_hour(found["last"], part)
    if "m" in found["last"] and "m" not in found["first"] and first + NOON < last:
        first += NOON  # "6-8 pm" begins in the evening
    if first % DAY == last % DAY and last - first != DAY:
        raise Misread(Slip.NO_HOURS, part)
    long = (last - first) % DAY or DAY
    return {(day * DAY + first + more) % WEEK for day in days(found["days"], part) for more in range(long)}


def days(text: str, part: str) -> list[int]:
    """Read "tue", "tuesday", "mon-fri", "tue/thu" and "tue and thu"."""
    told: list[int] = []
    for piece in re.split(r"[/,&+]|\band\b", text.strip(" .,:")):
        ends = [day(name, part) for name in re.split(r"\s*-\s*|\s+to\s+", piece.strip())]
        told += [(ends[0] + more) % 7 for more in range((ends[-1] - ends[0]) % 7 + 1)]
    return told


def day(name: str, part: str) -> int:
    asked = name.strip(" .").removesuffix("s")
    for number, full in enumerate(NAMES):
        if len(asked) >= 2 and full.startswith(asked):
            return number
    raise Misread(Slip.NO_DAY, part)


def half_hour(text: str, part: str) -> int:
    """Read a clock by 12 or 24 hours."""
    found = CLOCK.match(text.strip())
    if found is None:
        raise Misread(Slip.NO_HOURS, part)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise Misread(Slip.NO_HOURS, part)
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise Misread(Slip.NO_HOURS, part)
    if minute % 30:
        raise Misread(Slip.NOT_HALF_HOURS, part)
    return hour * 2 + minute // 30


def written(stretches: tuple[Stretch, ...]) -> str:
    """Write stretches the way they are read; more than a day is written day by day."""
    parts = []
    for begins, ends in stretches:
        while ends - begins > DAY:
            parts.append((begins, begins - begins % DAY + DAY))
            begins = parts[-1][1]
        parts.append((begins, ends))
    return "; ".join(f"{DAYS[begins // DAY].title()} {clock(begins % DAY)}-{last(ends)}" for begins, ends in parts)


def last(ends: int) -> str:
    return clock(ends % DAY or DAY)


def clock(half: int) -> str:
    return f"{half // 2:02}:{half % 2 * 30:02}"
