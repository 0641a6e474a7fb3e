"""Does Monday's mail come to whoever has something before them and was not just here, once, and to nobody else?"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accountability.tests.makers import make_commitment
from groups.tests.makers import make_member, make_room
from meetings.tests.makers import make_meeting, utc
from peergroups import summary
from peergroups.outbox import letters
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
MONDAY = utc("2026-11-30T08:05")  # in London; nobody in New York is up


@pytest.fixture
def room():
    """Priya committed to something for this week; Sam of the same group did not, Jo lives in New York."""
    group, group.sam, group.priya = make_room()
    group.jo = make_member(group, "Jo Bell", time_zone="America/New_York")
    for person in (group.priya, group.jo):
        make_commitment(group, person, "Canary", due_on=date(2026, 12, 3))
    return group


def asked(now=MONDAY):
    summary.plan(now=now)
    return [row.person.first_name for row in Delivery.objects.order_by("owed_at").select_related("person")]


def test_it_comes_once_to_whoever_has_something_before_them(room):
    assert (asked(), asked(MONDAY + timedelta(minutes=1))) == (["Priya"], ["Priya"])


@pytest.mark.parametrize("away", [timedelta(days=1), timedelta(hours=-1), timedelta(hours=1)])
def test_it_comes_on_monday_at_eight_by_ones_own_clock(room, away):
    assert asked(MONDAY + away) == []


def test_another_zone_has_its_own_eight_oclock(room):
    assert asked(MONDAY + timedelta(hours=5)) == ["Jo"]


def test_whoever_was_just_here_is_left_in_peace_even_when_it_is_owed(room):
    asked()
    delivery = Delivery.objects.get()
    assert summary.still_true(delivery, now=MONDAY)

    type(room.priya).objects.filter(pk=room.priya.pk).update(last_login=MONDAY - timedelta(hours=47))

    assert not summary.still_true(delivery, now=MONDAY)


def test_whoever_had_a_mail_this_week_has_heard(room):
    times = {"due_at": MONDAY, "useless_after": MONDAY, "next_attempt_at": MONDAY, "owed_at": MONDAY}
    about = {"about_type": "groups.group", "about_id": room.pk, "occurrence": "1", "message_id": "<1@example.org>"}
    had = Delivery.objects.create(
        person=room.priya, kind="joined", state="sent", sent_at=MONDAY - timedelta(days=6), **times, **about
    )

    assert room.priya not in summary.readers(MONDAY)
    had.sent_at = MONDAY - timedelta(days=8)
    had.save()
    assert room.priya in summary.readers(MONDAY)


@pytest.mark.parametrize(("due_on", "told"), [(27, []), (30, []), (31, ["Priya"])], ids=["over", "today", "tomorrow"])
def test_of_today_and_of_what_is_over_other_mails_ask(room, due_on, told):
    room.commitments.update(due_on=date(2026, 11, 1) + timedelta(days=due_on - 1))

    assert asked() == told


def test_it_is_monday_where_the_reader_is(room):
    people = type(room.priya).objects.filter(pk=room.priya.pk)
    people.update(time_zone="Pacific/Kiritimati")
    eight = utc("2026-11-29T18:05")

    assert asked(eight) == ["Priya"]
    room.commitments.update(due_on=date(2026, 11, 30))
    assert people[0] not in summary.readers(eight)


def test_nobody_is_written_to_on_a_sabbatical(room):
    place = room.membership_of(room.priya)
    place.paused_at, place.returns_at = (timezone.now() + timedelta(days=days) for days in (-1, 30))
    place.save()

    assert asked() == []


def test_it_says_when_one_meets_and_how_many_come_to_their_day_and_no_word_of_them(room):
    make_meeting(room, utc("2026-12-03T18:00"), now=MONDAY)
    asked()
    delivery = Delivery.objects.get(person=room.priya)
    delivery.written_at = MONDAY

    body = letters.write(delivery, now=MONDAY).body

    assert "Mill Street meets Thursday 3 December, 6:00" in body
    assert ("1 commitment of yours comes to its day." in body, "Canary" in body) == (True, False)
