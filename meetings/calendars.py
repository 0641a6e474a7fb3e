"""What does a calendar learn of a meeting? When it is and where to read on; never who, what about or how to join."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr
from functools import cache
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
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

from groups.models import Person
from meetings.models import Meeting

AHEAD = timedelta(minutes=15)  # when the calendar itself rings; the mails before that are ours
REREAD = timedelta(hours=1)
Change = TimezoneStandard | TimezoneDaylight
REMEMBERED = timedelta(days=90)  # for so long a calendar goes on showing what is over


def in_calendar_of(person: Person, *, now: datetime) -> QuerySet[Meeting]:
    """Find what a person's calendar shows: the meetings of rooms that are open to them, cancelled ones as such."""
    rooms = person.memberships.signed().values("group")
    recent = Meeting.objects.filter(group__in=rooms, ends_at__gt=now - REMEMBERED)
    return recent.select_related("group").order_by("starts_at")


def feed(meetings: Iterable[Meeting], person: Person) -> bytes:
    """Write all that a person's calendar shows, for calendars that come back to read it again."""
    with translation.override(person.language):
        calendar = begin("PUBLISH")
        calendar.calendar_name = _("Peer group meetings")
        calendar.add("refresh-interval", REREAD, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", REREAD)
        return finish(calendar, [entry(meeting, person) for meeting in meetings])


def file(meeting: Meeting, person: Person) -> bytes:
    """Write one meeting for a person to add to their calendar."""
    return finish(begin("PUBLISH"), [entry(meeting, person)])


def news(meeting: Meeting, person: Person) -> bytes:
    """Write what changes or ends a meeting in the calendar it stands in already; it asks for no answer."""
    event = entry(meeting, person)
    addressee = vCalAddress(f"mailto:{person.email}")
    addressee.params["RSVP"] = "FALSE"
    event.add("attendee", addressee)
    return finish(begin(news_method(meeting)), [event])


def news_method(meeting: Meeting) -> str:
    return "CANCEL" if meeting.cancelled_at else "REQUEST"


def begin(method: str) -> Calendar:
    calendar = Calendar()
    for name, value in {"prodid": "-//Peergroups//Meetings//EN", "version": "2.0", "method": method}.items():
        calendar.add(name, value)
    return calendar


def entry(meeting: Meeting, person: Person) -> Event:
    """Write one meeting: always the same id, and a sequence that rises with each move and with the end."""
    start, end = by_the_wall(meeting)
    called, link = title(meeting, person), urljoin(settings.SITE_URL, meeting.get_absolute_url())
    event = Event.new(
        uid=f"meeting-{meeting.pk}@peergroups",
        sequence=meeting.revision,
        stamp=meeting.revised_at.astimezone(UTC),
        start=start,
        end=end,
        summary=called,
        description=_("The agenda and how to join: %(link)s") % {"link": link},
        url=link,
        organizer=f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
        classification=CLASS.PRIVATE,
        status=STATUS.CANCELLED if meeting.cancelled_at else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT if meeting.cancelled_at else TRANSP.OPAQUE,
    )
    if not meeting.cancelled_at:
        event.add_component(alarm(called))
    return event


def title(meeting: Meeting, person: Person) -> str:
    """Call every meeting the same, unless the person wants to see whose it is; in one line whatever was typed."""
    if not person.calendar_names_group:
        return _("Peer group meeting")
    group = "".join(letter if letter.isprintable() else " " for letter in meeting.group.name)
    return _("%(group)s: peer group meeting") % {"group": " ".join(group.split())}


def alarm(text: str) -> Alarm:
    ringing = Alarm.new(description=text)
    ringing.add("action", "DISPLAY")
    ringing.TRIGGER = -AHEAD
    return ringing


def by_the_wall(meeting: Meeting) -> list[datetime]:
    """Return start and end by the group's own clock; in UTC in a night when it shows one of them twice.

    Some calendars take such an hour for its first time, some for its second.
    """
    moments = [meeting.starts_at.astimezone(UTC), meeting.ends_at.astimezone(UTC)]
    local = [moment.astimezone(meeting.group.clock) for moment in moments]
    return moments if any(happens_twice(moment) for moment in local) else local


def happens_twice(moment: datetime) -> bool:
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def finish(calendar: Calendar, events: list[Event]) -> bytes:
    """Put the clocks that are spoken of first, each for no longer than it is needed."""
    years = [moment.year for event in events for moment in (event.start, event.end)]
    for event in events:
        calendar.add_component(event)
    zones = [zone(name, min(years), max(years)) for name in sorted(calendar.get_missing_tzids())]
    calendar.subcomponents[:0] = zones
    return calendar.to_ical()


@cache
def zone(name: str, first: int, last: int) -> Timezone:
    """Describe a clock from the year before the first to the year after the last; looked up once."""
    described = Timezone.from_tzid(name, first_date=date(first - 1, 1, 1), last_date=date(last + 1, 1, 1))
    described.pop("comment")
    described.subcomponents = [change for part in described.subcomponents for change in changes(part)]
    return described


def changes(part: Change) -> Iterator[Change]:
    """Tell each clock change by itself: some calendars read the first of a list of dates only."""
    repeated = part.pop("rdate", None)
    yield part
    for again in repeated.dts if repeated else []:
        change = deepcopy(part)
        change["dtstart"] = vDDDTypes(again.dt)
        yield change
