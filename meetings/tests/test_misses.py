"""Is what somebody missed counted in halves, over one year, and only then too much?"""

from datetime import date, timedelta

import pytest

from meetings.misses import Noted, counted

TODAY = date(2026, 11, 22)


def noted(*was, from_day=TODAY):
    return [Noted(from_day - 28 * number * timedelta(days=1), how) for number, how in enumerate(was)]


@pytest.mark.parametrize(
    ("was", "told", "is_too_much"),
    [
        ([], "0", False),
        (["there"] * 12, "0", False),
        (["half"], "½", False),
        (["missed", "there", "half"], "1½", False),
        (["missed", "missed"], "2", False),
        (["half"] * 4, "2", False),
        (["missed", "missed", "half"], "2½", True),
        (["missed", "missed", "excused"], "2", False),
        (["missed"] * 3, "3", True),
    ],
)
def test_halves_are_counted_and_more_than_two_is_too_much(was, told, is_too_much):
    misses = counted(noted(*was), TODAY)

    assert (misses.told, misses.is_too_much) == (told, is_too_much)


def test_what_is_more_than_a_year_ago_counts_no_more():
    old = TODAY - timedelta(days=365)

    assert counted(noted("missed", from_day=old), TODAY).halves == 0
    assert counted(noted("missed", from_day=old + timedelta(days=1)), TODAY).halves == 2


def test_the_days_that_count_are_told_the_latest_first():
    misses = counted(reversed(noted("there", "missed", "excused", "half")), TODAY)

    assert [day.was for day in misses.days] == ["missed", "half"]
    assert misses.days[0].on > misses.days[1].on
