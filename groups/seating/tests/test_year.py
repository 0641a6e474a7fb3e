"""Do the hours of a group hold all year for everybody, whoever's clock changes, and when?"""

from datetime import UTC, date, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.formation import week
from groups.seating.year import Year, seen_from, stretches

YEAR = (date(2027, 1, 11), date(2028, 1, 9))
DAY = 48
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def at(day, hour, minute=0):
    return day * DAY + 2 * hour + minute // 30


def hours(*spans):
    """Mark stretches of (day, from, to), in hours."""
    return week.cells((at(day, first), at(day, end)) for day, first, end in spans)


def told(marked, day):
    """Say which hours of a day are marked, as the spans of half hours they make up."""
    cells = [cell - day * DAY for cell in week.each(marked) if cell // DAY == day]
    begins = [cell / 2 for cell in cells if cell - 1 not in cells]
    return list(zip(begins, [(cell + 1) / 2 for cell in cells if cell + 1 not in cells], strict=True))


def slow(year, marked, zone):
    """Look at both clocks every quarter of an hour of the year: an hour holds if theirs shows a free one each time."""
    here, there, found = ZoneInfo(year.zone), ZoneInfo(zone), week.FULL
    moment, ends = year.spans
    while moment < ends:
        cell, other = (
            local.weekday() * DAY + 2 * local.hour + local.minute // 30
            for local in (moment.astimezone(here), moment.astimezone(there))
        )
        if not marked >> other & 1:
            found &= ~(1 << cell)
        moment += timedelta(minutes=15)
    return found


@pytest.mark.parametrize(
    ("zone", "own", "day", "in_london"),
    [
        # Three weeks in March and one in autumn New York is four hours away and not five.
        ("America/New_York", (TUE, 12, 15), TUE, [(17, 19)]),
        # Eleven, twelve and thirteen hours ahead: a morning there is an evening before here.
        ("Pacific/Auckland", (WED, 7, 11), TUE, [(20, 22)]),
        ("Asia/Kolkata", (TUE, 20, 23), TUE, [(15.5, 17.5)]),
        ("America/Sao_Paulo", (TUE, 14, 18), TUE, [(18, 21)]),
        ("Europe/Berlin", (TUE, 18, 20), TUE, [(17, 19)]),  # both change at the same moment: nothing is lost
        ("Europe/London", (TUE, 17, 19), TUE, [(17, 19)]),
        ("Asia/Kathmandu", (TUE, 20, 23), TUE, [(15.5, 17)]),  # quarters of hours lose their edges
    ],
)
def test_an_hour_holds_all_year_where_both_clock_changes_leave_it_free(zone, own, day, in_london):
    assert told(Year("Europe/London", *YEAR).free(hours(own), zone), day) == in_london


def test_somebody_with_two_hours_that_the_clocks_part_has_none():
    assert Year("Europe/London", *YEAR).free(hours((TUE, 12, 13)), "America/New_York") == 0


def test_a_cohort_between_the_changes_loses_nothing():
    winter = Year("Europe/London", date(2027, 11, 10), date(2028, 3, 1))

    assert told(winter.free(hours((TUE, 12, 15)), "America/New_York"), TUE) == [(17, 20)]


def test_a_week_ends_where_the_next_begins():
    found = Year("Europe/London", *YEAR).free(hours((MON, 6, 11)), "Pacific/Auckland")

    assert told(found, SUN) == [(19, 22)]


@pytest.mark.parametrize("zone", ["America/New_York", "America/Chicago", "Pacific/Auckland", "America/Sao_Paulo"])
def test_an_hour_of_a_night_in_which_one_clock_changes_first_spoils_no_other(zone):
    """Between Chicago and New York an hour of the year is two hours apart, on a Sunday before dawn."""
    found = Year("America/Chicago", *YEAR).free(hours((TUE, 18, 20)), "America/New_York")

    assert told(found, TUE) == [(17, 19)]


def test_how_far_ahead_is_told_as_it_is_for_most_of_the_year():
    year = Year("Europe/London", *YEAR)

    ahead = [year.ahead(zone) for zone in ("America/New_York", "Asia/Kolkata", "Europe/London", "Pacific/Auckland")]
    assert ahead == [-300, 270, 0, 660]


def test_at_most_six_weeks_differ_between_any_two():
    year = Year("Europe/London", *YEAR)

    assert max(len(stretches(year, zone)) for zone in ("America/New_York", "Pacific/Auckland", "Asia/Kolkata")) <= 6


ZONES = st.sampled_from([
    "Europe/London", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "America/Sao_Paulo", "Asia/Kathmandu",
    "Australia/Lord_Howe", "Africa/Casablanca", "America/Chicago", "Pacific/Chatham", "UTC", "America/Havana",
])  # fmt: skip
DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))


@settings(max_examples=60)
@given(here=ZONES, there=ZONES, first=DAYS, lasts=st.integers(1, 45), marked=st.integers(0, week.FULL))
def test_it_says_what_the_clocks_show_every_quarter_of_an_hour(here, there, first, lasts, marked):
    year = Year(here, first, first + timedelta(days=lasts))

    assert year.free(marked, there) == slow(year, marked, there)


@pytest.mark.parametrize("there", ["America/New_York", "Pacific/Auckland", "America/Sao_Paulo", "Australia/Lord_Howe"])
def test_it_says_so_over_a_whole_year_as_well(there):
    year, marked = Year("Europe/London", *YEAR), hours((MON, 6, 11), (TUE, 12, 15), (SUN, 0, 24))

    assert year.free(marked, there) == slow(year, marked, there)


@given(st.integers(0, week.FULL), st.integers(-900, 900).map(lambda quarter: 15 * (quarter // 15)))
def test_turning_a_week_there_and_back_adds_nothing(marked, ahead):
    assert seen_from(seen_from(marked, ahead), -ahead) & ~marked == 0


def test_a_thousand_people_take_no_time():
    year = Year("UTC", *YEAR)
    people = [("Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")[n % 4] for n in range(1000)]
    began = perf_counter()

    for zone in people:
        year.free(hours((TUE, 9, 17)), zone)

    assert perf_counter() - began < 1


def test_the_days_are_those_of_the_programme():
    begins, ends = Year("Pacific/Auckland", date(2027, 1, 11), date(2027, 1, 11)).spans

    assert (begins.tzinfo, ends - begins, begins.hour) == (UTC, timedelta(days=1), 11)
