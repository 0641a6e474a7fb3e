"""The smallest valid commitments, for the tests of this app and of those above it."""

from datetime import UTC, date, datetime, timedelta

from accountability.models import commit
from groups import wall
from meetings.tests import makers as meetings

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday
THURSDAY = date(2026, 11, 26)


def make_commitment(group, person, what="Call three old customers", *, due_on=THURSDAY, now=NOON, **fields):
    """Let a member commit to something, two days before it is due unless said otherwise."""
    with wall.as_person(person):
        return commit(group, person, what=what, due_on=due_on, now=now, **fields)


def make_follow_up(commitment, outcome="done", line="", *, now=NOON):
    """Let the owner say how it went."""
    with wall.as_person(commitment.person):
        return commitment.follow_up(outcome, line, now=now)


def make_meeting(group, days=7):
    """Let a group meet, so many days from Tuesday noon."""
    return meetings.make_meeting(group, NOON + timedelta(days=days), now=NOON)
