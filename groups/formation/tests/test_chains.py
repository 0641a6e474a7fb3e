"""Does somebody who waits find a seat across the borders of a divided pool, and is every rule kept on the way?"""

from types import SimpleNamespace

import pytest

from groups.formation import chains
from groups.formation.checking import broken
from groups.formation.forming import Wishes
from groups.formation.pool import Group
from groups.formation.reading import read
from groups.formation.room import as_column
from groups.formation.run import Run
from groups.formation.scoring import left_over
from groups.formation.tests.makers import MORNING, make_facilitator, make_person, make_pool, make_running, saved

NOON, EVENING = MORNING + 8, MORNING + 16


def free(*starts):
    return {"free": [[start, start + 4] for start in starts]}


def make_people(*stretches):
    """Make people, each free at some of the times."""
    return [make_person(number, **free(*starts)) for number, starts in enumerate(stretches)]


def seated(pool, *groups, kept=()):
    """Seat those who wait beside these groups; give the new plan, which keeps every rule."""
    run = Run(pool, Wishes(start=groups, kept=kept), lambda progress: True)
    run.columns = chains.seated(run.tables, run.units, run.room, run.columns, run.going)
    assert broken(pool, run.plan()) == []
    return run.plan()


def meeting(members, start=MORNING, facilitator=0):
    return Group(tuple(members), start, "en", "online", facilitator=facilitator)


def test_somebody_joins_a_group_that_has_a_seat():
    plan = seated(make_pool(6), meeting(range(5)))

    assert [group.members for group in plan] == [(0, 1, 2, 3, 4, 5)]


def test_a_group_meets_at_another_time_so_that_somebody_can_join():
    people = make_people(*[(MORNING, NOON)] * 5, (NOON,))
    pool = make_pool(people, facilitators=[make_facilitator(), make_facilitator(2, **free(NOON))])

    plan = seated(pool, meeting(range(5)))

    assert [(group.start, group.facilitator) for group in plan] == [(NOON, 1)]


@pytest.mark.parametrize(("apart", "waits"), [([], 0), ([["p06", "p12"]], 0), ([["p00", "p12"]], 1)])
def test_one_who_can_sit_elsewhere_makes_room(apart, waits):
    people = make_people(*[(MORNING,)] * 6, (MORNING, NOON), *[(NOON,)] * 5, (MORNING,))
    pool = make_pool(people, facilitators=[make_facilitator(**free(MORNING, NOON))], keep_apart=apart)

    plan = seated(pool, meeting(range(7)), meeting(range(7, 12), NOON))

    assert (6 in plan[1].members, len(left_over(pool, plan))) == (not waits, waits)


def test_a_running_group_takes_somebody_in():
    people = [*make_people(*[(MORNING,)] * 5), make_person(5, **free(NOON))]
    pool = make_pool(people, existing_groups=[make_running([f"p{n:02}" for n in range(5)], slot=NOON)])

    assert [group.members for group in seated(pool)] == [(5,)]


@pytest.mark.parametrize(("apart", "groups"), [([], 3), ([["p06", "f3"]], 3), ([["p05", "f3"], ["p06", "f3"]], 2)])
def test_large_groups_spare_people_for_a_new_one(apart, groups):
    people = make_people(*([(MORNING,)] * 4 + [(MORNING, EVENING)] * 3) * 2, (EVENING,))
    keepers = [make_facilitator(), make_facilitator(2), make_facilitator(3, capacity=1, **free(EVENING))]
    pool = make_pool(people, facilitators=keepers, facilitator_apart=apart)

    plan = seated(pool, meeting(range(7)), meeting(range(7, 14), facilitator=1))

    assert len(plan) == groups
    assert len(left_over(pool, plan)) == (groups == 2)


def test_nobody_is_drawn_from_a_group_that_is_kept():
    people = make_people(*([(MORNING,)] * 4 + [(MORNING, EVENING)] * 3) * 2, (EVENING,))
    pool = make_pool(
        people, facilitators=[make_facilitator(), make_facilitator(2), make_facilitator(3, **free(EVENING))]
    )

    assert seated(pool, meeting(range(7)), kept=[meeting(range(7, 14), facilitator=1)])[0].members == tuple(range(7))


@pytest.fixture(scope="module")
def whole():
    run = Run(read(saved("b0060")), Wishes(), lambda progress: True)
    run.first()
    return run.plan()


@pytest.mark.parametrize("torn", [0, 1, 2])
def test_a_plan_that_lost_groups_wins_seats_again(whole, torn):
    pool, rest = read(saved("b0060")), whole[torn::3]

    assert len(left_over(pool, seated(pool, *rest))) < len(left_over(pool, rest))


@pytest.mark.parametrize(("parts", "seats"), [(2, 6), (1, 5)])
def test_chains_cross_the_borders_of_many_parts(parts, seats, monkeypatch):
    monkeypatch.setattr("groups.formation.run.BORDERS", 2)
    monkeypatch.setattr("groups.formation.run.STEPS_A_PART", 0)
    pool = make_pool(6)
    run = Run(pool, Wishes(), lambda progress: True)
    first = as_column(run.tables, meeting(range(5)))
    hands = SimpleNamespace(first_plans=lambda parts: [(first,)])

    run.side_by_side(hands, parts)

    assert sum(column.seats for column in run.columns) == seats
