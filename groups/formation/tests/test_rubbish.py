"""What is answered to a file that makes no sense, or half of it? A plan or a sentence, never a crash."""

import json
from copy import deepcopy
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from groups.formation.forming import form
from groups.formation.printing import result
from groups.formation.reading import UnreadablePool, read
from groups.formation.tests.makers import make_facilitator, make_instance, make_person, make_running
from groups.formation.tests.test_properties import made_up

NOTHING_GOOD = [None, True, -1, 0, 3, 7.5, 1e400, 10**30, "", "x", "\ud800", [], {}, [1], [[0, 1]], [None], {"a": 1}]
anything = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def answer(instance):
    """Form groups and write them down, or hear what is wrong."""
    try:
        formed = form(read(instance))
    except UnreadablePool as refusal:
        return str(refusal)
    return json.dumps(result(formed, seed=0, seconds=0))


def corners(value, path=()):
    """Go through all there is in an instance, down to the last number."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield from corners(each, (*path, key))


def spoiled(random):
    """Take a pool and put something else into one of its corners, or take that corner away."""
    instance = json.loads(json.dumps(made_up(random, 7)))
    path = random.choice(list(corners(instance))[1:])
    holder = instance
    for key in path[:-1]:
        holder = holder[key]
    if isinstance(holder, dict) and random.random() < 0.2:
        del holder[path[-1]]
    else:
        holder[path[-1]] = deepcopy(random.choice(NOTHING_GOOD))
    return instance


@settings(max_examples=250, derandomize=True)
@given(some.integers(0, 1_000_000))
def test_a_pool_spoiled_in_one_corner_is_formed_or_refused_in_a_sentence(seed):
    assert answer(spoiled(Random(seed))).strip()


@settings(max_examples=60, derandomize=True)
@given(anything)
def test_anything_at_all_is_refused_in_a_sentence(instance):
    assert answer(instance).startswith("The instance ")


IMPOSSIBLE = {
    "two who are to sit together and must not": make_instance(
        7, keep_apart=[["p00", "p01"]], keep_together=[["p00", "p01"]]
    ),
    "rivals tied together": make_instance(
        [make_person(0, market="bread"), make_person(1, market="bread"), *map(make_person, range(2, 7))],
        keep_together=[["p00", "p01"]],
    ),
    "everybody kept from everybody": make_instance(
        6, keep_apart=[[f"p{one:02}", f"p{two:02}"] for one in range(6) for two in range(one)]
    ),
    "nobody has an hour": make_instance([make_person(number, free=[]) for number in range(6)]),
    "facilitators without an hour": make_instance(6, facilitators=[make_facilitator(free=[])]),
    "facilitators who take no group": make_instance(6, facilitators=[make_facilitator(capacity=0)]),
    "nobody speaks": make_instance([make_person(number, languages=[]) for number in range(6)]),
    "nobody meets": make_instance([make_person(number, formats=[]) for number in range(6)]),
    "in person, but nowhere": make_instance([make_person(n, formats=["in_person"], city=None) for n in range(6)]),
    "a running group that is full, and nobody else": make_instance(
        6, facilitators=[], existing_groups=[make_running(["p00", "p01", "p02", "p03", "p04"], max_size=5)]
    ),
    "a running group of nobody": make_instance(6, facilitators=[], existing_groups=[make_running([])]),
    "fewer than a group": make_instance(4),
    "nobody at all": make_instance(0, facilitators=[]),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_be_is_told_to_everybody_it_concerns(name):
    pool = read(IMPOSSIBLE[name])
    formed = form(pool)

    seated = sum(len(group.members) for group in formed.plan)
    assert seated + len(formed.left_over) == len(pool.waiting)
    assert set(formed.reasons) == set(formed.left_over)
    assert all(str(reason) for reason in formed.reasons.values())
    assert formed.proven
