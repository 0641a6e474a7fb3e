"""Which reminders are due, to whom, and when exactly? The golden values of clock changes among them."""

from datetime import timedelta

import pytest

from groups.tests.makers import make_group, make_member, make_room
from meetings import planning, reminders
from meetings.models.attendances import answer
from meetings.polls import asking
from meetings.tests.makers import make_cadence, make_meeting, make_poll, utc
from peergroups.kit.wallclock import instant
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db

STARTS = utc("2027-01-21T18:00")
PLANNED = STARTS - timedelta(days=30)

GOLDEN = """
Europe/Berlin        2027-03-28T09:00 2027-03-28T07:00 2027-03-21T08:00 2027-03-27T08:00 2027-03-28T06:00
America/New_York     2027-11-07T09:00 2027-11-07T14:00 2027-10-31T13:00 2027-11-06T13:00 2027-11-07T13:00
Australia/Lord_Howe  2027-04-04T09:00 2027-04-03T22:30 2027-03-27T22:00 2027-04-02T22:00 2027-04-03T21:30
Pacific/Kiritimati   2027-03-01T09:00 2027-02-28T19:00 2027-02-21T19:00 2027-02-27T19:00 2027-02-28T18:00
Pacific/Honolulu     2027-03-01T09:00 2027-03-01T19:00 2027-02-22T19:00 2027-02-28T19:00 2027-03-01T18:00
Europe/Berlin        2027-03-28T02:30 2027-03-28T01:30 2027-03-21T02:30 2027-03-27T02:30 2027-03-28T00:30
Europe/Berlin        2027-10-31T02:30 2027-10-31T00:30 2027-10-24T00:30 2027-10-30T00:30 2027-10-30T23:30
"""  # zone; local start; the same in UTC; 7 days, 1 day and 1 hour before


@pytest.mark.parametrize("row", GOLDEN.strip().splitlines())
def test_the_golden_values_of_clock_changes(row):
    zone, *moments = row.split()
    wall, starts_at, *leads = (utc(moment) for moment in moments)

    found = instant(wall.date(), wall.time(), zone)

    assert found == starts_at
    assert [lead.due_at(found, zone) for lead in reversed(reminders.LEADS)] == leads


@pytest.fixture
def meeting():
    group, _sam, _priya = make_room()
    return make_meeting(group, STARTS, now=PLANNED)


def owed_at(now):
    """Run one round at a moment and return the occurrences owed so far, by how often."""
    reminders.plan(now=now)
    return sorted(Delivery.objects.values_list("occurrence", flat=True))


def said(lead):
    return f"{lead} {STARTS.isoformat()}"


def test_nothing_is_owed_early(meeting):
    assert owed_at(STARTS - timedelta(days=7, seconds=1)) == []


def test_every_member_is_owed_one_however_often_the_clock_goes_round(meeting):
    first = owed_at(STARTS - timedelta(days=7))

    assert first == owed_at(STARTS - timedelta(days=6)) == [said("7 days")] * 2


@pytest.mark.parametrize(("before", "late"), [({"days": 7}, 24), ({"days": 1}, 6), ({"hours": 1}, 1)])
def test_a_reminder_is_of_use_for_as_long_as_its_lead_says(meeting, before, late):
    due_at = STARTS - timedelta(**before)

    owed_at(due_at)

    spans = {row.useless_after - row.due_at for row in Delivery.objects.all()}
    assert spans == {timedelta(hours=late)}


def test_only_the_tightest_lead_goes_after_an_outage(meeting):
    assert owed_at(STARTS - timedelta(minutes=30)) == [said("1 hour")] * 2


def test_a_meeting_planned_late_gets_the_one_reminder_that_still_helps():
    group, _sam, _priya = make_room()
    make_meeting(group, STARTS, now=STARTS - timedelta(hours=20))

    assert owed_at(STARTS - timedelta(hours=20)) == [said("1 day")] * 2


def test_a_moved_meeting_is_not_announced_twice(meeting):
    planning.move_meeting(meeting, STARTS + timedelta(hours=1), minutes=90, now=STARTS - timedelta(days=3))

    owed_at(STARTS - timedelta(days=3))

    assert set(Delivery.objects.values_list("kind", flat=True)) == {"meeting_moved"}


def test_a_time_that_a_poll_found_is_not_announced_twice():
    group, sam, _priya = make_room()
    now = STARTS - timedelta(days=3)
    poll = make_poll(group, STARTS, by=sam, now=now)
    asking.pick(poll, poll.slots.get(), now=now)

    assert owed_at(now) == [*[now.isoformat()] * 2, "asked"]
    assert owed_at(STARTS - timedelta(days=1))[:2] == [said("1 day")] * 2


def test_dates_that_went_round_are_not_announced_twice(meeting):
    now = meeting.timed_at = STARTS - timedelta(days=3)
    meeting.cadence = make_cadence(meeting.group, now=now)
    meeting.save()

    assert (owed_at(now), owed_at(STARTS - timedelta(days=1))) == ([], [said("1 day")] * 2)


def test_nothing_is_owed_for_a_cancelled_meeting(meeting):
    meeting.cancel(now=PLANNED)

    assert owed_at(STARTS - timedelta(hours=1)) == []


def test_who_cannot_come_or_has_left_is_left_alone(meeting):
    sam, priya = (place.person for place in meeting.group.memberships.order_by("-role"))
    answer(meeting, sam, "cant", now=PLANNED)
    meeting.group.memberships.get(person=priya).leave(now=STARTS)

    assert owed_at(STARTS - timedelta(hours=1)) == []


def test_another_group_hears_nothing(meeting):
    leo = make_member(make_group("Quay"), "Leo Hart")

    owed_at(STARTS - timedelta(hours=1))

    assert (leo.deliveries.count(), Delivery.objects.count()) == (0, 2)


def still_true(now):
    reminders.plan(now=now)
    return {reminders.still_true(delivery, now=now) for delivery in Delivery.objects.all()}


def test_a_reminder_is_true_until_the_meeting_moves_or_falls_away(meeting):
    before = still_true(STARTS - timedelta(days=1))
    meeting.move(STARTS + timedelta(days=1), minutes=90, now=STARTS - timedelta(days=1))

    assert (before, still_true(STARTS - timedelta(days=1))) == ({True}, {False})
