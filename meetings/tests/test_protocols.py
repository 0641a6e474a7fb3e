"""Do the steps of every protocol sum to the slot, keep their floors and stay as practice has them?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.agenda import MinutesDoNotFit
from meetings.models import Help
from meetings.protocols import PROTOCOLS, Gate, Says, Voice, fit

SHORTEST_SEAT = 15  # of the agenda's templates
FEW = settings(max_examples=60)
slots = st.tuples(st.sampled_from(sorted(PROTOCOLS)), st.integers(1, 60) | st.integers(61, 480))


def minutes_of(kind, length):
    return {timed.step.key: timed.minutes for timed in fit(PROTOCOLS[kind], length)}


def test_every_kind_of_help_has_a_protocol():
    assert set(PROTOCOLS) == set(Help.values)


@FEW
@given(slots)
def test_the_steps_sum_to_the_slot_and_none_falls_under_its_floor(slot):
    kind, length = slot
    protocol = PROTOCOLS[kind]
    try:
        steps = fit(protocol, length)
    except MinutesDoNotFit:
        assert length < protocol.floor
    else:
        assert sum(timed.minutes for timed in steps) == length
        assert all(timed.minutes >= timed.step.floor >= 1 for timed in steps)


@FEW
@given(slots)
def test_where_practice_has_room_every_step_keeps_to_its_minutes(slot):
    kind, length = slot
    steps = PROTOCOLS[kind].steps_in(length)
    if sum(step.least for step in steps) <= length <= sum(step.most for step in steps):
        assert all(timed.step.least <= timed.minutes <= timed.step.most for timed in fit(PROTOCOLS[kind], length))


@FEW
@given(slots)
def test_only_what_is_optional_is_ever_left_out(slot):
    kind, length = slot
    protocol = PROTOCOLS[kind]
    left_out = set(protocol.steps) - set(protocol.steps_in(length))

    assert all(step.is_optional for step in left_out)


@pytest.mark.parametrize("kind", sorted(PROTOCOLS))
def test_each_goes_into_the_shortest_hot_seat(kind):
    protocol = PROTOCOLS[kind]
    steps = fit(protocol, protocol.floor)

    assert protocol.floor <= SHORTEST_SEAT
    assert [timed.minutes for timed in steps] == [timed.step.floor for timed in steps]


@pytest.mark.parametrize(
    ("kind", "length", "minutes"),
    [
        ("idea", 30, [3, 5, 8, 8, 4, 2]),
        ("support", 31, [5, 3, 1, 5, 12, 5]),
        ("troika", 7, [1, 1, 4, 1]),
        ("troika", 11, [2, 2, 5, 2]),
        ("questions", 36, [2, 10, 15, 2, 5, 2]),
        ("questions", 21, [2, 5, 10, 2, 2]),
        ("advice", 27, [2, 5, 5, 10, 5]),
        ("advice", 43, [3, 10, 10, 15, 5]),
        ("experience", 50, [10, 15, 15, 6, 4]),
    ],
)
def test_the_minutes_are_those_of_practice(kind, length, minutes):
    assert list(minutes_of(kind, length).values()) == minutes


def test_no_solution_comes_before_the_cause_is_named():
    steps = {step.key: step for step in PROTOCOLS["advice"].steps}

    assert list(steps).index("root") < list(steps).index("solutions")
    assert steps["solutions"].gate == Gate.CAUSE_NAMED


@pytest.mark.parametrize(
    ("kind", "key", "says"),
    [
        ("questions", "help", Says.ANSWERS),
        ("experience", "clarify", Says.QUESTIONS),
        ("experience", "share", Says.EXPERIENCE),
        ("idea", "excites", Says.PRAISE),
        ("support", "mirror", Says.IMAGES),
    ],
)
def test_each_kind_keeps_the_rule_that_makes_it(kind, key, says):
    assert next(step.says for step in PROTOCOLS[kind].steps if step.key == key) == says


@pytest.mark.parametrize("kind", sorted(PROTOCOLS))
def test_the_presenter_begins_and_somebody_speaks_of_what_comes_next(kind):
    steps = PROTOCOLS[kind].steps

    assert (steps[0].speaks, steps[-1].speaks in (Voice.PRESENTER, Voice.ALL)) == (Voice.PRESENTER, True)
    assert len({step.key for step in steps}) == len(steps)
    assert all(step.title and step.prompt for step in steps)
