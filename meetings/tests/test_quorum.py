"""Does the facilitator hear in time, and once, that too few can come, and is what they decide done and kept?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.tests.makers import make_member, make_room
from meetings import too_few
from meetings.models.attendances import answer
from meetings.models.quorums import decide, wish
from meetings.planning import move_meeting
from meetings.quorum import Count, is_near, shorter
from meetings.tests.makers import make_meeting, make_seat, utc
from peergroups.outbox.models import Delivery

AT = utc("2027-01-21T18:00")
TWO_DAYS = timedelta(hours=48)


@pytest.mark.parametrize(
    ("count", "short"),
    [
        (Count(6, 2), False),
        (Count(6, 3), True),  # half is not more than half
        (Count(5, 2), False),
        (Count(5, 3), True),
        (Count(6, 2, own=5), True),
        (Count(6, 5, own=1), False),
        (Count(0, 0), True),
    ],
)
def test_more_than_half_come_or_as_many_as_the_group_wants(count, short):
    assert count.is_short == short


@pytest.mark.parametrize(
    ("count", "least", "minutes"),
    [
        (Count(6, 3), 30, 45),
        (Count(5, 3), 30, 40),
        (Count(6, 3), 62, 65),
        (Count(6, 3), 90, None),
        (Count(2, 2), 30, None),
    ],
)
def test_a_shorter_meeting_leaves_everybody_their_time_and_the_agenda_its_floor(count, least, minutes):
    assert shorter(90, count, least=least) == minutes


def test_it_is_decided_in_the_last_two_days():
    moments = [AT - TWO_DAYS - timedelta(seconds=1), AT - TWO_DAYS, AT - timedelta(seconds=1), AT]

    assert [is_near(AT, moment) for moment in moments] == [False, True, True, False]


# With a group of four -------------------------------------------------------------------------------------------


@pytest.fixture
def room(db):
    """A meeting tomorrow, to which two of four said that they cannot come and nobody else said anything."""
    room, room.sam, room.priya = make_room()
    room.tom, _ana = make_member(room, "Tom Reed"), make_member(room, "Ana Dias")
    room.now = timezone.now()
    room.meeting = make_meeting(room, room.now + timedelta(days=1), now=room.now - timedelta(days=30))
    for person in (room.priya, room.tom):
        answer(room.meeting, person, "cant", now=room.now)
    return room


def told(room):
    """Run a round and return whose mails about it would go now."""
    too_few.plan(now=room.now)
    owed = Delivery.objects.filter(kind="too_few_come").select_related("person")
    return [mail.person for mail in owed if too_few.still_true(mail, now=room.now)]


def few(client, room, choice=None):
    client.force_login(room.sam)
    url = f"/meetings/{room.meeting.pk}/too-few/"
    return client.get(url) if choice is None else client.post(url, {"choice": choice})


def asked(client, room, person):
    client.force_login(person)
    return "Keep, move or shorten" in client.get("/today/").content.decode()


def test_the_facilitator_hears_once_by_mail_and_on_today(client, room):
    assert (told(room), told(room)) == ([room.sam], [room.sam])
    assert Delivery.objects.filter(kind="too_few_come").count() == 1
    assert [asked(client, room, person) for person in (room.sam, room.priya)] == [True, False]


@pytest.mark.parametrize(
    "change",
    [
        lambda room: answer(room.meeting, room.tom, "late", now=room.now),
        lambda room: wish(room, 2),
        lambda room: room.membership_of(room.tom).leave(now=room.now),
        lambda room: move_meeting(room.meeting, room.now + timedelta(days=9), minutes=90, now=room.now),
        lambda room: decide(room.meeting, "keep", by=room.sam, count=Count(4, 2), now=room.now),
    ],
    ids=["somebody comes late", "the group needs fewer", "who cannot come leaves", "moved away", "kept"],
)
def test_nobody_hears_once_it_is_no_longer_so(client, room, change):
    before = told(room)

    change(room)

    room.meeting.refresh_from_db()
    assert (before, told(room), asked(client, room, room.sam)) == ([room.sam], [], False)


def test_moved_to_another_near_day_it_is_asked_anew(room):
    decide(room.meeting, "keep", by=room.sam, count=Count(4, 2), now=room.now)
    move_meeting(room.meeting, room.now + timedelta(hours=30), minutes=90, now=room.now)

    assert told(room) == [room.sam]


def test_the_page_says_what_each_way_causes(client, room):
    make_seat(room.meeting, room.priya)

    page = few(client, room).content.decode()

    said = ["2 of 4 can still come, and you meet with 3 or more", "Priya cannot come", "Shorten to 45 minutes"]
    assert [words in page for words in said] == [True] * 3


@pytest.mark.parametrize(("choice", "leads", "minutes"), [("keep", "", 90), ("move", "move/", 90), ("shorten", "", 45)])
def test_a_choice_is_kept_with_its_facts_and_leads_where_it_says(client, room, choice, leads, minutes):
    came = few(client, room, choice)

    room.meeting.refresh_from_db()
    kept = room.meeting.decisions.values_list("choice", "by", "may_come", "needed", "starts_at").get()
    assert (came["Location"], room.meeting.minutes) == (f"/meetings/{room.meeting.pk}/{leads}", minutes)
    assert kept == (choice, room.sam.pk, 2, 3, room.meeting.starts_at)
    assert asked(client, room, room.sam) == (choice == "move")


def test_what_is_no_choice_and_what_has_begun_are_refused(client, room):
    refused = few(client, room, "\U0001f600")
    room.meeting.starts_at = room.now - timedelta(minutes=1)
    room.meeting.save()
    few(client, room, "keep")

    assert (refused.status_code, room.meeting.decisions.exists()) == (422, False)


@pytest.mark.parametrize(("typed", "kept"), [("5", 5), ("", None), ("0", "refused"), ("many", "refused")])
def test_a_group_says_how_many_it_needs(client, room, typed, kept):
    client.force_login(room.sam)

    answered = client.post(f"/groups/{room.slug}/meetings/quorum/", {"least": typed})

    assert answered.status_code == (422 if kept == "refused" else 302)
    assert too_few.recounted(room.meeting).own_quorum == (None if kept == "refused" else kept)
