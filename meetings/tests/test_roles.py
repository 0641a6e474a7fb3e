"""Are roles named in turn: each moving on by one, nobody two where people suffice, nobody who is not there?"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.roles import Gathering, propose

ROLES = ("facilitator", "elect", "timekeeper", "scribe", "observer")
FIRST = date(2027, 1, 21)


def gatherings(free, **fields):
    """One meeting a month; `free` says who is there in each."""
    return [Gathering(FIRST + timedelta(days=28 * n), there, **fields) for n, there in enumerate(free)]


@given(st.lists(st.sets(st.integers(1, 7)), min_size=1, max_size=6), st.integers(0, 7))
@settings(max_examples=150)
def test_nobody_has_two_roles_where_people_suffice_and_nobody_who_is_away_has_one(there, keeper):
    for free, named in zip(there, propose(gatherings([sorted(each) for each in there]), ROLES, {}), strict=True):
        assert set(named.values()) <= free
        assert len(set(named.values())) == min(len(free), len(ROLES))
        assert set(named) == set(ROLES) or len(free) < 2
        assert named.get("elect") != named.get("facilitator") or not free
    for named in propose(gatherings([sorted(each) for each in there], keepers=[keeper]), ROLES[1:], {}):
        assert named.get("elect") != keeper


@pytest.mark.parametrize("people", [5, 6, 7])
def test_over_a_year_everybody_does_each_role_equally_often_to_within_one(people):
    named = propose(gatherings([range(people)] * 12), ROLES, {})

    for role in ROLES:
        often = [[each[role] for each in named].count(person) for person in range(people)]
        assert max(often) - min(often) <= 1


def test_each_moves_on_by_one_role_and_whoever_led_waits_longest():
    first, second = propose(gatherings([range(6)] * 2), ROLES, {})

    assert first == dict(zip(ROLES, range(5), strict=True))
    assert second == dict(zip(ROLES, range(1, 6), strict=True))


def test_whoever_missed_their_turn_is_first_once_they_are_back():
    months = propose(gatherings([[1, 2, 3], [0, 1, 2, 3]]), ROLES[1:2], {1: FIRST - timedelta(days=1)})

    assert [each["elect"] for each in months] == [2, 0]


def test_who_was_elect_facilitates_the_next_meeting_and_whoever_is_named_stays():
    first, second = propose(gatherings([[1, 2, 3, 4, 5, 6]] * 2, kept={"scribe": 6}), ROLES, {}, heir=4)

    assert (first["facilitator"], second["facilitator"]) == (4, first["elect"])
    assert (first["scribe"], second["scribe"]) == (6, 6)


def test_whoever_keeps_the_room_takes_their_turn_where_leading_goes_round():
    first, second = propose(gatherings([[1, 2, 3, 4, 5]] * 2, keepers=[2]), ROLES, {})

    assert (first["elect"], second["facilitator"]) == (2, 2)


def test_where_two_have_to_do_five_roles_the_elect_is_not_the_facilitator():
    (named,) = propose(gatherings([[1, 2]]), ROLES, {})

    assert {named["facilitator"], named["elect"]} == {1, 2}
    assert sorted(list(named.values()).count(person) for person in (1, 2)) == [2, 3]
