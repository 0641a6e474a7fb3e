"""What do calendars make of our files? Read by two programs that know nothing of each other."""

from datetime import UTC

import icalendar
import vobject

FIELDS = ("uid", "sequence", "status", "summary")


def read(content):
    """Return what a file says of each meeting; both readers must agree, the second by the clocks in the file alone."""
    ours, other = by_icalendar(content), by_vobject(content)
    assert ours == other
    return ours


def by_icalendar(content):
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return [
        {field: str(event[field]) for field in FIELDS}
        | {"start": event.start.astimezone(UTC), "end": event.end.astimezone(UTC)}
        for event in events
    ]


def by_vobject(content):
    """Read by the clocks that the file describes: what earlier files or the system say of them is forgotten first."""
    vars(vobject.icalendar)["__tzidMap"].clear()
    vobject.icalendar.registerTzid("UTC", UTC)
    calendar = vobject.readOne(content.decode())
    return [
        {field: getattr(event, field).value for field in FIELDS}
        | {"start": event.dtstart.value.astimezone(UTC), "end": event.dtend.value.astimezone(UTC)}
        for event in calendar.contents.get("vevent", [])
    ]


def method(content):
    return str(icalendar.Calendar.from_ical(content)["METHOD"])


def lines(content):
    """Return the lines of a file, put together again where they were folded."""
    return content.decode().replace("\r\n ", "").split("\r\n")
