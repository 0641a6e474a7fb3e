"""Does what is soon and factual become a question, and all else a hot seat, each with its reason?"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.router import SOON, Route, propose

TODAY = date(2026, 11, 22)
A_DAY = timedelta(days=1)


def routed(is_factual, in_days, meets_in=None):
    day = in_days is not None and TODAY + in_days * A_DAY
    meets = meets_in is not None and TODAY + meets_in * A_DAY
    return propose(is_factual=is_factual, needed_by=day or None, today=TODAY, next_meeting=meets or None)


@pytest.mark.parametrize(
    ("is_factual", "in_days", "meets_in", "route"),
    [
        (True, 3, None, "ask"),
        (True, 14, None, "ask"),
        (True, 15, None, "seat"),
        (True, 15, 20, "ask"),  # the group meets too late for it
        (True, 25, 20, "seat"),
        (True, None, 20, "seat"),
        (False, 3, None, "seat"),
        (False, None, None, "seat"),
    ],
)
def test_soon_and_factual_is_a_question_and_all_else_a_hot_seat(is_factual, in_days, meets_in, route):
    assert routed(is_factual, in_days, meets_in).route == route


@settings(max_examples=60)
@given(st.booleans(), st.none() | st.integers(0, 400), st.none() | st.integers(0, 60))
def test_there_is_always_a_way_and_a_reason_of_one_line(is_factual, in_days, meets_in):
    proposal = routed(is_factual, in_days, meets_in)

    assert proposal.route in Route
    assert 0 < len(proposal.reason) <= 100
    assert proposal.route == Route.SEAT or (is_factual and in_days is not None)


@settings(max_examples=60)
@given(st.integers(0, SOON.days), st.none() | st.integers(0, 60))
def test_what_is_open_is_never_hurried_into_a_question(in_days, meets_in):
    assert routed(False, in_days, meets_in).route == Route.SEAT
