"""What is read from a file, and what is refused in which words?"""

import pytest

from groups.formation import week
from groups.formation.reading import UnreadablePool, read
from groups.formation.tests.makers import MORNING, make_facilitator, make_instance, make_person, make_running

REFUSED = {
    "p00 comes twice.": make_instance([make_person(0), make_person(0)]),
    "p09 is named, but is not among the people.": make_instance(2, keep_apart=[["p00", "p09"]]),
    "A pair is two people.": make_instance(3, past_mates=[["p00", "p01", "p02"]]),
    "p00: stage is a whole number from 0 to 9, not 'three'.": make_instance([make_person(0, stage="three")]),
    "p00: 20 to 18 is no stretch of a week of 336 half hours.": make_instance([make_person(0, free=[[20, 18]])]),
    "f1: capacity is a whole number from 0 to 10000, not -1.": make_instance(
        2, facilitators=[make_facilitator(capacity=-1)]
    ),
    "p01 comes twice.": make_instance(3, existing_groups=[make_running(["p01"]), make_running(["p01"], id="g2")]),
    "A meeting lasts from half an hour to a day.": make_instance(
        config={"min_size": 5, "max_size": 7, "duration_cells": 0}
    ),
    "A group has 3 to 12 members, and its smallest size comes first.": make_instance(
        config={"min_size": 7, "max_size": 5, "duration_cells": 4}
    ),
    "p00 and p01 are no person and facilitator of this pool.": make_instance(2, facilitator_apart=[["p00", "p01"]]),
    "The instance lacks 'people' or holds it in another shape.": {"config": make_instance()["config"]},
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_makes_no_sense_is_refused_in_a_sentence(sentence):
    with pytest.raises(UnreadablePool) as refusal:
        read(REFUSED[sentence])

    assert str(refusal.value) == sentence


def test_the_order_of_a_file_does_not_matter():
    instance = make_instance(6)

    assert read(instance | {"people": instance["people"][::-1]}) == read(instance)


def test_a_pair_of_one_says_nothing():
    assert read(make_instance(2, keep_apart=[["p00", "p00"]])).apart == frozenset()


def test_a_person_and_a_facilitator_are_kept_apart_in_either_order():
    one, other = (read(make_instance(2, facilitator_apart=[pair])) for pair in (["p01", "f1"], ["f1", "p01"]))

    assert one.under == other.under == {(1, "f1")}
    assert read(make_instance(2)).under == frozenset()


def test_a_week_wraps_round():
    assert list(week.each(week.starts(week.cells([(334, 338)]), 3))) == [334, 335]
    assert week.overlap(335, 1, 4)
    assert not week.overlap(MORNING, MORNING + 4, 4)
    assert week.name(334, 4) == "Sun 23:00-01:00 UTC"
