"""Who is asked in tests of a poll, and about which times?"""

import pytest
from django.utils import timezone

from groups.tests.makers import make_member, make_room
from meetings.polls.tests.polled import A_DAY
from meetings.tests.makers import make_poll


@pytest.fixture
def room():
    """Mill Street with Sam, Priya and Arun in Kolkata."""
    group, group.sam, group.priya = make_room()
    group.arun = make_member(group, "Arun Rao", time_zone="Asia/Kolkata")
    group.now = timezone.now().replace(second=0, microsecond=0)
    return group


@pytest.fixture
def poll(room):
    """Two times, in ten days and in twelve; answers count for five days."""
    starts = (room.now + 10 * A_DAY, room.now + 12 * A_DAY)
    poll = make_poll(room, *starts, by=room.sam, now=room.now, closes_at=room.now + 5 * A_DAY)
    poll.first, poll.second = poll.slots.all()
    return poll
