"""Are the times that are proposed good ones, by everybody's own clock, across clock changes and zones?"""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.polls.finding import Somebody, assess, candidates, find
from meetings.polls.saying import local_hours, why
from meetings.polls.tallying import Tally, ranked
from meetings.tests.makers import utc

ZONES = ("Europe/London", "Asia/Kolkata", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu", "UTC")
FAR_BACK = utc("2026-01-01T00:00")
THURSDAY = date(2026, 11, 26)
MORNINGS = frozenset(half for day in range(5) for half in range(day * 48 + 18, day * 48 + 24))


def best(*people, zone="Europe/London", first=THURSDAY, days=3, minutes=90, **how):
    return find(people, first, first + timedelta(days=days), minutes, zone=zone, after=FAR_BACK, **how)


def test_the_best_times_lie_in_everybodys_week_by_their_own_clocks():
    sam = Somebody("Sam", "Europe/London", MORNINGS)
    arun = Somebody("Arun", "Asia/Kolkata", frozenset(range(3 * 48 + 28, 3 * 48 + 36)))  # Thursday, 2 pm to 6 pm

    first, *others = best(sam, arun)

    assert first.starts_at == utc("2026-11-26T10:00")
    assert (first.free, first.cannot) == (("Sam", "Arun"), 0)
    assert all(other.cannot for other in others)


def test_who_sits_elsewhere_counts_and_is_not_named():
    then = utc("2026-11-26T10:00")
    priya = Somebody("Priya", "Europe/London", MORNINGS, busy=((then, then + timedelta(hours=1)),))

    chance = assess([priya, Somebody("Sam", "Europe/London", MORNINGS)], then, 60)

    assert (chance.busy, chance.cannot, chance.free) == (1, 1, ("Priya", "Sam"))


def test_who_is_away_is_not_waited_for():
    away = ((utc("2026-11-01T00:00"), utc("2027-01-01T00:00")),)

    assert [chance.away for chance in best(Somebody("Marta", "Europe/Lisbon", away=away))] == []


def test_without_a_word_from_anybody_times_lie_in_the_day_near_the_usual_hour():
    usual = 3 * 48 + 18  # Thursday at nine

    found = best(Somebody("Sam", "Europe/London"), Somebody("Marta", "Europe/Lisbon"), usual=usual)

    assert found[0].starts_at == utc("2026-11-26T09:00")
    assert {chance.odd for chance in found[:4]} == {()}


def test_times_are_spread_over_days_and_away_from_meetings_that_stand():
    stands = (utc("2026-11-26T09:00"), utc("2026-11-26T18:00"))

    found = best(Somebody("Sam", "Europe/London", MORNINGS), taken=[stands])

    starts = sorted(chance.starts_at for chance in found)
    assert all(later - earlier >= timedelta(hours=2) for earlier, later in pairwise(starts))
    assert all(not stands[0] <= at < stands[1] for at in starts)


def test_a_day_has_the_half_hours_that_its_clocks_show():
    spring, autumn = (list(candidates(day, day, "Europe/London")) for day in (date(2027, 3, 28), date(2026, 10, 25)))

    assert (len(set(spring)), len(spring), len(autumn)) == (46, 46, 48)


@settings(max_examples=25)
@given(
    zones=st.lists(st.sampled_from(ZONES), min_size=1, max_size=4),
    home=st.sampled_from(ZONES),
    begins=st.integers(0, 300),
    span=st.integers(2, 36),
    first=st.dates(date(2026, 10, 20), date(2027, 4, 10)),
    minutes=st.sampled_from((30, 60, 90)),
)
def test_free_means_every_quarter_of_an_hour_on_ones_own_wall(zones, home, begins, span, first, minutes):
    week = frozenset(range(begins, min(begins + span, 336)))
    people = [Somebody(f"{n} {zone}", zone, week) for n, zone in enumerate(zones)]

    for chance in best(*people, zone=home, first=first, days=6, minutes=minutes):
        for one in people:
            begin = chance.starts_at.astimezone(one.clock).replace(tzinfo=None)
            quarters = [begin + timedelta(minutes=n) for n in range(0, minutes, 15)]
            halves = {at.weekday() * 48 + at.hour * 2 + at.minute // 30 for at in quarters}
            assert (one.name in chance.free) == week.issuperset(halves)


@pytest.mark.parametrize(
    ("tally", "said"),
    [
        (Tally(1, FAR_BACK, silent=("Sam",)), "Nobody has answered yet."),
        (Tally(1, FAR_BACK, yes=("Sam", "Jo")), "Everybody can."),
        (Tally(1, FAR_BACK, yes=("Sam",), maybe=("Jo",)), "Everybody can: 1 yes, 1 if need be (Jo)."),
        (
            Tally(1, FAR_BACK, yes=("A", "B", "C", "D"), maybe=("Jo",), no=("Arun",)),
            "4 yes, 1 if need be (Jo). Arun cannot.",
        ),
        (Tally(1, FAR_BACK, yes=("A", "B"), silent=("Jo",)), "2 yes. 1 has yet to answer."),
        (Tally(1, FAR_BACK, yes=("Sam",), no=("Jo", "Arun")), "Works for nobody but Sam. Too few to meet: 1 of 3."),
        (Tally(1, FAR_BACK, yes=("Sam",), no=("Jo",), silent=("A", "B")), "1 yes. Jo cannot. 2 have yet to answer."),
        (Tally(1, FAR_BACK, no=("Jo", "Arun")), "Suits nobody so far. Too few to meet: 0 of 2."),
        (Tally(1, FAR_BACK, yes=("A", "B"), no=("Jo",), least=3), "2 yes. Jo cannot. Too few to meet: 2 of 3."),
        (Tally(1, FAR_BACK, yes=("A", "B"), away=("Marta",)), "Everybody can. Marta is away then."),
        (Tally(1, FAR_BACK, yes=("A", "B"), elsewhere=1), "Everybody can. 1 has another meeting then."),
    ],
)
def test_a_time_says_why_it_is_good(tally, said):
    assert why(tally) == said


def test_most_who_can_come_first_then_those_who_gladly_can():
    later = FAR_BACK + timedelta(days=1)
    few, unsure = Tally(1, FAR_BACK, yes=("A",), no=("B",)), Tally(2, FAR_BACK, yes=("A",), maybe=("B",))
    sure = Tally(3, later, yes=("A", "B"))

    assert [tally.slot for tally in ranked([few, unsure, sure])] == [3, 2, 1]


def test_other_clocks_are_told_with_their_day():
    people = [("Sam", "Europe/London"), ("Kai", "Pacific/Auckland")]
    at = datetime(2026, 11, 26, 18, tzinfo=ZoneInfo("Europe/London"))

    assert local_hours(people, at, "Europe/London") == "Friday 27 November, 7:00 am for Kai (Auckland)"
