"""What time is a meeting for each of its people, and has their hour moved since the last one? In words."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from groups.models import Membership
from meetings.drift import Drift, drift
from meetings.models import Meeting
from peergroups.kit import spoken


def drift_line(meeting: Meeting, before: datetime | None, zone: str) -> str:
    """Say in one line that clocks changed since the last meeting; nothing for whoever travels to it."""
    if before is None or meeting.zone_shown:
        return ""
    moved = drift(before, meeting.starts_at, zone=zone, group_zone=meeting.group.zone)
    return said(moved, spoken.place(meeting.group.zone)) if moved else ""


def said(moved: Drift, city: str) -> str:
    words = {
        "city": city,
        "at": hour(moved.at, with_day=moved.another_day),
        "before": hour(moved.before, with_day=moved.another_day),
    }
    if not moved.own:
        return _("Clocks in %(city)s changed: this is %(at)s for you, last time it was %(before)s.") % words
    if not moved.groups:
        return _("Your clock changed: this is %(at)s for you, last time it was %(before)s.") % words
    return _("Clocks changed, yours and in %(city)s: this is %(at)s for you, last time it was %(before)s.") % words


def hour(at: datetime, *, with_day: bool) -> str:
    """Read the clock, with the day of the week where it is not the one expected."""
    if not with_day:
        return spoken.clock(at)
    return _("%(time)s on %(weekday)s") % {"weekday": date_format(at, "l"), "time": spoken.clock(at)}


def hours_of_others(meeting: Meeting, people: Iterable[Membership], zone: str) -> list[str]:
    """Say when it begins for those whose clocks show another time than the reader's: for Arun 2:30 pm."""
    if meeting.zone_shown:
        return []
    names: dict[datetime, list[str]] = {}
    own = wall(meeting.starts_at, zone)
    for place in people:
        names.setdefault(wall(meeting.starts_at, place.person.time_zone), []).append(place.person.first_name)
    names.pop(own, None)
    told = [(spoken.listed(names[at]), hour(at, with_day=at.date() != own.date())) for at in sorted(names)]
    return [_("for %(names)s %(time)s") % {"names": who, "time": time} for who, time in told]


def wall(moment: datetime, zone: str) -> datetime:
    """Return what the clock on the wall shows, and nothing of where it hangs."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
