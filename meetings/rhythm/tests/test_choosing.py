"""Can a facilitator choose a rhythm on its page, see what it does to whom, and save it?"""

import re
from dataclasses import replace
from datetime import time

import pytest
from django.core import mail

from groups.tests.makers import NOON
from meetings.models import Cadence
from meetings.rhythm.tests.makers import RULE, THURSDAYS, TYPED, address, days, make_rhythm
from meetings.rhythm.tests.sent import files
from meetings.tests.calendars import method, read
from meetings.tests.makers import make_meeting, utc
from peergroups.outbox import sending
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
REFUSED = [
    ("nth", {"nth": ""}, "Choose one from the list."),
    ("every", {"pattern": "weeks"}, "Enter a number of weeks from 1 to 12."),
    ("every", {"pattern": "weeks", "every": "0"}, "Enter a number of weeks from 1 to 12."),
    ("weekday", {"weekday": "9"}, "Choose one from the list."),
    ("first_on", {"first_on": "2030-01-01"}, "Choose a day within the next two years."),
    ("first_on", {"first_on": "2025-12-01"}, "Choose a day still to come. Meetings held stay as they were."),
    ("first_on", {"first_on": "9999-12-31"}, "Choose a day within the next two years."),
    ("time", {"time": "25:00"}, "Enter a time like 18:00."),
    ("minutes", {"minutes": "5"}, "A meeting takes at least 30 minutes."),
    ("link", {"link": "https://a.example/\r\nBcc: x"}, "Enter a link that begins with https://."),
    ("link", {"link": ""}, "Enter the link to the call."),
    ("address", {"address": "🎉" * 300}, "Say it in at most 200 characters."),
    ("day_2026-02-19", {"time_2026-02-19": "10:00"}, "Choose the day it moves to."),
    ("time_2026-02-19", {"day_2026-02-19": "2026-02-20"}, "Choose the time."),
    ("day_2026-02-19", {"after_2026-02-19": "on"}, "Choose the day it moves to."),
    ("day_2026-02-19", {"day_2026-02-19": "2026-01-12", "time_2026-02-19": "10:00"}, "Choose a day and time still"),
    ("time_2026-02-19", {"day_2026-02-19": "2026-03-29", "time_2026-02-19": "01:30"}, "Clocks change that night"),
    ("day_2026-02-19", {"day_2026-02-19": "2026-03-19", "time_2026-02-19": "09:00"}, "The group already meets"),
]


@pytest.fixture
def say(client, room):
    """Type into the page as the facilitator, and press one of its buttons."""

    def press(step, **typed):
        return client.post(address(room), TYPED | typed | {"step": step})

    return press


def send(client, room, page):
    """Confirm what a page asks: post all that it carries."""
    content = page.content.decode()
    carried = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', content))
    return client.post(address(room), carried | {"step": "send"}, follow=True)


def test_looking_shows_the_next_dates_and_saves_nothing(say, room):
    page = say("look").content.decode()

    assert re.findall(r'name="skip_([^"]+)"', page) == THURSDAYS
    assert "Third Thursday of each month, 9:00 am (London)" in page
    assert (Cadence.objects.count(), room.meetings.count(), Delivery.objects.count()) == (0, 0, 0)


def test_saving_asks_once_and_says_how_many_people_hear_of_it(say, client, room):
    asked = say("save")

    assert "2 people get updated calendar invitations." in asked.content.decode()
    assert room.meetings.count() == 0
    assert "Saved. 2 people get updated calendar invitations." in send(client, room, asked).content.decode()
    assert days(room) == THURSDAYS


def test_everybody_gets_one_mail_with_every_date_in_one_file(say, client, room):
    send(client, room, say("save"))

    sending.drain(now=NOON)

    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([room.sam.email, room.priya.email])
    [content] = files(room.priya)
    assert (method(content), len(read(content))) == ("PUBLISH", 12)
    assert {event["summary"] for event in read(content)} == {"Peer group meeting"}
    assert "call.example.org" not in mail.outbox[0].message().as_string()


def test_a_date_is_skipped_before_anybody_hears_of_it_and_held_after_all(say, client, room):
    send(client, room, say("save", **{"skip_2026-12-17": "on"}))

    assert days(room) == [*THURSDAYS[:-1], "2027-01-21"]
    make_rhythm(room)
    assert days(room) == [*THURSDAYS, "2027-01-21"]


def test_one_date_moves_by_hand_and_keeps_its_place_when_the_rhythm_changes(say, client, room):
    send(client, room, say("save", **{"day_2026-02-19": "2026-02-20", "time_2026-02-19": "10:00"}))

    make_rhythm(room, replace(RULE, weekday=1, nth=4))

    assert days(room)[:3] == ["2026-01-27", "2026-02-20", "2026-03-24"]


def test_all_after_a_date_move_with_it(say, client, room):
    make_rhythm(room)
    typed = {"day_2026-03-19": "2026-03-24", "time_2026-03-19": "10:00", "after_2026-03-19": "on"}

    send(client, room, say("save", **typed))

    assert days(room)[:4] == ["2026-01-15", "2026-02-19", "2026-03-24", "2026-04-28"]
    assert len(set(days(room))) == 12
    assert {meeting.revision for meeting in room.meetings.upcoming(NOON)[:2]} == {0}


def test_what_has_changed_meanwhile_is_shown_once_more(say, client, room):
    asked = say("save")
    make_rhythm(room, replace(RULE, at=time(8)))

    page = send(client, room, asked).content.decode()

    assert "have changed meanwhile" in page
    assert room.cadence.time == time(8)


def test_what_makes_no_sense_is_said_beside_its_box_and_nothing_typed_is_lost(say, room):
    for field, typed, sentence in REFUSED:
        page = say("save", **typed)

        [errors] = [form.errors[field] for form in forms_on(page) if field in form.errors]
        assert (page.status_code, sentence in errors[0]) == (422, True)
        assert [name for name, text in typed.items() if kept_in(page, name) not in (text, text == "on")] == []

    assert room.meetings.count() == 0


def forms_on(page):
    return [page.context["rhythm"], page.context["dates"]]


def kept_in(page, name):
    [box] = [form[name] for form in forms_on(page) if name in form.fields]
    return box.value()


def test_rubbish_for_a_date_is_left_alone(say):
    assert say("look", **{"skip_2026-13-45": "on", "day_": "x"}).status_code == 200


def test_members_see_the_rhythm_where_they_see_their_meetings(client, room):
    make_rhythm(room)
    client.force_login(room.priya)

    for page in (room.get_absolute_url(), room.cadence.get_absolute_url()):
        assert "Third Thursday of each month, 9:00 am (London)" in client.get(page).content.decode()


def test_warnings_are_seen_before_anything_is_saved(say, room):
    room.priya.time_zone, room.priya.country = "Asia/Kolkata", ""
    room.priya.save()

    page = say("look", weekday="4", nth="1", time="18:30").content.decode()

    assert "Saturday, 12:00 am or 11:00 pm (Kolkata) for Priya." in page
    assert "Mahatma Gandhi." not in page  # at her midnight it is over
    assert "New Year&#x27;s Day, a public holiday in Britain (UK): Sam." in page


def test_a_wish_without_a_change_says_so(client, room, say):
    make_rhythm(room)

    assert "No date changes, so nobody gets a mail." in say("save").content.decode()


def test_two_dates_can_change_places(say, client, room):
    make_rhythm(room)
    before = list(room.meetings.upcoming(NOON))[:2]
    moved = {"day_2026-01-15": "2026-02-19", "time_2026-01-15": "09:00"}
    moved |= {"day_2026-02-19": "2026-01-15", "time_2026-02-19": "09:00"}

    send(client, room, say("save", **moved))

    assert list(room.meetings.upcoming(NOON))[:2] == before[::-1]


def test_a_date_moved_to_where_the_group_meets_on_a_day_of_its_own_is_refused_beside_it(say, client, room):
    make_meeting(room, utc("2026-01-24T10:00"))

    page = say("save", **{"day_2026-01-15": "2026-01-24", "time_2026-01-15": "10:00"})

    assert page.status_code == 422
    assert "The group already meets at this time." in page.content.decode()
