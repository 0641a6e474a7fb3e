"""Does a quick look say who has no hour with enough others, and which hour would help?"""

from time import perf_counter

from groups.formation.tests.makers import MORNING, make_facilitator, make_person, make_pool, make_running
from groups.seating.glance import lonely

EVENING = [MORNING + 16, MORNING + 24]


def said(pool):
    return {pool.people[place].id: str(why) for place, why in lonely(pool).items()}


def test_whoever_has_an_hour_with_enough_others_is_not_named():
    assert said(make_pool(6)) == {}


def test_whoever_is_free_when_nobody_else_is_is_told_which_hour_would_help():
    alone = make_person(6, free=[EVENING])
    pool = make_pool([*(make_person(number) for number in range(6)), alone], facilitators=[whole_day()])

    assert said(pool) == {
        "p06": "at the best time (Mon 17:00-19:00 UTC) nobody else could join, and a group needs 5; "
        "being free Mon 09:00-11:00 UTC would bring together 6 others"
    }


def whole_day():
    return make_facilitator(1, free=[[MORNING, EVENING[1]]])


def test_no_facilitator():
    assert set(said(make_pool(6, facilitators=[])).values()) == {
        "finds no facilitator with their language and way of meeting who takes a group"
    }


def test_a_running_group_is_enough():
    members = [make_person(number) for number in range(1, 6)]
    pool = make_pool(
        [make_person(0), *members], facilitators=[], existing_groups=[make_running([one["id"] for one in members])]
    )

    assert said(pool) == {}


def test_it_is_quick_for_a_thousand():
    pool = make_pool([make_person(number) for number in range(1000)])
    began = perf_counter()

    lonely(pool)

    assert perf_counter() - began < 0.5
