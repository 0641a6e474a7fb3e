"""Does everybody keep one seat at most, whatever an admin does, and is what was foretold what then comes?"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.formation import checking
from groups.formation.lacking import missing
from groups.formation.pool import Group
from groups.formation.tests.makers import MORNING, make_facilitator, make_person, make_pool, make_running
from groups.seating import moves
from groups.seating.layout import Layout, Table, read, written
from groups.seating.moves import NEW, NOBODY, CannotMove
from groups.seating.weighing import Fit, effect, weigh, wrong

AFTERNOON, EVENING = MORNING + 10, MORNING + 20
TIMES = st.sampled_from([MORNING, AFTERNOON, EVENING])
CALM = settings(max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def free(*starts):
    return [[start, start + 4] for start in starts]


def laid(pool, *groups):
    """Lay these members out as groups that meet in the morning, kept by the first facilitator."""
    tables = [
        Table(f"g{number}", Group(tuple(members), MORNING, "en", "online", facilitator=0))
        for number, members in enumerate(groups, 1)
    ]
    return Layout(tuple(tables), last=len(tables))


@st.composite
def benches(draw):
    """Draw a pool of up to a dozen people, two facilitators and a running group, and any plan over it."""
    count = draw(st.integers(3, 12))
    people = [
        make_person(
            number,
            free=free(*draw(st.sets(TIMES, min_size=1))),
            market=draw(st.sampled_from([None, None, "schools", "ships"])),
            stage=draw(st.integers(1, 5)),
        )
        for number in range(count)
    ]
    ids = [person["id"] for person in people]
    pair = st.sampled_from(ids)
    pool = make_pool(
        [*people, make_person(90)],
        facilitators=[make_facilitator(1, free=free(MORNING, EVENING)), make_facilitator(2, free=free(AFTERNOON))],
        keep_apart=draw(st.lists(st.lists(pair, min_size=2, max_size=2), max_size=3)),
        keep_together=draw(st.lists(st.lists(pair, min_size=2, max_size=2), max_size=2)),
        facilitator_apart=draw(st.lists(st.tuples(pair, st.sampled_from(["f1", "f2"])), max_size=3)),
        existing_groups=[make_running(["p90"])],
    )
    seats = draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    groups = [[place for place in range(count) if seats[place] == number] for number in (1, 2, 3)]
    return pool, laid(pool, *filter(None, groups))


@st.composite
def moved(draw):
    """Draw one move out of all there are."""
    pool, layout = draw(benches())
    person = draw(st.sampled_from(pool.waiting))
    to = draw(st.sampled_from([target.to for target in moves.targets(pool, layout, person)]))
    return pool, layout, person, to


def everybody(layout):
    return sorted(place for table in layout.tables for place in table.group.members)


@CALM
@given(moved())
def test_a_move_takes_one_person_and_leaves_all_others_where_they_are(drawn):
    pool, layout, person, to = drawn

    after = moves.move(pool, layout, person, to)

    others = {place: key for place, key in layout.seats.items() if place != person}
    assert {place: key for place, key in after.seats.items() if place != person} == others
    assert everybody(after) == sorted({*others} | ({person} if to != NOBODY else set()))
    assert all(table.group.members for table in after.tables)


@CALM
@given(moved())
def test_what_a_move_was_to_do_is_what_it_shows_then(drawn):
    pool, layout, person, to = drawn
    after = moves.move(pool, layout, person, to)

    told = effect(pool, layout, after)

    before_it = {each.id for table in layout.tables for each in wrong(pool, layout, table)}
    after_it = {each.id for table in after.tables for each in wrong(pool, after, table)}
    assert len(told.mends) == len(before_it - after_it)
    assert len(told.breaks) == len(after_it - before_it)


@CALM
@given(benches(), st.data())
def test_two_who_change_places_sit_where_the_other_sat(drawn, data):
    pool, layout = drawn
    one, other = data.draw(st.lists(st.sampled_from(pool.waiting), min_size=2, max_size=2, unique=True))
    here, there = layout.seats.get(one), layout.seats.get(other)
    if here == there:
        with pytest.raises(CannotMove):
            moves.swap(pool, layout, one, other)
        return

    after = moves.swap(pool, layout, one, other)

    assert (after.seats.get(one), after.seats.get(other)) == (there, here)
    assert len(everybody(after)) == len(everybody(layout))


@CALM
@given(benches())
def test_a_plan_is_read_back_as_it_was_written(drawn):
    pool, layout = drawn

    assert read(pool, written(pool, layout)) == layout


@CALM
@given(moved())
def test_a_group_is_called_broken_exactly_when_the_checker_finds_something(drawn):
    pool, layout, person, to = drawn
    after = moves.move(pool, layout, person, to)

    weighed = [weigh(pool, after, table) for table in after.tables]

    assert any(each.problems for each in weighed) == bool(checking.broken(pool, after.plan))
    small = [each for each in weighed if {problem.what.word for problem in each.problems} == {"members"}]
    assert all(each.fit == Fit.CHECK for each in small)


def test_who_comes_may_move_the_time_to_one_that_all_share():
    pool = make_pool(
        [make_person(number, free=free(MORNING, EVENING)) for number in range(4)]
        + [make_person(4, free=free(EVENING))],
        facilitators=[make_facilitator(1, free=free(MORNING)), make_facilitator(2, free=free(EVENING))],
    )

    after = moves.move(pool, laid(pool, [0, 1, 2, 3]), 4, "g1")

    assert [(table.group.start, table.group.facilitator) for table in after.tables] == [(EVENING, 1)]
    told = effect(pool, laid(pool, [0, 1, 2, 3]), after)
    assert (told.moved, told.handed) == ((("g1", EVENING),), (("g1", 1),))
    assert [what.word for what in told.mends] == ["members"]


def test_where_no_time_is_shared_the_group_keeps_its_own_and_says_so():
    pool = make_pool([*(make_person(number) for number in range(5)), make_person(5, free=free(EVENING))])

    after = moves.move(pool, laid(pool, range(5)), 5, "g1")

    assert after.tables[0].group.start == MORNING
    assert [problem.what.word for problem in weigh(pool, after, after.tables[0]).problems] == ["person_not_free"]


def test_a_group_goes_to_another_facilitator_when_somebody_comes_who_may_not_sit_under_its_own():
    keepers = [make_facilitator(1), make_facilitator(2)]
    pool = make_pool(6, facilitators=keepers, facilitator_apart=[["p05", "f1"]])
    before = laid(pool, range(5))

    after = moves.move(pool, before, 5, "g1")

    assert (after.tables[0].group.facilitator, after.tables[0].group.start) == (1, MORNING)
    assert effect(pool, before, after).handed == (("g1", 1),)
    assert weigh(pool, after, after.tables[0]).problems == ()


def test_where_nobody_else_could_keep_it_the_group_says_so():
    pool = make_pool(6, facilitator_apart=[["p05", "f1"]])

    after = moves.move(pool, laid(pool, range(5)), 5, "g1")

    assert [problem.id for problem in weigh(pool, after, after.tables[0]).problems] == ["pair:f1:p05"]
    assert [what.word for what in missing(pool, [5], after.tables[0].group)] == ["cannot_sit"]


def test_two_in_one_market_are_told_as_competitors_and_others_are_not():
    people = [make_person(number, market="schools" if number < 2 else None) for number in range(5)]
    pool = make_pool(people, keep_apart=[["p02", "p03"]])
    layout = laid(pool, range(5))

    words = [problem.what.word for problem in weigh(pool, layout, layout.tables[0]).problems]

    assert words == ["compete", "may_not_meet"]


def test_a_pair_that_was_allowed_stays_so_in_any_group():
    people = [make_person(number, market="schools" if number < 2 else None) for number in range(6)]
    pool = make_pool(people)
    layout = laid(pool, range(5))

    weighed = weigh(pool, layout, layout.tables[0], frozenset(["pair:p00:p01"]))

    assert ([problem.id for problem in weighed.allowed], weighed.fit) == (["pair:p00:p01"], Fit.CHECK)


def test_the_last_one_out_closes_the_group_and_its_key_is_not_given_again():
    pool = make_pool(6)
    layout = laid(pool, [0, 1, 2, 3, 4], [5])

    after = moves.move(pool, moves.move(pool, layout, 5, "g1"), 5, NEW)

    assert [table.key for table in after.tables] == ["g1", "g3"]


@pytest.mark.parametrize("fixed", ["group", "person"])
def test_who_is_locked_does_not_move(fixed):
    pool = make_pool(6)
    layout = laid(pool, [0, 1, 2], [3, 4, 5])
    locked = moves.lock(layout, "g1", locked=True) if fixed == "group" else moves.hold(layout, 0, held=True)

    with pytest.raises(CannotMove):
        moves.move(pool, locked, 0, "g2")
    with pytest.raises(CannotMove):
        moves.swap(pool, locked, 3, 0)


def test_nobody_comes_into_a_locked_group():
    pool = make_pool(6)
    locked = moves.lock(laid(pool, [0, 1, 2], [3, 4, 5]), "g1", locked=True)

    assert [target.to for target in moves.targets(pool, locked, 3)] == [NEW, NOBODY]


def test_a_seat_in_a_running_group_keeps_its_time():
    pool = make_pool(
        [make_person(0, free=free(EVENING)), *(make_person(number) for number in range(1, 5))],
        existing_groups=[make_running(["p01", "p02", "p03", "p04"])],
    )

    after = moves.move(pool, Layout(()), 0, "into-g1")

    assert after.tables[0].group == Group((0,), MORNING, "en", "online", running=0)
    assert effect(pool, Layout(()), after).sizes == {"g1": (4, 5)}
