"""Is everybody asked, only the silent reminded, and the time that is picked told to all?"""

import pytest
from django.core import mail
from django.utils import timezone

from groups import sabbaticals
from groups.tests.makers import NOON
from meetings.models import Meeting, Poll, Vote
from meetings.polls import asking, links, reminding
from meetings.polls.tests.polled import A_DAY, say, today
from meetings.tests.makers import make_meeting, make_poll, utc
from peergroups.outbox import sending
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db


def owed(kind):
    return sorted(Delivery.objects.filter(kind=kind).values_list("person__name", flat=True))


def read(client, poll):
    return client.get(poll.get_absolute_url()).content.decode()


def test_everybody_but_the_asker_is_mailed_the_question(room, poll):
    assert owed("poll_asked") == ["Arun Rao", "Priya Nair"]


def test_the_same_answers_once_more_write_nothing(room, poll):
    say(poll, room.priya, "yes", "no")
    before = list(Vote.objects.values_list("pk", "answered_at").order_by("pk"))

    say(poll, room.priya, "yes", "no")

    assert list(Vote.objects.values_list("pk", "answered_at").order_by("pk")) == before


def test_only_the_silent_are_reminded_and_once(room, poll):
    say(poll, room.priya, "yes", "no")
    for days in (3, 4, 4.5):
        reminding.plan(now=room.now + days * A_DAY)

    assert owed("poll_reminder") == ["Arun Rao", "Sam Okoro"]


@pytest.mark.parametrize(
    ("asked", "closes", "zone", "reminded"),
    [
        ("2026-11-20T12:00", "2026-11-26T20:00", "Europe/London", "2026-11-25T09:00"),
        ("2026-11-20T12:00", "2026-11-26T20:00", "Asia/Kolkata", "2026-11-26T03:30"),
        ("2026-11-20T12:00", "2026-11-26T20:00", "Pacific/Auckland", "2026-11-25T20:00"),
        ("2026-11-25T12:00", "2026-11-26T20:00", "Europe/London", "2026-11-26T09:00"),
        ("2026-11-26T08:00", "2026-11-26T20:00", "Europe/London", "2026-11-26T14:00"),
        ("2027-03-20T12:00", "2027-03-28T19:00", "Europe/Berlin", "2027-03-27T08:00"),
    ],
)
def test_a_reminder_comes_on_a_morning_of_ones_own(asked, closes, zone, reminded):
    assert reminding.reminded_at(utc(asked), utc(closes), zone) == utc(reminded)


def test_who_takes_a_break_is_neither_asked_nor_waited_for(room):
    sabbaticals.take(room.membership_of(room.arun), back_on=room.now.date() + 90 * A_DAY, now=room.now - A_DAY)
    poll = make_poll(room, room.now + 10 * A_DAY, by=room.sam, now=room.now)
    for person in (room.sam, room.priya):
        asking.vote(poll, person, {poll.slots.get().pk: "yes"}, now=room.now)

    reminding.plan(now=room.now + A_DAY)

    assert (owed("poll_asked"), owed("poll_reminder"), owed("poll_to_pick")) == (["Priya Nair"], [], ["Sam Okoro"])


def test_picking_plans_the_meeting_and_everybody_gets_it_for_their_calendar(room, poll):
    meeting = asking.pick(poll, poll.second, now=room.now)
    Delivery.objects.exclude(kind="time_found").delete()
    sending.drain(now=timezone.now())

    poll.refresh_from_db()
    assert (meeting.starts_at, meeting.link, poll.meeting) == (poll.second.starts_at, poll.link, meeting)
    assert sorted(letter.to[0].partition("@")[0] for letter in mail.outbox) == ["arun", "priya", "sam"]
    assert [f"meeting-{meeting.pk}@peergroups" in letter.attachments[0].content for letter in mail.outbox] == [True] * 3


def test_picking_moves_the_meeting_that_was_to_be_moved(room):
    meeting = make_meeting(room, room.now + 8 * A_DAY, now=room.now)
    poll = make_poll(room, room.now + 9 * A_DAY, by=room.sam, now=room.now, moves=meeting, minutes=60)

    moved = asking.pick(poll, poll.slots.get(), now=room.now)

    assert (moved, Meeting.objects.get().starts_at) == (meeting, room.now + 9 * A_DAY)
    assert (owed("meeting_moved"), owed("time_found")) == (["Arun Rao", "Priya Nair", "Sam Okoro"], [])


def test_a_meetings_page_leads_to_the_poll_that_would_move_it_as_long_as_it_stands(client, room, poll):
    meeting = make_meeting(room, room.now + 8 * A_DAY, now=room.now)
    moving = make_poll(room, room.now + 9 * A_DAY, by=room.sam, now=room.now, moves=meeting)
    client.force_login(room.priya)
    asked = client.get(meeting.get_absolute_url()).content.decode()

    asking.give_up(moving, now=room.now)
    given_up = client.get(meeting.get_absolute_url()).content.decode()

    led = [[one.get_absolute_url() in page for one in (moving, poll)] for page in (asked, given_up)]
    assert led == [[True, False], [False, False]]


def test_mails_of_a_poll_that_ended_stay_unsent(room, poll):
    asking.give_up(poll, now=room.now)

    reminding.plan(now=room.now + 4 * A_DAY)
    sending.drain(now=timezone.now())

    assert mail.outbox == []


@pytest.mark.parametrize("now", [NOON])
def test_two_polls_may_stand_for_two_meetings(room, now):
    first, second = (make_meeting(room, room.now + days * A_DAY, now=room.now) for days in (5, 6))

    for meeting in (first, second):
        make_poll(room, room.now + 8 * A_DAY, by=room.sam, now=room.now, moves=meeting)

    assert Poll.objects.open().count() == 2


def test_of_a_meeting_that_was_called_off_nobody_is_asked_any_more(client, room, mailoutbox):
    meeting = make_meeting(room, room.now + 8 * A_DAY, now=room.now)
    poll = make_poll(room, room.now + 9 * A_DAY, by=room.sam, now=room.now, moves=meeting)
    link = f"/p/{links.token(poll, room.membership_of(room.priya))}/"

    meeting.cancel(now=room.now)
    reminding.plan(now=room.now + 8.9 * A_DAY)
    sending.drain(now=timezone.now())

    assert (mailoutbox, owed("poll_reminder"), owed("poll_to_pick")) == ([], [], [])
    assert (client.get(link).status_code, "Send my times" in today(client, room.priya)) == (410, False)
    assert "There is nothing to move any more" in read(client, poll)


def test_of_a_meeting_called_off_while_a_time_waits_to_be_picked_nothing_is_to_pick(client, room):
    meeting = make_meeting(room, room.now + 8 * A_DAY, now=room.now)
    poll = make_poll(room, room.now + 9 * A_DAY, by=room.sam, now=room.now, moves=meeting)
    for person in (room.sam, room.priya, room.arun):
        asking.vote(poll, person, {poll.slots.get().pk: "yes"}, now=room.now)
    reminding.plan(now=room.now)
    to_do = f"/polls/{poll.pk}/pick/"
    waited = owed("poll_to_pick"), to_do in today(client, room.sam), to_do in read(client, poll)

    meeting.cancel(now=room.now)
    sending.drain(now=timezone.now())

    told = mail.outbox, to_do in today(client, room.sam), to_do in read(client, poll)
    assert (waited, told) == ((["Sam Okoro"], True, True), ([], False, False))
