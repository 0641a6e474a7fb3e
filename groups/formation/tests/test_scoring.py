"""Is every score the right one? Judged by a second writing of the eight factors, straight from their description."""

from collections import Counter
from itertools import combinations
from random import Random

import numpy as np
import pytest

from groups.formation.pool import POWERS
from groups.formation.pricing import Hopes
from groups.formation.reading import read
from groups.formation.scoring import BEST, score
from groups.formation.tables import Tables
from groups.formation.tests.makers import make_person, make_pool, saved


def expected(people, met):
    """Score raw people; `met` holds the pairs of ids who have sat together."""
    size = len(people)
    stages = [person["stage"] for person in people]
    bands = [person["revenue"] for person in people]
    zones = [person["utc_offset_min"] // 30 for person in people]
    themes = Counter(theme for person in people for theme in person["themes"])
    areas = {area for person in people for area in person["expertise"]}
    strong = sum(sum(person["powers"][power] >= 4 for person in people) >= 2 for power in POWERS)
    repeats = sum(frozenset((one["id"], two["id"])) in met for one, two in combinations(people, 2))
    span = max(zones) - min(zones)
    return (
        25 * {0: 1000, 1: 750, 2: 350}.get(max(stages) - min(stages), 0)
        + 20 * (1000 * (len({person["industry"] for person in people}) - 1) // (size - 1))
        + 20 * (1000 * max(themes.values(), default=0) // size)
        + 10 * {0: 1000, 1: 850, 2: 550, 3: 250}.get(max(bands) - min(bands), 0)
        + 10 * (1000 * min(len(areas), 8) // 8)
        + 5 * (1000 * strong // 3)
        + 5 * max(0, 1000 - 500 * repeats)
        + 5 * (1000 if span <= 6 else max(0, 1000 * (24 - span) // 18))
    )


def drawn(instance, count, random):
    """Draw so many groups of two to twelve."""
    places = range(len(instance["people"]))
    return [random.sample(places, random.randint(2, min(12, len(places)))) for _ in range(count)]


@pytest.fixture(scope="module", params=["b0030", "b0060", "t3_greedy_trap"])
def instance(request):
    decoded = saved(request.param)
    decoded["people"].sort(key=lambda person: person["id"])
    return decoded


def test_ten_thousand_scores(instance):
    pool, met = read(instance), {frozenset(pair) for pair in instance["past_mates"]}
    groups = drawn(instance, 3_400, Random(7))

    people = instance["people"]
    assert [score(pool, group) for group in groups] == [expected([people[p] for p in group], met) for group in groups]


def test_the_fast_score_is_the_plain_one(instance):
    pool = read(instance)
    tables = Tables(pool)
    groups = drawn(instance, 3_400, Random(8))

    hopes = Hopes(tables, tables.traits_of(groups))
    nobody = np.zeros(len(groups), dtype=np.int64)
    fast = [BEST - int(hopes.at_least(len(group), nobody)[number]) for number, group in enumerate(groups)]

    assert fast == [score(pool, group) for group in groups]


def test_a_group_of_like_minds_in_different_trades_scores_full_marks():
    areas = [["sales", "tax"], ["people"], ["design"], ["code"], ["law"], ["brand", "export"]]
    strong = {"position": 5, "expertise": 5, "connections": 5}
    pool = make_pool([make_person(n, expertise=areas[n], powers=strong) for n in range(6)])

    assert score(pool, range(6)) == 100_000


def test_the_weights_are_the_programmes():
    pool = make_pool(6, config={"min_size": 5, "max_size": 7, "duration_cells": 4, "weights": ONLY_STAGE})

    assert score(pool, range(6)) == 100_000


ONLY_STAGE = dict.fromkeys(("industry", "theme", "revenue", "expertise", "powers", "fresh", "timezone"), 0) | {
    "stage": 100
}
