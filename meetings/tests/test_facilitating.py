"""Does a facilitator see what is missing in all groups, and who might need a word, and nobody else the latter?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups import wall
from groups.tests.makers import make_group, make_member, make_room
from meetings import duties
from meetings.facilitating import Board
from meetings.models import Meeting, Presence
from meetings.models.attendances import answer
from meetings.models.hot_seats import draft
from meetings.models.updates import keep
from meetings.planning import cancel_meeting
from meetings.tests.makers import make_meeting, make_poll, make_seat

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def room():
    """A group that meets in five days, with Priya in its hot seat; Sam, its facilitator, has done all he can."""
    group, sam, priya = make_room()
    group.now, group.sam, group.priya, group.tom = timezone.now(), sam, priya, make_member(group, "Tom Reed")
    group.memberships.update(joined_at=group.now - 400 * A_DAY)
    group.memberships.filter(person=sam).update(is_peer=False)
    group.meeting = make_meeting(group, group.now + 5 * A_DAY, now=group.now)
    make_seat(group.meeting, priya, now=group.now)
    group.meeting.shared_at = group.now
    group.meeting.save()
    answer(group.meeting, sam, "coming", now=group.now)
    return group


def prepared(room):
    """Let everybody do what is asked of them."""
    for person in (room.priya, room.tom):
        answer(room.meeting, person, "coming", now=room.now)
        with wall.as_person(person):
            keep(room.meeting, person, now=room.now, challenge="Hiring").share(now=room.now)
    with wall.as_person(room.priya):
        draft(room.meeting.hot_seats.get(), now=room.now, decide="Whether to hire").share(now=room.now)


def held(group, days, **was):
    """Hold a meeting some days ago, and note how each was there."""
    meeting = make_meeting(group, group.now - days * A_DAY, now=group.now - 50 * A_DAY)
    for name, how in was.items():
        Presence.objects.create(meeting=meeting, person=getattr(group, name), was=how, noted_at=group.now)
    return meeting


def sentences(room, person=None):
    return [each.sentence for one in Board(person or room.sam, room.now).rooms for each in one.missing]


def told_privately(room):
    return [(word.person.first_name, word.why) for one in Board(room.sam, room.now).rooms for word in one.private]


def test_what_others_wait_for_is_missing_first(room):
    assert sentences(room) == [
        "No brief yet from Priya.",
        "No answer yet from Priya and Tom.",
        "No update yet from Priya and Tom.",
    ]


def test_once_a_meeting_has_begun_nothing_is_missing_for_it_any_more(room):
    room.now = room.meeting.starts_at

    assert sentences(room) == []


def test_a_draft_is_as_missing_as_an_empty_page(room):
    with wall.as_person(room.priya):
        draft(room.meeting.hot_seats.get(), now=room.now, decide="Whether to hire")
        keep(room.meeting, room.priya, now=room.now, challenge="Hiring")

    assert sentences(room)[0] == "No brief yet from Priya."
    assert sentences(room)[-1] == "No update yet from Priya and Tom."


def seat_left(room):
    room.meeting.hot_seats.update(item=None)


def called_off(room):
    cancel_meeting(room.meeting, now=room.now)


def asked_for_a_time(room):
    make_poll(room, room.now + 9 * A_DAY, by=room.sam, moves=room.meeting, now=room.now)


def not_sent_round(room):
    Meeting.objects.update(shared_at=None)


def facilitator_absent(room):
    answer(room.meeting, room.sam, "cant", now=room.now)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda room: None, None),
        (seat_left, "A hot seat is free."),
        (called_off, "No meeting is planned."),
        (asked_for_a_time, "No times yet from Priya and Tom."),
        (not_sent_round, "The agenda is not sent round yet."),
        (facilitator_absent, "You cannot be there, and nobody is elect."),
    ],
)
def test_a_group_wants_one_thing_after_the_other(room, change, sentence):
    prepared(room)
    change(room)

    assert sentences(room) == ([sentence] if sentence else [])


def test_the_group_that_meets_next_comes_first_and_one_that_wants_nothing_last(room):
    prepared(room)
    for name, days in (("Later", 12), ("Sooner", 3), ("Without", None)):
        other = make_group(name)
        make_member(other, person=room.sam, role="facilitator")
        if days:
            make_meeting(other, room.now + days * A_DAY, now=room.now)

    order = [str(one.place.group) for one in Board(room.sam, room.now).rooms]

    assert order == ["Sooner", "Without", "Later", "Mill Street"]


def test_whoever_missed_two_meetings_or_was_not_heard_of_might_need_a_word(room):
    held(room, 60, priya="missed", tom="missed")
    held(room, 30, priya="missed", tom="there")

    assert told_privately(room) == [
        ("Priya", "Missed the last two meetings"),
        ("Tom", "No reply for three weeks"),
    ]


@pytest.mark.parametrize(
    "sign",
    [
        lambda room: answer(room.meeting, room.tom, "cant", now=room.now - 25 * A_DAY),
        lambda room: answer(held(room, 30, tom="missed"), room.tom, "cant", now=room.now - 2 * A_DAY),
        lambda room: held(room, 20),  # nobody noted who was there
        lambda room: room.memberships.filter(person=room.tom).update(joined_at=room.now - 20 * A_DAY),
    ],
)
def test_one_sign_of_them_is_enough(room, sign):
    before = told_privately(room)
    sign(room)

    assert "Tom" in dict(before)
    assert "Tom" not in dict(told_privately(room))


def test_whoever_takes_a_break_is_left_in_peace(room):
    held(room, 60, tom="missed")
    held(room, 30, tom="missed")
    before = told_privately(room)
    room.memberships.filter(person=room.tom).update(paused_at=room.now - A_DAY, returns_at=room.now + 90 * A_DAY)

    assert ("Tom" in dict(before), "Tom" in dict(told_privately(room))) == (True, False)


def test_only_the_facilitator_sees_who_might_need_a_word(client, room):
    held(room, 60, tom="missed")
    held(room, 30, tom="missed")
    make_poll(room, room.now + 9 * A_DAY, by=room.sam, now=room.now)
    duties.name(room.meeting, {"facilitator": room.priya.pk}, now=room.now)
    pages = []
    for person in (room.sam, room.priya, room.tom):
        client.force_login(person)
        pages.append(client.get("/facilitate/").content.decode())

    assert ["Mill Street" in page for page in pages] == [True, True, False]
    assert [line for line in ("Perhaps a private word", "No times yet") if line not in pages[0]] == []
    assert [line for line in ("Perhaps a private word", "No times yet", "Missed") if line in pages[1] + pages[2]] == []
    assert "You facilitate no group" in pages[2]


def test_six_groups_cost_as_many_questions_as_one(room):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert Board(room.sam, timezone.now()).rooms
        return len(queries)

    asked()
    once = asked()
    for n in range(5):
        other = make_group(f"Room {n}")
        make_member(other, person=room.sam, role="facilitator")
        make_member(other, f"Kit{n} Lane")
        make_seat(make_meeting(other, room.now + 4 * A_DAY, now=room.now), room.sam, now=room.now)
        make_poll(other, room.now + 9 * A_DAY, by=room.sam, now=room.now)

    assert asked() <= max(once, 19) + 1  # the votes, where a poll stands
