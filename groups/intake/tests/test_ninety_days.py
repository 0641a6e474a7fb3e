"""Do sixty and ninety days count as people count them, and is the word said at nine by the reader's clock?"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.intake.ninety_days import days, mark, passes, told_at
from peergroups.kit.wallclock import MORNING, instant, local_day

SENT = datetime(2026, 1, 13, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("gone", "passed"),
    [
        (timedelta(0), None),
        (timedelta(days=60, seconds=-1), None),
        (timedelta(days=60), 60),
        (timedelta(days=90, seconds=-1), 60),
        (timedelta(days=90), 90),
        (timedelta(days=400), 90),
    ],
)
def test_a_mark_is_passed_when_its_days_are_over(gone, passed):
    assert mark(SENT, SENT + gone) == passed


def test_days_are_whole_ones_and_never_below_none():
    assert [days(SENT, SENT + gone) for gone in (timedelta(hours=-1), timedelta(hours=47), timedelta(days=2))] == [
        0,
        1,
        2,
    ]


def test_the_word_is_said_on_the_next_morning_at_nine():
    assert told_at(SENT, 60, "Europe/London") == datetime(2026, 3, 15, 9, tzinfo=UTC)


def test_in_summer_nine_is_an_hour_earlier():
    assert told_at(SENT, 90, "Europe/London") == datetime(2026, 4, 14, 8, tzinfo=UTC)


@given(
    st.integers(0, 2 * 365 * 24 * 60),
    st.sampled_from(["Europe/London", "Pacific/Auckland", "America/St_Johns", "Asia/Kathmandu"]),
)
def test_it_is_always_the_first_nine_at_which_the_days_are_over(minutes, zone):
    since = SENT + timedelta(minutes=minutes)
    told = told_at(since, 60, zone)

    assert passes(since, 60) <= told
    assert told == instant(local_day(told, zone), MORNING, zone)
    assert instant(local_day(told, zone) - timedelta(days=1), MORNING, zone) < passes(since, 60)
