"""How is a meeting written so that every calendar reads the same? By RFC 5545, from nothing but what it is given."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from icalendar import (
    CLASS,
    STATUS,
    TRANSP,
    Alarm,
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vDDDTypes,
)

AHEAD = timedelta(minutes=15)  # when the calendar itself rings; the mails before that are ours
REREAD = timedelta(hours=1)
Change = TimezoneStandard | TimezoneDaylight


@dataclass(frozen=True)
class Entry:
    """All that a calendar learns of a meeting."""

    uid: str
    revision: int
    revised_at: datetime
    starts_at: datetime
    ends_at: datetime
    zone: str
    cancelled: bool
    title: str
    text: str
    link: str
    sender: str


def feed(entries: Iterable[Entry], *, name: str) -> bytes:
    """Write a whole calendar, for programs that come back to read it again."""
    calendar = begin("PUBLISH")
    calendar.calendar_name = name
    calendar.add("refresh-interval", REREAD, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REREAD)
    return finish(calendar, [event(entry) for entry in entries])


def dates(entries: Iterable[Entry]) -> bytes:
    """Write many meetings at once, to be added by hand; those called off as such."""
    return finish(begin("PUBLISH"), [event(entry) for entry in entries])


@lru_cache(maxsize=256)
def file(entry: Entry) -> bytes:
    """Write one meeting to be added by hand; kept at hand, since a whole group is sent the same."""
    return finish(begin("PUBLISH"), [event(entry)])


def news(entry: Entry, *, reader: str) -> bytes:
    """Write what changes or ends a meeting in the calendar it stands in already; it asks for no answer."""
    told, addressee = event(entry), vCalAddress(f"mailto:{reader}")
    addressee.params["RSVP"] = "FALSE"
    told.add("attendee", addressee)
    return finish(begin("CANCEL" if entry.cancelled else "REQUEST"), [told])


def begin(method: str) -> Calendar:
    calendar = Calendar()
    for name, value in {"prodid": "-//Peergroups//Meetings//EN", "version": "2.0", "method": method}.items():
        calendar.add(name, value)
    return calendar


def event(entry: Entry) -> Event:
    """Write one meeting: always the same id, and a sequence that rises with each move and with the end."""
    start, end = by_the_wall(entry)
    written = Event.new(
        uid=entry.uid,
        sequence=entry.revision,
        stamp=entry.revised_at.astimezone(UTC),
        start=start,
        end=end,
        summary=entry.title,
        description=entry.text,
        url=entry.link,
        organizer=f"mailto:{entry.sender}",
        classification=CLASS.PRIVATE,
        status=STATUS.CANCELLED if entry.cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT if entry.cancelled else TRANSP.OPAQUE,
    )
    if not entry.cancelled:
        written.add_component(alarm(entry.title))
    return written


def alarm(text: str) -> Alarm:
    ringing = Alarm.new(description=text)
    ringing.add("action", "DISPLAY")
    ringing.TRIGGER = -AHEAD
    return ringing


def by_the_wall(entry: Entry) -> list[datetime]:
    """Return start and end by the group's own clock; in UTC in a night when it shows one of them twice.

    Some calendars take such an hour for its first time, some for its second.
    """
    moments = [entry.starts_at.astimezone(UTC), entry.ends_at.astimezone(UTC)]
    local = [moment.astimezone(ZoneInfo(entry.zone)) for moment in moments]
    return moments if any(happens_twice(moment) for moment in local) else local


def happens_twice(moment: datetime) -> bool:
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def finish(calendar: Calendar, events: list[Event]) -> bytes:
    """Put the clocks that are spoken of before the meetings, each for no longer than it is needed."""
    years = [moment.year for told in events for moment in (told.start, told.end)]
    for told in events:
        calendar.add_component(told)
    zones = [zone(name, min(years), max(years)) for name in sorted(calendar.get_missing_tzids())]
    head, first, rest = calendar.to_ical().partition(b"BEGIN:VEVENT")
    return b"".join([head, *zones, first, rest])


@cache
def zone(name: str, first: int, last: int) -> bytes:
    """Describe a clock from the year before the first to the year after the last; written once."""
    described = Timezone.from_tzid(name, first_date=date(first - 1, 1, 1), last_date=date(last + 1, 1, 1))
    described.pop("comment")
    described.subcomponents = [change for part in described.subcomponents for change in changes(part)]
    return described.to_ical()


def changes(part: Change) -> Iterator[Change]:
    """Tell each clock change by itself: some calendars read the first of a list of dates only."""
    repeated = part.pop("rdate", None)
    yield part
    for again in repeated.dts if repeated else []:
        change = deepcopy(part)
        change["dtstart"] = vDDDTypes(again.dt)
        yield change
