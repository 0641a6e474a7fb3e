"""Is it counted rightly who could meet when, across clocks, and told so that it gives nobody away?"""

from datetime import UTC, datetime

import pytest

from groups.intake.reach import counts, told

WINTER, SUMMER = datetime(2027, 1, 12, 9, tzinfo=UTC), datetime(2027, 7, 13, 9, tzinfo=UTC)
TUESDAY = 48
EVENING = {"evening": (TUESDAY + 34, TUESDAY + 40)}  # 17:00 to 20:00
LONDON, BERLIN, NEW_YORK = "Europe/London", "Europe/Berlin", "America/New_York"


def count(*others, windows=EVENING, zone=LONDON, minutes=120, at=WINTER):
    return counts(windows, others, zone=zone, minutes=minutes, at=at)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(TUESDAY + 34, TUESDAY + 40)], 1),
        ([(TUESDAY + 34, TUESDAY + 38)], 1),  # two hours of the three
        ([(TUESDAY + 34, TUESDAY + 37)], 0),  # too short for a meeting
        ([(TUESDAY + 30, TUESDAY + 36)], 0),  # long enough, but half of it before
        ([(TUESDAY + 34, TUESDAY + 36), (TUESDAY + 37, TUESDAY + 40)], 0),  # two pieces are no meeting
        ([(0, 336)], 1),
        ([], 0),
    ],
)
def test_whoever_is_free_for_a_whole_meeting_counts(spans, expected):
    assert count((LONDON, spans)) == {"evening": expected}


def test_a_clock_further_east_shows_the_same_moment_later():
    assert count((BERLIN, [(TUESDAY + 36, TUESDAY + 42)])) == {"evening": 1}
    assert count((BERLIN, [(TUESDAY + 32, TUESDAY + 36)])) == {"evening": 0}


def test_midday_in_new_york_is_evening_in_london_in_summer_too():
    midday = [(TUESDAY + 24, TUESDAY + 30)]

    assert [count((NEW_YORK, midday), at=at)["evening"] for at in (WINTER, SUMMER)] == [1, 1]


def test_monday_in_one_place_is_sunday_in_another():
    sunday_late = {"late": (330, 336)}

    assert count(("Pacific/Auckland", [(0, 12)]), windows=sunday_late, zone="Asia/Tokyo") == {"late": 1}
    assert count(("Pacific/Auckland", [(12, 24)]), windows=sunday_late, zone="Asia/Tokyo") == {"late": 0}


def test_in_a_window_shorter_than_a_meeting_it_begins_at_its_begin():
    short = {"midday": (TUESDAY + 24, TUESDAY + 28)}

    assert count((LONDON, [(TUESDAY + 24, TUESDAY + 30)]), windows=short, minutes=180) == {"midday": 1}
    assert count((LONDON, [(TUESDAY + 24, TUESDAY + 28)]), windows=short, minutes=180) == {"midday": 0}


def test_fewer_than_five_are_told_as_none_and_more_in_fives():
    assert [told(n) for n in (0, 1, 4, 5, 6, 9, 10, 23)] == [0, 0, 0, 5, 5, 5, 10, 20]
