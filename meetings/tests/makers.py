"""The smallest valid meetings, for the tests of this app and of those above it."""

from datetime import UTC, datetime, time, timedelta

from groups.tests.makers import NOON
from meetings import requesting
from meetings.models import Cadence
from meetings.models.hot_seats import assign
from meetings.planning import plan_meeting
from meetings.polls import asking
from peergroups.kit.zone_data import release

SOON = NOON + timedelta(days=2)


def make_meeting(group, starts_at=SOON, minutes=90, *, now=NOON, **where):
    given = {"place": "in_person", "address": "12 Mill Street"}
    return plan_meeting(group, starts_at, minutes, now=now, **given | where)


def make_cadence(group, *, now=NOON, **fields):
    """Write down that a group meets on the third Thursday of each month, with none of its dates."""
    rule = {"pattern": Cadence.Pattern.MONTHLY, "nth": 3, "weekday": 3, "first_on": now.date(), "time": time(9)}
    kept = {"minutes": 90, "saved_at": now, "news_since": now, "zone": group.zone, "zone_data": release()}
    return Cadence.objects.create(group=group, **rule | kept | fields)


def make_seat(meeting, person, *, now=NOON):
    """Give the first free hot seat of a meeting to a person."""
    return assign(meeting.agenda_items.filter(kind="hot_seat", seat=None).first(), person, now=now)


def make_request(group, person, route="seat", *, now=NOON, audience="group", reader=None, **given):
    """Ask for a hot seat, or all for 48 hours; only its author may."""
    facts = {"help": "advice", "is_factual": False, "needed_by": None, "question": "Whether to buy the van"}
    made = requesting.begin(group, person, audience=audience, reader=reader, now=now, **facts | given)
    if route:
        requesting.send(made, route, now=now)
    return made


def make_poll(group, *starts, by, now=NOON, minutes=90, closes_at=None, moves=None, **where):
    """Ask a group which times suit; answers count until an hour before the first unless told."""
    given = {"place": "video", "link": "https://call.example.org/1"} | where
    closes_at = closes_at or min(starts) - timedelta(hours=1)
    return asking.start(group, starts, minutes=minutes, closes_at=closes_at, by=by, now=now, moves=moves, **given)


def utc(text):
    """Read "2027-03-28T07:00" as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
