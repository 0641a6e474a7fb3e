"""The smallest valid meetings, for the tests of this app and of those above it."""

from datetime import UTC, datetime, timedelta

from groups.tests.makers import NOON
from meetings.models.hot_seats import assign
from meetings.planning import plan_meeting

SOON = NOON + timedelta(days=2)


def make_meeting(group, starts_at=SOON, minutes=90, *, now=NOON, **where):
    given = {"place": "in_person", "address": "12 Mill Street"}
    return plan_meeting(group, starts_at, minutes, now=now, **given | where)


def make_seat(meeting, person, *, now=NOON):
    """Give the first free hot seat of a meeting to a person."""
    return assign(meeting.agenda_items.filter(kind="hot_seat", seat=None).first(), person, now=now)


def utc(text):
    """Read "2027-03-28T07:00" as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
