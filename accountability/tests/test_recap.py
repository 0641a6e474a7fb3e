"""Does a recap tell what a group agreed on, and its mail each what is theirs?"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accountability import recap as recaps
from accountability.models import commit
from accountability.tests.held import end, none, phone, settle, take_down, write_commitment
from accountability.tests.pages import kept
from groups import wall
from groups.tests.makers import make_member
from meetings import parking
from meetings.tests.makers import make_seat
from peergroups.outbox import sending
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db


def recap(room, person):
    return phone(person).get(reverse("accountability:recap", args=[room.meeting.pk]))


def close(room):
    """Let each say it in another way, and end."""
    make_seat(room.meeting, room.priya, now=timezone.now() - timedelta(days=1))
    with wall.as_person(room.arun):
        parking.park(room.group, room.arun, "Whether to hire", now=timezone.now())
    write_commitment(room, room.priya, first_step="Monday at nine")
    take_down(room, room.arun)
    none(room, room.sam)
    return end(room)


def test_the_end_leads_to_what_the_group_takes_along_and_to_no_more(room):
    answer = close(room)

    assert answer["Location"] == reverse("accountability:recap", args=[room.meeting.pk])
    shown = recap(room, room.priya).content.decode()
    for words in ("Call Ann", "none this month", "has not confirmed it yet", "Whether to hire", "We meet next"):
        assert words in shown
    assert "Ring the bank" not in shown


def test_who_sat_in_the_hot_seat_is_led_to_their_notes_and_nobody_else_is(room):
    close(room)

    notes = reverse("meetings:notes", args=[room.meeting.pk])
    assert [notes in recap(room, person).content.decode() for person in (room.priya, room.arun)] == [True, False]


def test_what_was_taken_down_is_confirmed_from_the_recap(room):
    close(room)
    assert "Ring the bank" in recap(room, room.arun).content.decode()

    settle(room, room.arun, "take")

    assert {what for what, day in kept(room.arun)} == {"Call Ann", "Ring the bank"}
    assert "Ring the bank" in recap(room, room.priya).content.decode()


def test_before_the_end_there_is_no_recap(room):
    assert recap(room, room.priya)["Location"] == room.meeting.get_absolute_url()


def test_each_member_gets_one_mail_with_their_own_days_and_no_word(room):
    make_member(room.group, "Una Sign", signed=False)
    close(room)

    owed = Delivery.objects.filter(kind="recap")
    assert set(owed.values_list("person", flat=True)) == {one.pk for one in (room.sam, room.priya, room.arun, room.jo)}
    assert max(owed.values_list("due_at", flat=True)) <= timezone.now() + timedelta(minutes=10)


@pytest.mark.django_db(transaction=True)
def test_the_mail_says_how_many_for_which_days_and_when_next(room):
    room.sitting.here.filter(person=room.jo).delete()
    room.meeting.attendances.update_or_create(
        person=room.jo, defaults={"answer": "cant", "answered_at": room.sitting.started_at}
    )
    close(room)
    sending.drain(now=timezone.now())

    told = {letter.to[0]: letter for letter in mail.outbox}
    people = (room.priya, room.arun, room.sam, room.jo)
    bodies = {person: told[person.email].body for person in people}
    assert [told[person.email].subject.partition(" on ")[0] for person in people] == [
        "What you said",
        "What you said",
        "You met",
        "We missed you",
    ]
    assert "You have 1 commitment from this meeting" in bodies[room.priya]
    assert "waits until you confirm it" in bodies[room.arun]
    assert "You have no commitment" in bodies[room.sam]
    assert "You have no commitment" not in bodies[room.jo]
    assert [text for text in bodies.values() if "Call Ann" in text or "Ring the bank" in text] == []
    assert all("You meet next: " in text for text in bodies.values())


def test_who_has_left_since_gets_none(room):
    close(room)
    room.group.memberships.get(person=room.priya).leave(now=timezone.now())
    delivery = Delivery.objects.get(kind="recap", person=room.priya)

    assert not recaps.still_true(delivery, now=timezone.now())


def test_the_page_costs_the_same_with_one_commitment_and_with_three(room, django_assert_num_queries):
    close(room)
    browser = phone(room.sam)
    page = reverse("accountability:recap", args=[room.meeting.pk])
    browser.get(page)
    with CaptureQueriesContext(connection) as once:
        browser.get(page)
    for person in (room.arun, room.jo):
        with wall.as_person(person):
            commit(room.group, person, meeting=room.meeting, now=timezone.now(), due_on=room.later, what="More")
            parking.park(room.group, person, "More", now=room.sitting.started_at)

    with django_assert_num_queries(len(once)):
        browser.get(page)
    assert len(once) <= 25
