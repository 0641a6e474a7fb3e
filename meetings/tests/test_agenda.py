"""Do a meeting's parts always sum to its length, and keep their least time?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.agenda import LENGTHS, TEMPLATES, MinutesDoNotFit, fit, rescale


@pytest.mark.parametrize(
    ("length", "minutes"),
    [
        (120, [5, 24, 12, 30, 30, 7, 8, 4]),
        (90, [3, 18, 12, 30, 12, 4, 8, 3]),
        (60, [2, 12, 6, 30, 6, 4]),
    ],
)
def test_for_six_people_the_templates_are_those_of_practice(length, minutes):
    assert [part.minutes for part in fit(TEMPLATES[length], people=6, length=length)] == minutes


@given(st.sampled_from(LENGTHS), st.integers(3, 9), st.integers(60, 480))
def test_every_part_keeps_its_least_time_and_all_sum_to_the_length(template, people, length):
    blocks = TEMPLATES[template]
    try:
        parts = fit(blocks, people=people, length=length)
    except MinutesDoNotFit:
        assert sum(block.least(people) for block in blocks) > length
    else:
        assert sum(part.minutes for part in parts) == length
        assert all(part.minutes >= block.least(people) for part, block in zip(parts, blocks, strict=True))


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12), st.integers(12, 480))
def test_a_rescaled_agenda_sums_to_the_new_length(minutes, length):
    scaled = rescale(minutes, length)

    assert (sum(scaled), min(scaled) >= 1) == (length, True)


def test_more_parts_than_minutes_do_not_fit():
    with pytest.raises(MinutesDoNotFit):
        rescale([10] * 40, 30)
