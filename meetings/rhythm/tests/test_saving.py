"""What becomes of meetings, of what was prepared for them and of calendars when a rhythm is saved?"""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.core import mail

from groups.tests.makers import NOON
from meetings.planning import cancel_meeting, move_meeting
from meetings.rhythm.drawing import Wish
from meetings.rhythm.saving import save_rhythm
from meetings.rhythm.tests.makers import RULE, THURSDAYS, WHERE, days, kept_wish, make_rhythm
from meetings.rhythm.tests.sent import files
from meetings.tests.calendars import read
from meetings.tests.makers import make_meeting, make_seat, utc
from peergroups.outbox import sending
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
AN_HOUR = timedelta(hours=1)


def test_a_rhythm_keeps_its_hour_on_both_sides_of_the_clock_change(room):
    make_rhythm(room, replace(RULE, at=time(18)))

    starts = room.meetings.upcoming(NOON).values_list("starts_at", flat=True)
    assert {(start.month in range(4, 11), start.hour) for start in starts} == {(False, 18), (True, 17)}


def test_another_weekday_moves_the_dates_and_their_calendars_follow(room):
    make_rhythm(room)
    sending.drain(now=NOON)
    before = {event["uid"]: event for event in read(next(files(room.priya)))}
    mail.outbox.clear()

    make_rhythm(room, replace(RULE, weekday=1, nth=4), now=NOON + AN_HOUR)
    sending.drain(now=NOON + AN_HOUR)

    after = {event["uid"]: event for event in read(next(files(room.priya)))}
    assert days(room)[:3] == ["2026-01-27", "2026-02-24", "2026-03-24"]
    assert set(after) == set(before)
    assert all(int(after[uid]["sequence"]) > int(before[uid]["sequence"]) for uid in after)
    assert "Old: Thursday 15 January, 9:00 to 10:30 am (London)\nNew: Tuesday 27 January" in mail.outbox[0].body


def test_what_was_prepared_goes_with_its_meeting(room):
    make_rhythm(room)
    seat = make_seat(room.meetings.upcoming(NOON).first(), room.priya)

    make_rhythm(room, replace(RULE, weekday=1, nth=4))

    seat.refresh_from_db()
    assert seat.meeting.starts_at == utc("2026-01-27T09:00")


def test_the_same_rhythm_saved_again_is_no_news(room):
    make_rhythm(room)
    Delivery.objects.all().delete()

    make_rhythm(room, now=NOON + AN_HOUR)

    assert (days(room), Delivery.objects.count()) == (THURSDAYS, 0)


def test_a_date_skipped_later_is_called_off_in_the_same_mail(room):
    cadence = make_rhythm(room)
    sending.drain(now=NOON)
    mail.outbox.clear()

    save_rhythm(room, kept_wish(cadence, skipped=frozenset({date(2026, 2, 19)})), now=NOON + AN_HOUR)
    sending.drain(now=NOON + AN_HOUR)

    states = [event["status"] for event in read(next(files(room.priya)))]
    assert (states.count("CANCELLED"), states.count("CONFIRMED"), len(mail.outbox)) == (1, 12, 2)
    assert "Called off: Thursday 19 February" in mail.outbox[0].body


def test_a_meeting_moved_on_its_own_page_keeps_its_place_and_a_cancelled_one_stays_so(room):
    make_rhythm(room)
    moved, cancelled = room.meetings.upcoming(NOON)[:2]
    move_meeting(moved, moved.starts_at + 24 * AN_HOUR, minutes=90, now=NOON, **WHERE)
    cancel_meeting(cancelled, now=NOON)

    save_rhythm(room, replace(kept_wish(room.cadence), minutes=60), now=NOON)

    assert days(room) == ["2026-01-16", *THURSDAYS[2:], "2027-01-21"]
    assert room.meetings.upcoming(NOON).first().ends_at == utc("2026-01-16T10:30")


def test_a_meeting_that_was_planned_by_hand_is_taken_in(room):
    planned = make_meeting(room, utc("2026-02-19T09:00"), place="video", link=WHERE["link"])

    make_rhythm(room)

    planned.refresh_from_db()
    assert (days(room), planned.cadence_day, planned.revision) == (THURSDAYS, date(2026, 2, 19), 0)


def test_saved_twice_before_anybody_heard_is_one_mail_that_says_old_and_new(room):
    make_rhythm(room)
    sending.drain(now=NOON)
    mail.outbox.clear()
    for weekday in (1, 2):
        make_rhythm(room, replace(RULE, weekday=weekday), now=NOON + weekday * AN_HOUR)

    sending.drain(now=NOON + 2 * AN_HOUR)

    assert len(mail.outbox) == 2
    assert "Old: Thursday 15 January, 9:00 to 10:30 am (London)\nNew: Wednesday 21 January" in mail.outbox[0].body


def test_moving_one_that_everybody_knows_names_the_time_they_know(room):
    make_rhythm(room)
    sending.drain(now=NOON)
    make_rhythm(room, replace(RULE, weekday=1), now=NOON + AN_HOUR)
    meeting = room.meetings.upcoming(NOON).first()
    move_meeting(meeting, meeting.starts_at + AN_HOUR, minutes=90, now=NOON + AN_HOUR, **WHERE)

    meeting.refresh_from_db()
    assert meeting.started_before == utc("2026-01-15T09:00")


def test_skipping_all_that_is_left_plans_twelve_others(room):
    skipped = frozenset(date.fromisoformat(day) for day in THURSDAYS)

    save_rhythm(room, Wish(RULE, 90, WHERE, skipped=skipped), now=NOON)

    assert (len(days(room)), days(room)[0]) == (12, "2027-01-21")


def test_a_date_takes_the_time_of_another_that_moves_away_in_the_same_breath(room):
    cadence = make_rhythm(room)
    chosen = {date(2026, 2, 19): utc("2026-03-19T09:00"), date(2026, 3, 19): utc("2026-03-20T09:00")}

    save_rhythm(room, kept_wish(cadence, chosen=chosen), now=NOON)

    assert days(room)[1:3] == ["2026-03-19", "2026-03-20"]


def test_what_an_unsent_mail_would_have_told_is_told_by_the_next(room):
    make_rhythm(room)
    sending.drain(now=NOON)
    mail.outbox.clear()
    cadence = make_rhythm(room, replace(RULE, weekday=1), now=NOON + AN_HOUR)
    skipped = frozenset({date(2026, 2, 17)})
    save_rhythm(room, kept_wish(cadence, skipped=skipped), now=NOON + 2 * AN_HOUR)

    sending.drain(now=NOON + 2 * AN_HOUR)

    assert "Old: Thursday 15 January, 9:00 to 10:30 am (London)\nNew: Tuesday 20 January" in mail.outbox[0].body
    assert "Called off: Tuesday 17 February" in mail.outbox[0].body


def test_a_meeting_planned_by_hand_on_a_day_that_was_skipped_stays(room):
    cadence = make_rhythm(room, skipped=frozenset({date(2026, 2, 19)}))
    planned = make_meeting(room, utc("2026-02-19T15:00"))

    save_rhythm(room, kept_wish(cadence, minutes=60), now=NOON)

    planned.refresh_from_db()
    assert (planned.cancelled_at, planned.cadence) == (None, None)


def test_a_date_that_was_cancelled_may_be_held_after_all(room):
    cadence = make_rhythm(room)
    cancel_meeting(room.meetings.upcoming(NOON)[1], now=NOON)

    save_rhythm(room, kept_wish(cadence, skipped=frozenset()), now=NOON)

    assert days(room) == THURSDAYS


def test_a_length_too_short_for_the_agendas_there_are_lays_them_anew(room):
    make_rhythm(room, minutes=120)
    first = room.meetings.upcoming(NOON).first()
    seat = make_seat(first, room.priya)

    make_rhythm(room, minutes=35)

    seat.refresh_from_db()
    assert {sum(item.minutes for item in meeting.agenda_items.all()) for meeting in room.meetings.all()} == {35}
    assert seat.item.meeting == first


def test_a_date_put_off_to_the_hour_of_a_later_one_and_then_skipped_leaves_that_one_standing(room):
    cadence = make_rhythm(room)
    move_meeting(room.meetings.upcoming(NOON).last(), utc("2027-01-21T09:00"), minutes=90, now=NOON)

    save_rhythm(room, kept_wish(cadence, skipped=frozenset({date(2026, 12, 17)})), now=NOON)

    assert days(room)[-2:] == ["2026-11-19", "2027-01-21"]


def test_a_date_put_where_the_next_rhythm_has_its_first_becomes_that_one(room):
    make_rhythm(room)
    move_meeting(room.meetings.upcoming(NOON).first(), utc("2026-01-27T09:00"), minutes=90, now=NOON)

    make_rhythm(room, replace(RULE, weekday=1, nth=4))

    first = room.meetings.upcoming(NOON).first()
    assert (days(room)[:2], first.cadence_day) == (["2026-01-27", "2026-02-24"], date(2026, 1, 27))
