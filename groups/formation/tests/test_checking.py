"""Does the checker see every broken rule? A plan that keeps them all, and one plan for each rule that does not."""

from dataclasses import replace

from groups.formation import checking
from groups.formation.pool import Group
from groups.formation.tests.makers import MORNING, make_facilitator, make_person, make_pool, make_running


def broken(pool, plan):
    return [str(what) for what in checking.broken(pool, plan)]


SIX = Group((0, 1, 2, 3, 4, 5), MORNING, "en", "online", facilitator=0)


def test_a_plan_that_keeps_every_rule():
    assert broken(make_pool(6), (SIX,)) == []


def test_too_few_and_too_many():
    assert broken(make_pool(6), (replace(SIX, members=(0, 1, 2, 3)),)) == ["group 1: 4 members"]
    assert broken(make_pool(8), (replace(SIX, members=tuple(range(8))),)) == ["group 1: 8 members"]


def test_somebody_is_not_free():
    people = [make_person(0, free=[[MORNING, MORNING + 3]]), *map(make_person, range(1, 6))]

    assert broken(make_pool(people), (SIX,)) == ["group 1: p00 is not free Mon 09:00-11:00 UTC"]


def test_another_language_and_another_way_of_meeting():
    people = [make_person(0, languages=["de"]), make_person(1, formats=["in_person"]), *map(make_person, range(2, 6))]

    assert broken(make_pool(people), (SIX,)) == [
        "group 1: p00 does not meet in en, online",
        "group 1: p01 does not meet in en, online",
    ]


def test_competitors_and_those_kept_apart():
    people = [make_person(0, market="bread"), make_person(1, market="bread"), *map(make_person, range(2, 6))]

    assert broken(make_pool(people, keep_apart=[["p04", "p03"]]), (SIX,)) == [
        "group 1: p00 and p01 may not meet",
        "group 1: p03 and p04 may not meet",
    ]


def test_somebody_under_a_facilitator_they_are_kept_from():
    keepers = [make_facilitator(1), make_facilitator(2)]
    pool = make_pool(6, facilitators=keepers, facilitator_apart=[["p03", "f1"]])

    assert broken(pool, (SIX,)) == ["group 1: p03 and f1 may not meet"]
    assert broken(pool, (replace(SIX, facilitator=1),)) == []


def test_a_newcomer_of_a_running_group_whose_facilitator_they_are_kept_from():
    running = make_running(["p00", "p01", "p02"], facilitator="f1")
    pool = make_pool(5, existing_groups=[running], facilitator_apart=[["f1", "p03"], ["p00", "f1"]])
    joined = Group((3,), MORNING, "en", "online", running=0)

    assert broken(pool, (joined,)) == ["g1: p03 and f1 may not meet"]
    assert broken(pool, (replace(joined, members=(4,)),)) == []


def test_those_kept_together_are_parted():
    pool = make_pool(7, keep_together=[["p00", "p06"]])

    assert broken(pool, (SIX,)) == ["group 1: p00 is parted from p06"]


def test_nobody_sits_twice():
    other = Group((5, 6, 7, 8, 9), MORNING, "en", "online", facilitator=1)
    pool = make_pool(10, facilitators=[make_facilitator(1), make_facilitator(2)])

    assert broken(pool, (SIX, other)) == ["p05 is seated twice"]


def test_a_facilitator_with_too_many_groups_and_two_at_once():
    keeper = make_facilitator(capacity=1)
    other = Group((6, 7, 8, 9, 10), MORNING, "en", "online", facilitator=0)

    assert broken(make_pool(11, facilitators=[keeper]), (SIX, other)) == [
        "f1 keeps 2 groups and takes 1",
        "f1 keeps two groups at once, Mon 09:00-11:00 UTC",
    ]


def test_a_facilitator_who_cannot():
    keeper = make_facilitator(free=[[100, 110]], languages=["de"])

    assert broken(make_pool(6, facilitators=[keeper]), (SIX,)) == [
        "f1 is not free Mon 09:00-11:00 UTC",
        "f1 keeps no group in en, online",
    ]
    assert broken(make_pool(6), (replace(SIX, facilitator=None),)) == ["a new group has no facilitator"]


def test_newcomers_of_a_running_group():
    pool = make_pool(8, existing_groups=[make_running(["p00", "p01", "p02", "p03", "p04"], max_size=6)])
    joined = Group((5,), MORNING, "en", "online", running=0)

    assert broken(pool, (joined,)) == []
    assert broken(pool, (replace(joined, members=(5, 6)),)) == ["g1: 7 members with its newcomers"]
    assert broken(pool, (joined, replace(joined, members=(6,)))) == ["g1 is filled twice"]
    assert broken(pool, (replace(joined, members=(0,)),)) == ["p00 is seated twice"]
