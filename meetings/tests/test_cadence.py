"""Does a rule name the right days, and keep its hour on every clock of the world?"""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.zones import zones
from meetings.cadence import FURTHEST, LAST, Rule, align, coming
from meetings.tests.makers import utc
from peergroups.kit.wallclock import exists, local

A_DAY = timedelta(days=1)
DAYS = st.dates(date(2025, 1, 1), date(2035, 12, 31))
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
MONTHLY = st.builds(Rule, st.integers(0, 6), TIMES, DAYS, nth=st.sampled_from([1, 2, 3, 4, LAST]))
WEEKLY = st.builds(Rule, st.integers(0, 6), TIMES, DAYS, every=st.integers(1, 12))
RULES = MONTHLY | WEEKLY
THIRD_THURSDAY = Rule(3, time(9), date(2026, 11, 1), nth=3)
many = settings(max_examples=60)


def first(rule, number, since=None):
    return list(islice(rule.days(since), number))


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (THIRD_THURSDAY, ["2026-11-19", "2026-12-17", "2027-01-21"]),
        (Rule(4, time(9), date(2026, 11, 28), nth=LAST), ["2026-12-25", "2027-01-29", "2027-02-26"]),
        (Rule(0, time(9), date(2027, 2, 1), nth=LAST), ["2027-02-22", "2027-03-29", "2027-04-26"]),
        (Rule(6, time(9), date(2026, 11, 22), every=4), ["2026-11-22", "2026-12-20", "2027-01-17"]),
        (Rule(1, time(9), date(2026, 11, 22), every=2), ["2026-11-24", "2026-12-08", "2026-12-22"]),
    ],
)
def test_a_rule_names_its_days(rule, days):
    assert [day.isoformat() for day in first(rule, 3)] == days


# The golden values of docs/decisions.md: what the wall shows and when that is, on both sides of each change.
@pytest.mark.parametrize(
    ("zone", "day", "at", "begins", "shown"),
    [
        ("Europe/Berlin", "2027-03-28", time(9), "2027-03-28T07:00", time(9)),
        ("Europe/Berlin", "2027-03-27", time(9), "2027-03-27T08:00", time(9)),
        ("America/New_York", "2027-11-07", time(9), "2027-11-07T14:00", time(9)),
        ("Australia/Lord_Howe", "2027-04-04", time(9), "2027-04-03T22:30", time(9)),
        ("Pacific/Kiritimati", "2027-03-01", time(9), "2027-02-28T19:00", time(9)),
        ("Pacific/Honolulu", "2027-03-01", time(9), "2027-03-01T19:00", time(9)),
        ("Europe/Berlin", "2027-03-28", time(2, 30), "2027-03-28T01:30", time(3, 30)),
        ("Europe/Berlin", "2027-10-31", time(2, 30), "2027-10-31T00:30", time(2, 30)),
    ],
)
def test_a_date_begins_when_the_clock_on_the_wall_says_so(zone, day, at, begins, shown):
    start = Rule(0, at, date(2026, 1, 1), every=1).start(date.fromisoformat(day), zone)

    assert (start, local(start, zone).time()) == (utc(begins), shown)


@given(RULES, DAYS)
@many
def test_days_rise_fall_on_the_weekday_and_never_before_the_first(rule, since):
    days = first(rule, 13, since)

    assert days == sorted(set(days))
    assert {day.weekday() for day in days} == {rule.weekday}
    assert days[0] >= max(rule.first_on, since)


@given(MONTHLY)
@many
def test_each_month_has_its_nth_weekday_once(rule):
    days = first(rule, 13)

    assert len({(day.year, day.month) for day in days}) == 13
    assert days[-1] - days[0] < timedelta(days=380)
    for day in days:
        assert (day + 7 * A_DAY).month != day.month if rule.nth == LAST else (day.day - 1) // 7 + 1 == rule.nth


@given(WEEKLY, st.integers(0, 400))
@many
def test_weeks_are_counted_from_the_first_wherever_one_looks_from(rule, later):
    days = first(rule, 60)
    since = rule.first_on + later * A_DAY

    assert {b - a for a, b in pairwise(days)} == {timedelta(weeks=rule.every)}
    assert first(rule, 3, since) == [day for day in first(rule, 70) if day >= since][:3]


@given(RULES, st.sampled_from(zones()))
@settings(max_examples=150)
def test_every_clock_shows_the_hour_of_the_rule_unless_it_skips_it(rule, zone):
    for day in first(rule, 12):
        shown = local(rule.start(day, zone), zone)
        if exists(day, rule.at, zone):
            assert (shown.date(), shown.time()) == (day, rule.at)
        else:
            assert timedelta(0) < shown.replace(tzinfo=None) - datetime.combine(day, rule.at) <= A_DAY


def changes(zone, year=2027):
    """Find the days of a year on which clocks in a zone change."""
    here, day = ZoneInfo(zone), datetime(year, 1, 1)  # noqa: DTZ001 - what the wall shows
    while day.year == year:
        after = day + A_DAY
        if day.replace(tzinfo=here).utcoffset() != after.replace(tzinfo=here).utcoffset():
            yield day.date()
        day = after


def test_on_both_clock_changes_of_every_zone_each_hour_is_its_first_or_shown_an_hour_later():
    changing = {zone: list(changes(zone)) for zone in zones()}
    for zone, days in changing.items():
        for day in days:
            for hour in range(24):
                start = Rule(day.weekday(), time(hour, 30), day, every=1).start(day, zone)
                shown = local(start, zone)
                if exists(day, time(hour, 30), zone):
                    assert (shown.time(), shown.fold) == (time(hour, 30), 0)
                else:
                    assert shown.replace(tzinfo=None) > datetime.combine(day, time(hour, 30))

    assert sum(len(days) == 2 for days in changing.values()) > 100


@given(RULES, st.sampled_from(zones()), st.integers(0, 10**8), st.data())
@many
def test_so_many_dates_come_beside_those_left_out(rule, zone, later, data):
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=later)
    without = set(data.draw(st.lists(st.sampled_from(coming(rule, zone, now=now, many=12)), max_size=5)))

    days = coming(rule, zone, now=now, many=12, without=without)

    assert len(set(days) - without) == 12
    assert without <= set(days)
    assert min(rule.start(day, zone) for day in days) > now


@given(RULES, RULES)
@many
def test_standing_days_go_to_the_wanted_ones_in_order_and_not_far(one, other):
    standing, wanted = first(one, 12), first(other, 12)

    found = align(standing, wanted)

    assert list(found) == sorted(found)
    assert list(found.values()) == sorted(set(found.values()))
    assert all(abs(to - day) <= FURTHEST for day, to in found.items())
    assert all(found[day] == day for day in set(standing) & set(wanted))


def test_the_next_meeting_remains_the_next_when_its_weekday_changes():
    standing = first(THIRD_THURSDAY, 12, date(2026, 12, 10))
    wanted = first(Rule(1, time(9), date(2026, 12, 10), nth=2), 12)

    assert align(standing, wanted) == dict(zip(standing, wanted, strict=True))


@given(RULES)
@many
def test_the_rule_carried_on_from_one_of_its_own_days_names_the_same_days(rule):
    days = first(rule, 12)

    carried = rule.carried(days[0], rule.at)

    assert first(carried, 12) == days


@pytest.mark.parametrize(
    ("rule", "day", "days"),
    [
        (THIRD_THURSDAY, "2026-12-18", ["2026-12-18", "2027-01-15"]),
        (THIRD_THURSDAY, "2026-12-29", ["2026-12-29", "2027-01-26"]),
        (Rule(3, time(9), date(2026, 11, 1), nth=LAST), "2026-12-30", ["2026-12-30", "2027-01-27"]),
        (Rule(3, time(9), date(2026, 11, 19), every=4), "2026-12-29", ["2026-12-29", "2027-01-26"]),
    ],
)
def test_all_after_a_moved_date_are_like_it(rule, day, days):
    carried = rule.carried(date.fromisoformat(day), time(10))

    assert ([found.isoformat() for found in first(carried, 2)], carried.at) == (days, time(10))
