"""Does each mail about a meeting put it right in a calendar, and speak of a time that still holds?"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from meetings.models import Meeting
from meetings.planning import cancel_meeting, move_meeting
from meetings.tests.calendars import method, read
from peergroups import clock
from peergroups.tests.cast import gather

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def cast():
    """The room everybody tries; Priya hears of its meetings by mail."""
    cast = gather()
    cast.priya, cast.now = cast.people["member"], timezone.now()
    return cast


class Calendar:
    """A calendar that takes in what mails bring, as RFC 5546 asks: the highest sequence counts."""

    def __init__(self):
        self.entries = {}

    def take(self, content):
        [event] = read(content)
        known = self.entries.get(event["uid"], event)
        if int(event["sequence"]) >= int(known["sequence"]):
            self.entries[event["uid"]] = event
        if method(content) == "CANCEL":
            del self.entries[event["uid"]]


def sent_files(person):
    """Return the calendar files mailed to a person, as their mail program finds them."""
    for letter in mail.outbox:
        if letter.to == [person.email]:
            parts = [part for part in letter.message().walk() if part.get_content_type() == "text/calendar"]
            for part in parts:
                content = b"\r\n".join(part.get_payload(decode=True).splitlines()) + b"\r\n"
                assert part.get_param("method") == method(content)
                yield content


def test_moving_twice_and_cancelling_leaves_nothing_in_a_calendar(cast):
    own, start = Calendar(), cast.meeting.starts_at
    Meeting.objects.filter(pk=cast.meeting.pk).update(shared_at=cast.now)  # its agenda went round before
    clock.tick(now=cast.now)
    for days in (1, 2):
        move_meeting(cast.meeting, start + days * A_DAY, minutes=60, now=cast.now + timedelta(hours=days))
        clock.tick(now=cast.now + timedelta(hours=days))
    methods = [method(content) for content in sent_files(cast.priya)]
    cancel_meeting(cast.meeting, now=cast.now + timedelta(hours=3))
    clock.tick(now=cast.now + timedelta(hours=3))

    for content in sent_files(cast.priya):
        own.take(content)

    assert (methods, own.entries) == (["PUBLISH", "REQUEST", "REQUEST"], {})


def test_no_reminder_of_a_time_that_is_no_more_ever_goes(cast):
    start = cast.meeting.starts_at
    for days in (1, 2):
        move_meeting(cast.meeting, start + days * A_DAY, minutes=60, now=cast.now)
    cancel_meeting(cast.meeting, now=cast.now)

    for hours in range(0, 6 * 24, 6):
        clock.tick(now=cast.now + timedelta(hours=hours))

    told = {letter.subject.split(":")[0] for letter in mail.outbox if letter.to == [cast.priya.email]}
    assert "Cancelled" in told
    assert [subject for subject in told if subject.startswith(("You meet", "Read before", "Moved"))] == []


def test_the_mail_of_a_move_names_the_time_one_knew_and_the_new_one(cast):
    start = cast.meeting.starts_at
    for days in (1, 2):
        move_meeting(cast.meeting, start + days * A_DAY, minutes=90, now=cast.now)
    clock.tick(now=cast.now)

    [letter] = [letter for letter in mail.outbox if letter.to == [cast.priya.email] and "Moved" in letter.subject]
    old, new = re.search(r"Old: (.*)\nNew: (.*)", letter.body).groups()
    assert (f"{start:%-d %B}" in old, f"{start + 2 * A_DAY:%-d %B}" in new) == (True, True)


def test_moved_there_and_back_before_anybody_heard_is_no_news(cast):
    start = cast.meeting.starts_at
    for days in (1, 0):
        move_meeting(cast.meeting, start + days * A_DAY, minutes=90, now=cast.now)
    clock.tick(now=cast.now)

    assert [letter.subject for letter in mail.outbox if "Moved" in letter.subject] == []


def test_moved_there_and_back_and_there_is_told_each_time(cast):
    start = cast.meeting.starts_at
    for hours, days in enumerate((1, 0, 1)):
        move_meeting(cast.meeting, start + days * A_DAY, minutes=90, now=cast.now + timedelta(hours=hours))
        clock.tick(now=cast.now + timedelta(hours=hours))

    told = [letter for letter in mail.outbox if letter.to == [cast.priya.email] and "Moved" in letter.subject]
    assert len(told) == 3
