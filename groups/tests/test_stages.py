"""Does each business stand where its owner would say it stands?"""

from itertools import product

import pytest

from groups.models import Profile
from groups.stages import stage

REVENUE = Profile.Revenue


@pytest.mark.parametrize(
    ("years", "people", "revenue", "expected"),
    [
        (0, 1, REVENUE.NONE_YET, 1),  # an idea
        (0, 1, REVENUE.UNDER_50, 1),
        (2, 1, REVENUE.UNDER_50, 2),
        (2, 3, REVENUE.UNDER_150, 2),
        (4, 6, REVENUE.UNDER_500, 3),
        (8, 20, REVENUE.UNDER_1500, 4),
        (30, 120, REVENUE.ABOVE, 5),
        (30, 1, REVENUE.UNDER_150, 2),  # an old workshop of one
        (1, 40, REVENUE.UNDER_5000, 4),  # young, with many people and much turnover
        (15, None, None, 5),
        (None, None, REVENUE.NONE_YET, 1),
        (0, None, REVENUE.UNDER_5000, 3),  # two that say 1 and 5
        (3, None, REVENUE.UNDER_50, 2),
        (3, 1, None, 2),
        (3, 5, None, 3),
        (None, 3, REVENUE.UNDER_500, 2),  # of 2 and 3 the lower
        (None, None, None, None),
    ],
)
def test_the_middle_of_three_counts(years, people, revenue, expected):
    assert stage(years, people, revenue) == expected


def test_every_business_has_a_stage():
    figures = product((0, 1, 5, 200), (1, 2, 50, 10**6), REVENUE)

    assert {stage(*given) for given in figures} == {1, 2, 3, 4, 5}


def test_growing_never_leads_back():
    years, people = (0, 1, 3, 6, 15), (1, 2, 5, 15, 50)
    steps = [(a, b, c) for a in years for b in people for c in REVENUE]

    grown = [(one, other) for one in steps for other in steps if all(a <= b for a, b in zip(one, other, strict=True))]

    assert [pair for pair in grown if stage(*pair[0]) > stage(*pair[1])] == []
