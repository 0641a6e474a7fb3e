"""Is nothing of an update lost when the line goes, a session ends, or a second device writes too?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.tests.makers import make_room
from meetings.tests.makers import make_meeting
from peergroups.tests.browser import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
BOX = "Your biggest challenge"


def status(visitor, state):
    visitor.page.locator(f"[data-saved][data-state={state}]").wait_for()


def test_an_update_outlives_a_lost_line_a_lost_session_and_a_second_device(visit, client):
    group, _sam, priya = make_room()
    address = f"/meetings/{make_meeting(group, timezone.now() + timedelta(days=3), now=timezone.now()).pk}/update/"
    phone, laptop = visit(viewport=PHONE), visit(viewport=DESK)
    phone.come_in_as(priya, client)
    phone.open(address)
    the_line_goes(phone)
    the_session_ends(phone, priya, client)
    two_devices_write(phone, laptop, address, priya, client)


def the_line_goes(phone):
    """The words stay on the page, and are saved once the line is back."""
    phone.context.set_offline(True)
    phone.fill(BOX, "Half of it")
    status(phone, "offline")
    phone.context.set_offline(False)
    status(phone, "kept")


def the_session_ends(phone, priya, client):
    """Signed out and in again elsewhere: the page left open goes on by itself."""
    client.logout()
    phone.fill(BOX, "Half of it, and")
    status(phone, "out")
    phone.press("Share it")
    phone.sees("You are signed out.")
    phone.context.clear_cookies(name="csrftoken")
    phone.come_in_as(priya, client)
    phone.page.evaluate("dispatchEvent(new Event('focus'))")
    status(phone, "kept")


def two_devices_write(phone, laptop, address, priya, client):
    """The second is told while it types, sees both texts, and keeps both."""
    laptop.come_in_as(priya, client)
    laptop.open(address)
    assert laptop.page.get_by_label(BOX).input_value() == "Half of it, and"
    phone.fill(BOX, "From the phone")
    phone.press("Save the draft")
    phone.sees("Saved.")
    laptop.fill(BOX, "From the laptop")
    status(laptop, "conflict")
    laptop.press("Share it")
    laptop.sees("Both texts stand here")
    laptop.sees("From the phone")
    assert laptop.page.get_by_label(BOX).input_value() == "From the laptop"
    laptop.press("Keep both texts")
    laptop.sees("Saved.")
    assert laptop.page.get_by_label(BOX).input_value() == "From the laptop\n\nFrom the phone"
    laptop.press("Share it")
    laptop.sees("Shared. Your group can read it now.")


def test_without_scripts_a_draft_is_kept_by_a_button_and_a_second_device_overwrites_nothing(visit, client):
    group, _sam, priya = make_room()
    address = f"/meetings/{make_meeting(group, timezone.now() + timedelta(days=3), now=timezone.now()).pk}/update/"
    phone, laptop = (visit(viewport=size, java_script_enabled=False) for size in (PHONE, DESK))
    for device in (phone, laptop):
        device.come_in_as(priya, client)
        device.open(address)

    phone.fill(BOX, "From the phone")
    phone.press("Save the draft")
    phone.sees("Saved.")
    laptop.fill(BOX, "From the laptop")
    laptop.press("Share it")

    laptop.sees("Both texts stand here")
    laptop.press("Keep both texts")
    laptop.press("Share it")
    laptop.sees("Shared. Your group can read it now.")
