"""Is the facilitator told to call whoever went quiet or said “not yet” twice, with words, and nobody else ever?"""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accountability import care
from accountability.tests.makers import make_commitment, make_follow_up
from groups.tests.makers import make_member, make_room
from peergroups.kit.wallclock import instant
from peergroups.outbox import letters, sending
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
PAGES = ("/today/", "/groups/mill-street/", "/groups/mill-street/commitments/", "/facilitate/")
CARE = "/groups/mill-street/care/"


@pytest.fixture
def room():
    group, group.sam, group.priya = make_room()
    group.now = timezone.now()
    return group


def commit(room, days_ago, person=None):
    """Let somebody commit to something whose day was so many days ago."""
    day = room.now - timedelta(days=days_ago)
    return make_commitment(room, person or room.priya, "Canary", due_on=day.date(), now=day - timedelta(days=5))


def say(room, days_ago, outcome):
    make_follow_up(commit(room, days_ago), outcome, now=room.now - timedelta(days=days_ago))


def named(room):
    return [(sign.place.person.first_name, sign.why) for sign in care.signs([room.pk], room.now)]


@pytest.mark.parametrize(
    ("days", "found"), [(13, []), (15, [("Priya", "silent")]), (59, [("Priya", "silent")]), (62, [])]
)
def test_two_silent_weeks_after_the_day_are_a_sign(room, days, found):
    commit(room, days)

    assert named(room) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (["not_yet"], []),
        (["not_yet", "not_yet"], [("Priya", "not_yet")]),
        (["not_yet", "done", "not_yet"], []),
        (["done", "not_yet", "not_yet"], [("Priya", "not_yet")]),
        (["not_yet", "not_yet", "partly"], []),
    ],
)
def test_two_not_yet_in_a_row_are_a_sign(room, said, found):
    for days_ago, outcome in zip(range(len(said), 0, -1), said, strict=True):
        say(room, days_ago, outcome)

    assert named(room) == found


def test_nobody_is_called_for_whoever_left_or_is_on_a_sabbatical(room):
    commit(room, 15)
    place = room.membership_of(room.priya)
    place.paused_at, place.returns_at = room.now - timedelta(days=1), room.now + timedelta(days=30)
    place.save()

    assert named(room) == []


def test_the_facilitator_is_told_once_without_a_name_and_reads_words_behind_the_button(room):
    commit(room, 15)

    assert (care.plan(now=room.now), care.plan(now=room.now)) == (1, 0)

    delivery = Delivery.objects.get()
    delivery.written_at = room.now
    letter = letters.write(delivery, now=room.now)
    assert (delivery.person, "Priya" in letter.message().as_string()) == (room.sam, False)
    assert "Priya, I thought of you." in seen(room.sam, CARE)


@pytest.mark.django_db(transaction=True)
def test_what_there_is_to_say_of_a_group_at_once_is_one_mail_at_nine(room, mailoutbox):
    for person in (room.priya, make_member(room, "Arun Rao")):
        commit(room, 15, person)
    night, nine = (instant(room.now.date(), time(hour), "Europe/London") for hour in (0, 9))

    care.plan(now=night)
    for now in (night, nine - timedelta(minutes=1), nine):
        sending.drain(now=now)

    assert [mail.body.count("2 people in Mill Street have been quiet") for mail in mailoutbox] == [1]
    assert set(Delivery.objects.values_list("state", "sent_at")) == {("sent", nine)}


def seen(person, page):
    client = Client()
    client.force_login(person)
    return client.get(page).content.decode()


def test_nobody_else_reads_of_it_anywhere(room):
    quiet = [seen(person, page) for person in (room.priya, make_member(room, "Arun Rao")) for page in PAGES]
    commit(room, 15)
    told = [
        seen(person, page) for person in (room.priya, *[m.person for m in room.memberships.all()]) for page in PAGES
    ]

    assert [page for page in quiet if "glad of a call" in page] == []
    assert sum("glad of a call" in page for page in told) == 1  # on the facilitator's own


def test_a_call_sees_to_it_until_there_is_another_sign(room):
    commit(room, 15)
    client = Client()
    client.force_login(room.sam)

    client.post(f"{CARE}{room.priya.pk}/called/")

    assert named(room) == []
    for later in (1, 2):
        make_follow_up(commit(room, 3), "not_yet", now=room.now + timedelta(hours=later))
    assert [(sign.why) for sign in care.signs([room.pk], room.now + timedelta(hours=3))] == ["not_yet"]


def test_a_facilitator_is_not_told_of_themselves(room):
    commit(room, 15, room.sam)

    assert care.plan(now=room.now) == 0
    assert "Sam, I thought" not in seen(room.sam, CARE)
