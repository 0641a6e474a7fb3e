"""Does the clock keep twelve dates standing, follow the world's clocks, and tell those who need to know?"""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.core import mail

from groups.tests.makers import NOON, make_group, make_member, make_room
from meetings.models import Meeting
from meetings.planning import cancel_meeting, move_meeting
from meetings.rhythm import keeping
from meetings.rhythm.tests.makers import RULE, days, make_rhythm
from meetings.tests.makers import utc
from peergroups.outbox import sending
from peergroups.outbox.models import Alarm, Delivery

pytestmark = pytest.mark.django_db
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def room():
    """A group whose dates everybody has heard of."""
    group, group.sam, group.priya = make_room()
    group.rhythm = make_rhythm(group, replace(RULE, at=time(18)))
    sending.drain(now=NOON)
    mail.outbox.clear()
    return group


def test_a_date_that_was_held_is_followed_by_another_at_the_end_and_nobody_is_bothered(room):
    keeping.plan(now=NOON + 7 * A_DAY)

    assert (len(days(room)), days(room)[-1]) == (13, "2027-01-21")
    assert Delivery.objects.owed().count() == 0


def test_a_cancelled_date_is_not_planned_again_but_another_at_the_end(room):
    cancel_meeting(room.meetings.upcoming(NOON)[1], now=NOON)

    keeping.plan(now=NOON)

    assert ("2026-02-19" in days(room), len(days(room)), days(room)[-1]) == (False, 12, "2027-01-21")


def test_another_round_changes_nothing(room):
    keeping.plan(now=NOON)

    assert (room.meetings.count(), Delivery.objects.owed().count()) == (12, 0)


def test_new_rules_for_clocks_move_the_dates_they_touch_and_everybody_hears_old_and_new(room):
    summer = room.meetings.filter(starts_at__month=7)
    summer.update(starts_at=utc("2026-07-16T18:00"), ends_at=utc("2026-07-16T19:30"))  # as if without summer time
    type(room.rhythm).objects.update(zone_data="2025a")

    keeping.plan(now=NOON + AN_HOUR)
    sending.drain(now=NOON + AN_HOUR)

    assert (summer.get().starts_at, summer.get().revision) == (utc("2026-07-16T17:00"), 1)
    assert len(mail.outbox) == 2
    body = mail.outbox[0].body
    assert "A country has changed its rules for clocks." in body
    assert "Old: Thursday 16 July, 7:00 to 8:30 pm (London)\nNew: Thursday 16 July, 6:00 to 7:30 pm (London)" in body
    assert body.count("Old:") == 1


def test_a_release_that_changes_nothing_here_is_noted_and_no_news(room):
    type(room.rhythm).objects.update(zone_data="2025a")

    keeping.plan(now=NOON)

    room.rhythm.refresh_from_db()
    assert (room.rhythm.zone_data != "2025a", Delivery.objects.owed().count()) == (True, 0)


def test_a_group_that_keeps_another_clock_keeps_its_hour_but_for_what_was_moved_by_hand(room):
    by_hand = room.meetings.upcoming(NOON)[1]
    Meeting.objects.filter(pk=by_hand.pk).update(off_rhythm_at=NOON)
    room.zone = "Europe/Berlin"
    room.save()

    keeping.plan(now=NOON + AN_HOUR)
    sending.drain(now=NOON + AN_HOUR)

    starts = {meeting.pk: meeting.starts_at for meeting in room.meetings.upcoming(NOON)}
    assert starts.pop(by_hand.pk) == by_hand.starts_at
    assert {start.astimezone(room.clock).time() for start in starts.values()} == {time(18)}
    assert "The group now keeps the clock of Berlin." in mail.outbox[0].body


def test_a_meeting_that_would_have_begun_by_the_new_clock_is_left_as_it_is(room):
    room.zone = "Asia/Tokyo"
    room.save()

    keeping.plan(now=utc("2026-01-15T12:00"))

    first = room.meetings.upcoming(NOON).first()
    assert (first.starts_at, first.cancelled_at) == (utc("2026-01-15T18:00"), None)


def test_who_signs_later_gets_the_dates_once(room):
    make_member(room, "Kit Lane")
    type(room.memberships.get(person__name="Kit Lane")).objects.filter(person__name="Kit Lane").update(
        joined_at=NOON + AN_HOUR
    )
    room.memberships.get(person__name="Kit Lane").signatures.update(signed_at=NOON + AN_HOUR)

    for hours in (1, 2):
        keeping.plan(now=NOON + hours * AN_HOUR)

    assert [owed.person.name for owed in Delivery.objects.owed()] == ["Kit Lane"]


def test_when_the_dates_that_were_told_run_out_everybody_gets_the_next_in_daytime(room):
    later = NOON + 275 * A_DAY
    for moment in (later.replace(hour=3), later):
        keeping.plan(now=moment)
        assert Delivery.objects.owed().count() == (2 if moment == later else 0)


def test_a_date_put_off_to_the_next_one_beyond_the_twelve_is_not_planned_twice(room):
    last = room.meetings.upcoming(NOON).last()
    move_meeting(last, utc("2027-01-21T18:00"), minutes=90, now=NOON)

    keeping.plan(now=NOON + 7 * A_DAY)

    assert days(room)[-2:] == ["2027-01-21", "2027-02-18"]


def test_one_rhythm_that_cannot_be_kept_holds_up_no_other(room):
    other = make_group("Quay")
    make_member(other, "Leo Hart")
    make_rhythm(other)
    room.meetings.upcoming(NOON).filter(starts_at__lt=NOON + 30 * A_DAY).update(cadence=None, cadence_day=None)
    type(room.rhythm).objects.filter(group=room).update(zone="Nowhere/Nothing")  # as broken as a row can be
    type(room).objects.filter(pk=room.pk).update(zone="Nowhere/Nothing")

    keeping.plan(now=NOON + 7 * A_DAY)

    assert (len(days(other)), Alarm.objects.get().name) == (13, "rhythms")


def test_a_group_that_has_grown_too_large_for_its_length_gets_its_dates(room):
    type(room.rhythm).objects.update(minutes=30)
    for n in range(5):
        make_member(room, f"Ana{n} Dias")

    keeping.plan(now=NOON + 7 * A_DAY)

    assert len(days(room)) == 13
