"""Does the solver find what is there to be found? Known optima, kept groups, open seats, a stop, and hopeless pools."""

import subprocess
import sys

import pytest

from groups.formation.checking import broken
from groups.formation.forming import CannotKeep, Wishes, form
from groups.formation.pool import Group
from groups.formation.reading import read
from groups.formation.tests.makers import MORNING, make_facilitator, make_person, make_pool, make_running, saved

BEST = {
    "b0012": (2, 619_825),
    "b0030": (0, 2_745_400),
    "b0060": (8, 4_038_285),
    "t1_infeasible": (14, 0),
    "t2_lonely": (1, 1_392_300),
    "t3_greedy_trap": (0, 3_407_500),
}


def sentences(formed):
    return [str(formed.reasons[place]) for place in formed.left_over]


@pytest.mark.parametrize("name", BEST)
def test_the_best_grouping_and_its_proof(name):
    formed = form(read(saved(name)))

    assert (len(formed.left_over), formed.points, formed.proven) == (*BEST[name], True)


def test_nobody_there():
    formed = form(make_pool(0))

    assert (formed.plan, formed.left_over, formed.proven) == ((), (), True)


def test_no_facilitator():
    formed = form(make_pool(6, facilitators=[]))

    assert set(sentences(formed)) == {"finds no facilitator with their language and way of meeting who takes a group"}


def test_another_facilitator_takes_over_from_one_somebody_is_kept_from():
    keepers = [make_facilitator(1), make_facilitator(2)]
    formed = form(make_pool(6, facilitators=keepers, facilitator_apart=[["p03", "f1"]]))

    assert [(len(group.members), group.facilitator) for group in formed.plan] == [(6, 1)]


def test_nobody_but_one_they_are_kept_from():
    formed = form(make_pool(7, facilitator_apart=[["p03", "f1"]]))

    assert [len(group.members) for group in formed.plan] == [6]
    assert sentences(formed) == ["finds no facilitator who suits them and takes a group"]


def test_of_a_group_whose_facilitator_stands_between_no_more_is_said_than_of_one_with_such_a_member():
    late = [[MORNING + 20, MORNING + 24]]
    people = [*map(make_person, range(6)), make_person(6, stage=5, free=[[MORNING, MORNING + 4], *late])]
    keepers = [make_facilitator(1), make_facilitator(2, free=late)]
    others = [make_person(number, free=late) for number in range(7, 14)]

    formed = form(make_pool([*people, *others], facilitators=keepers, facilitator_apart=[["p06", "f1"]]))

    assert sentences(formed) == ["could be seated, but not in this plan; nearest: cannot sit in group 1; group 2: full"]


def test_everybody_kept_from_everybody():
    formed = form(make_pool([make_person(number, market="bread") for number in range(6)]))

    assert formed.plan == ()
    assert set(sentences(formed)) == {
        "at the best time (Mon 09:00-11:00 UTC) nobody else could join, and a group needs 5"
    }


def test_groups_that_are_kept_stay():
    pool = read(saved("b0030"))
    first = form(pool)
    kept = first.plan[1:3]

    again = form(pool, Wishes(kept=kept))

    assert set(kept) <= set(again.plan)
    assert broken(pool, again.plan) == []


def test_what_breaks_a_rule_cannot_be_kept():
    four = Group((0, 1, 2, 3), MORNING, "en", "online", facilitator=0)

    with pytest.raises(CannotKeep, match="group 1: 4 members"):
        form(make_pool(6), Wishes(kept=(four,)))


def test_open_seats_only():
    pool = make_pool(12, existing_groups=[make_running(["p00", "p01", "p02", "p03", "p04"])])

    formed = form(pool, Wishes(only_open_seats=True))

    assert [(group.running, len(group.members)) for group in formed.plan] == [(0, 2)]
    assert len(formed.left_over) == 5


def test_told_to_stop_it_keeps_what_it_started_from():
    pool = read(saved("b0030"))
    start = form(pool, Wishes(only_open_seats=True)).plan

    stopped = form(pool, Wishes(start=start), lambda progress: False)

    assert (stopped.plan, stopped.proven) == (start, False)


def test_progress_never_falls_back():
    seen = []
    form(read(saved("b0012")), watch=lambda progress: seen.append(progress.left_over) is None)

    assert seen == sorted(seen, reverse=True)
    assert seen


def test_a_conflict_is_never_named():
    people = [*map(make_person, range(7)), make_person(7, free=[[200, 204]])]
    pool = make_pool(people, keep_apart=[["p06", "p00"]], facilitators=[make_facilitator(capacity=1)])

    formed = form(pool)

    said = sentences(formed) + [str(each) for each in formed.explanations]
    assert [sentence for sentence in said if "p00" in sentence or "p06" in sentence] == []
    assert said[0] == "could be seated, but not in this plan; nearest: cannot sit in group 1"


def test_the_web_does_not_load_the_solver():
    quiet = (
        "import sys, groups.formation.forming, groups.formation.printing; print({'numpy', 'ortools'} & {*sys.modules})"
    )

    done = subprocess.run([sys.executable, "-c", quiet], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


def test_tied_to_a_member_of_a_running_group_one_sits_there_or_nowhere():
    running = [make_running(["p00", "p01", "p02", "p03", "p04"])]
    tied = make_pool(12, existing_groups=running, keep_together=[["p00", "p07"]])
    full = make_pool(12, existing_groups=[running[0] | {"max_size": 5}], keep_together=[["p00", "p07"]])

    assert [group.running for group in form(tied).plan if 7 in group.members] == [0]
    assert sentences(form(full)) == ["is tied to a member of g1, where they find no seat"]


def test_everybody_tied_to_everybody():
    strong = {"position": 5, "expertise": 5, "connections": 5}
    people = [make_person(number, powers=strong) for number in range(90)]
    pool = make_pool(people, keep_together=[[f"p{number:02}", f"p{number + 1:02}"] for number in range(89)])

    assert set(sentences(form(pool))) == {"is tied to 89 others: more than a group holds"}
