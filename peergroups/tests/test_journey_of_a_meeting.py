"""Does a meeting run on everybody's phone at once: one clock, one plan, and on when a phone or a line is lost?"""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from groups.tests.makers import make_member, make_room
from meetings.models import Sitting
from meetings.tests.makers import make_meeting, make_seat
from peergroups.tests.browser import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
CLOCK = "document.getElementById('clock').textContent"


@pytest.fixture
def phones(visit, time_machine):
    """Sam leads from a desk, Priya has the hot seat, Arun sits in the dark; the meeting begins now."""
    group, sam, priya = make_room()
    arun, now = make_member(group, "Arun Rao"), timezone.now()
    meeting = make_meeting(group, now + timedelta(days=1), now=now)
    make_seat(meeting, priya, now=now)
    time_machine.move_to(meeting.starts_at)
    looks = {sam: {"viewport": DESK}, priya: {"viewport": PHONE}, arun: {"viewport": PHONE, "color_scheme": "dark"}}
    return meeting, {person.first_name: entered(visit(**how), person, meeting) for person, how in looks.items()}


def entered(visitor, person, meeting):
    visitor.come_in_as(person, Client())
    visitor.open(meeting.get_live_url())
    return visitor


def seconds(text):
    minutes, rest = re.fullmatch(r"(\d+):(\d\d)", text).groups()
    return 60 * int(minutes) + int(rest)


def test_one_clock_and_one_plan_for_all_and_a_lost_leader_is_followed_by_another(phones, time_machine):
    meeting, by = phones
    sam, priya, arun = by["Sam"], by["Priya"], by["Arun"]
    sam.press("Start the meeting")
    for phone in (priya, arun):
        phone.sees("Opening and charter line")
        phone.press("I am here, in private, not recording")
    sam.sees("Here (3)")
    shown = [seconds(phone.page.evaluate(CLOCK)) for phone in by.values()]
    assert max(shown) - min(shown) <= 1

    sam.page.locator("body").press("n")
    priya.page.get_by_role("heading", name="Updates").wait_for()
    priya.press("Raise my hand")
    sam.sees("1 would like to speak")
    sam.page.locator("body").press(" ")
    arun.sees("Paused at")

    sam.page.locator("body").press(" ")
    sam.page.get_by_text("Change the plan").click()
    sam.page.get_by_label("Part").select_option(label="Priya: present")
    time_machine.shift(30)
    sam.press("Go there")
    arun.page.get_by_role("heading", name="Priya’s hot seat: present").wait_for()
    sam.page.context.close()
    time_machine.shift(61)
    arun.press("Lead the meeting")
    priya.sees("led by Arun")
    assert Sitting.objects.get(meeting=meeting).leader.first_name == "Arun"


def test_a_lost_line_is_said_and_the_clock_goes_on(phones):
    _meeting, by = phones
    sam, priya = by["Sam"], by["Priya"]
    sam.press("Start the meeting")
    priya.sees("Opening and charter line")

    priya.page.context.set_offline(True)
    priya.sees("No connection just now")
    expect(priya.page.locator("#clock")).not_to_have_text(priya.page.evaluate(CLOCK))
    sam.page.locator("body").press("n")
    priya.page.context.set_offline(False)

    priya.page.get_by_role("heading", name="Updates").wait_for()
    assert not priya.page.get_by_text("No connection just now").is_visible()
    lost = [fault for fault in priya.faults if "Failed to fetch" in fault]
    assert priya.faults == lost != []  # the browser says of each try that the line was gone, and nothing else is wrong
    priya.faults.clear()
