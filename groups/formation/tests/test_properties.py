"""What holds for every pool? Small ones are made up at random, and solved a second time by trying everything."""

from itertools import combinations, product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as some

from groups.formation import week
from groups.formation.checking import broken
from groups.formation.forming import Wishes, form
from groups.formation.pool import Group
from groups.formation.printing import result
from groups.formation.reading import read
from groups.formation.scoring import points
from groups.formation.tests.makers import MORNING, make_facilitator, make_instance, make_person, make_running

CONFIG = {"min_size": 3, "max_size": 4, "duration_cells": 2}
HOURS = [[MORNING, MORNING + 2], [MORNING + 1, MORNING + 4], [60, 62], [335, 337]]
few = settings(max_examples=50, derandomize=True)


def instances(most=9):
    """Draw pools by their seed: drawn trait by trait, hardly any of them would hold a group."""
    return some.integers(0, 1_000_000).map(lambda seed: made_up(Random(seed), most))


def made_up(random, most):
    """Make up people with few hours, facilitators, and pairs of every kind; some make no sense together."""
    people = [stranger(random, number) for number in range(random.randint(most - 4, most) * (random.random() > 0.05))]
    ids = [person["id"] for person in people]
    keepers = [
        make_facilitator(n, free=random.sample(HOURS, 2), capacity=random.randint(0, 2), cities=["London"])
        for n in range(random.choice([0, 1, 2, 2]))
    ]
    running = [make_running(ids[:2], max_size=4)] if ids and random.random() < 0.5 else []
    named = {name: pairs(random, ids) for name in ("keep_apart", "keep_together", "past_mates")}
    named["facilitator_apart"] = not_under(random, ids, [keeper["id"] for keeper in keepers])
    return make_instance(people, config=CONFIG, facilitators=keepers, existing_groups=running, **named)


def stranger(random, number):
    return make_person(
        number,
        free=random.sample(HOURS, random.choice([0, 1, 2, 2, 3, 3])),
        languages=random.choice([["en"], ["en"], ["de"], ["en", "de"]]),
        formats=random.choice([["online"], ["online"], ["in_person"], ["online", "in_person"]]),
        stage=random.randint(1, 5),
        market=random.choice([None, None, None, "bread", "shoes"]),
        themes=random.choice([[], ["pricing"], ["pricing", "hiring"]]),
        industry=random.choice(["food", "retail", "law"]),
    )


def pairs(random, ids):
    return [random.sample(ids, 2) for _ in range(random.choice([0, 0, 1, 2]))] if len(ids) > 1 else []


def not_under(random, ids, keepers):
    """Keep some people from some facilitators, in either order."""
    every = list(product(ids, keepers))
    return [random.sample(pair, 2) for pair in random.sample(every, min(len(every), random.choice([0, 0, 1, 3, 6])))]


def every_group(pool):
    """List all groups that break no rule by themselves."""
    for size in range(1, 5):
        for members in combinations(pool.waiting, size):
            for group in every_way(pool, members):
                if not broken(pool, (group,)):
                    yield group


def every_way(pool, members):
    for number, running in enumerate(pool.running):
        yield Group(members, running.start, running.language, running.format, running=number)
    for number, keeper in enumerate(pool.facilitators):
        starts = [cell for cell in week.each(keeper.starts) if all(pool.people[m].starts >> cell & 1 for m in members)]
        for start, language, way in product(starts, keeper.languages, keeper.formats):
            yield Group(members, start, language, way, facilitator=number)


def best(pool, groups, plan=()):
    """Try every set of groups, and give the most seats and points that break no rule."""
    found = (sum(len(group.members) for group in plan), points(pool, plan))
    taken = {place for group in plan for place in group.members}
    for number, group in enumerate(groups):
        if taken.isdisjoint(group.members) and not broken(pool, (*plan, group)):
            found = max(found, best(pool, groups[number + 1 :], (*plan, group)))
    return found


@few
@given(instances())
def test_no_rule_is_broken_and_everybody_has_a_seat_or_a_reason(instance):
    pool = read(instance)
    formed = form(pool)

    assert broken(pool, formed.plan) == []
    assert set(formed.left_over) == set(formed.reasons)
    assert all(str(reason) for reason in formed.reasons.values())


@few
@given(instances(), some.booleans())
def test_nobody_sits_in_a_group_of_a_facilitator_they_are_apart_from(instance, is_kept):
    running = [group | {"facilitator": "f0"} for group in instance["existing_groups"] if is_kept]
    apart = [*instance["facilitator_apart"], *(["f0", person["id"]] for person in instance["people"][2:4] if running)]
    told = result(form(read(instance | {"existing_groups": running, "facilitator_apart": apart})), seed=0, seconds=0)

    sitting = {person for group in running for person in group["members"]}
    under = {frozenset((person, group["facilitator"])) for group in told["groups"] for person in group["members"]}
    assert {pair for pair in map(frozenset, apart) if pair in under and not pair & sitting} == set()


@few
@given(instances(most=7))
def test_nothing_better_is_found_by_trying_everything(instance):
    pool = read(instance)
    formed = form(pool)
    seated = len(pool.waiting) - len(formed.left_over)

    assert formed.proven
    assert (seated, formed.points) == best(pool, list(every_group(pool)))


def shuffled(value, random):
    """Put every list in another order, however deep, but for the two ends of a stretch of time."""
    if isinstance(value, dict):
        return {key: shuffled(each, random) for key, each in value.items()}
    if isinstance(value, list) and not all(isinstance(each, int) for each in value):
        return [shuffled(each, random) for each in random.sample(value, len(value))]
    return value


@few
@given(instances(), some.integers(0, 1_000_000))
def test_a_shuffled_file_has_the_same_answer(instance, seed):
    one, other = form(read(instance)), form(read(shuffled(instance, Random(seed))))

    assert (one.plan, one.reasons, one.explanations) == (other.plan, other.reasons, other.explanations)


@few
@given(instances())
def test_another_facilitator_leaves_nobody_more_over(instance):
    more = instance | {"facilitators": [*instance["facilitators"], make_facilitator(9, free=HOURS)]}

    assert len(form(read(more)).left_over) <= len(form(read(instance)).left_over)


@few
@given(instances(), some.sampled_from(["keep_apart", "keep_together", "facilitator_apart", "market"]))
def test_a_rule_less_never_makes_it_worse(instance, rule):
    people = [person | {"market": None} for person in instance["people"]]
    less = instance | ({"people": people} if rule == "market" else {rule: []})
    strict, free = form(read(instance)), form(read(less))

    assert strict.proven
    assert free.proven
    assert (-len(free.left_over), free.points) >= (-len(strict.left_over), strict.points)


@few
@given(instances(), some.integers(0, 1_000_000))
def test_what_is_kept_stays_and_the_rest_is_as_good_as_before(instance, seed):
    pool = read(instance)
    first = form(pool)
    kept = tuple(Random(seed).sample(first.plan, len(first.plan) // 2))

    again = form(pool, Wishes(kept=kept, seed=seed))

    assert set(kept) <= set(again.plan)
    assert broken(pool, again.plan) == []
    assert (len(again.left_over), again.points) == (len(first.left_over), first.points)


@few
@given(instances(), some.integers(3, 5), some.integers(0, 4))
def test_sizes_are_kept_whatever_they_are(instance, smallest, more):
    sizes = {"min_size": smallest, "max_size": smallest + more}
    pool = read(instance | {"config": CONFIG | sizes})

    formed = form(pool)

    new = [len(group.members) for group in formed.plan if group.running is None]
    seats = [place for group in formed.plan for place in pool.with_newcomers(group)]
    assert all(smallest <= members <= smallest + more for members in new)
    assert len(seats) == len(set(seats))
