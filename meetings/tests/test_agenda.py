"""Do a meeting's parts always sum to its length, and keep their least time?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.agenda import (
    LENGTHS,
    SHAPES,
    TEMPLATES,
    MinutesDoNotFit,
    Part,
    Template,
    first_that_fits,
    fit,
    least_minutes,
    nearest_template,
    rescale,
)


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


people_count, lengths = st.integers(3, 9), st.integers(60, 480)
some_parts = st.lists(st.builds(Part, st.sampled_from(sorted(SHAPES)), st.integers(1, 60)), min_size=1, max_size=12)


def keeps_the_floors(parts, wanted, people):
    return all(part.minutes >= first.least(people) for part, first in zip(parts, wanted, strict=True))


@given(st.sampled_from(LENGTHS), people_count, lengths)
def test_every_part_keeps_its_least_time_and_all_sum_to_the_length(template, people, length):
    agrees(TEMPLATES[template], people, length)


@given(some_parts, people_count, people_count, lengths)
def test_so_does_every_part_of_an_agenda_that_a_group_made_for_itself(parts, made_for, people, length):
    agrees(Template(tuple(parts), made_for), people, length)


def agrees(template, people, length):
    wanted = template.wanted(people)
    try:
        parts = fit(template, people=people, length=length)
    except MinutesDoNotFit:
        assert least_minutes(wanted, people=people) > length
    else:
        assert sum(part.minutes for part in parts) == length
        assert keeps_the_floors(parts, wanted, people)


def test_with_one_person_less_the_round_is_shorter_and_the_hot_seat_longer():
    assert [part.minutes for part in fit(TEMPLATES[90], people=5, length=90)] == [3, 15, 10, 35, 12, 4, 8, 3]


@given(some_parts, people_count, lengths)
def test_a_rescaled_agenda_sums_to_the_new_length_and_keeps_the_floors(parts, people, length):
    try:
        scaled = rescale(parts, length, people=people)
    except MinutesDoNotFit:
        assert least_minutes(parts, people=people) > length
    else:
        assert sum(part.minutes for part in scaled) == length
        assert keeps_the_floors(scaled, parts, people)


def test_more_parts_than_minutes_do_not_fit():
    with pytest.raises(MinutesDoNotFit):
        rescale([Part("close", 10)] * 40, 30, people=6)


def test_of_the_templates_the_first_that_goes_into_the_length_is_taken_made_for_as_many_as_it_holds():
    many, usual = Template((Part("hot_seat", 15),) * 4), nearest_template(60)

    taken = [first_that_fits([many, Template(()), usual], people=6, length=length) for length in (60, 45, 30)]

    assert taken == [(many, 6), (usual, 6), (usual, 3)]
