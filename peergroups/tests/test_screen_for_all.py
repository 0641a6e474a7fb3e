"""Can a whole room use the screen that hangs on the wall, whatever the meeting is at? It goes on by itself."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from groups import wall
from groups.tests.makers import make_room
from meetings.live import attending, leading
from meetings.models import Sitting
from meetings.tests.makers import make_meeting, make_seat
from peergroups.tests.axe import judge

pytestmark = pytest.mark.django_db(transaction=True)

WALL = {"width": 1920, "height": 1080}
TOO_LONG = "document.documentElement.scrollHeight > innerHeight"
QUESTION = "Do I want to run the second shop at all, or do I only not dare to tell Maya that I would rather sell it?"


@pytest.fixture
def meeting(time_machine):
    """It begins now; Priya has the hot seat, and wants advice."""
    group, sam, priya = make_room()
    now = timezone.now()
    meeting = make_meeting(group, now + timedelta(days=1), now=now)
    make_seat(meeting, priya, now=now).want("advice")
    meeting.sam = sam
    time_machine.move_to(meeting.starts_at)
    return meeting


def test_a_screen_for_all_can_be_read_and_used_in_every_phase(visit, client, meeting, time_machine):
    visitor = visit(viewport=WALL, reduced_motion="reduce")
    visitor.come_in_as(meeting.sam, client)
    visitor.open(reverse("meetings:present", args=[meeting.pk]))
    faults = {}

    def shows(*words):
        for text in words:
            expect(visitor.page.locator("main")).to_contain_text(text)
        found = judge(visitor.page, {"wall": WALL})
        visitor.page.set_viewport_size(WALL)
        found += ["does not fit on the screen"] if visitor.page.evaluate(TOO_LONG) else []
        faults.update({f"{words[0]}: {fault}": None for fault in found})

    shows("We begin soon", "Join on your phone")
    sitting = leading.start(meeting, meeting.sam, now=timezone.now())
    shows("Opening", "Next: ")
    turn(sitting, "solutions")
    seat = meeting.hot_seats.get()
    with wall.as_person(seat.person):
        attending.name_cause(sitting, seat, QUESTION, now=timezone.now())
    shows("Priya’s hot seat: solutions", QUESTION, "Next: ")
    leading.pause(sitting, now=timezone.now())
    shows("Paused at", QUESTION)
    leading.go_on(sitting, now=timezone.now())
    turn(sitting, "")
    time_machine.shift(20 * 60)
    leading.more(sitting, now=timezone.now())
    shows("Rate and close", "min over")
    with wall.as_person(meeting.sam):
        leading.end(sitting, now=timezone.now())
    shows("The meeting is over")
    visitor.open(meeting.get_live_url())
    visitor.sees("What we take with us")

    assert [*faults, *judge(visitor.page)] == []


def turn(sitting, step):
    """Go to a step of the hot seat, or to the last part."""
    stretch = Sitting.objects.get(pk=sitting.pk).stretches.filter(step=step).last()
    leading.turn_to(sitting, stretch, now=timezone.now())
