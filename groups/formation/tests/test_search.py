"""Does a pool too large for a proof get a good plan, the same one each time, in one process or in several?"""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import process_time

import numpy as np
import pytest

from groups.formation.checking import broken
from groups.formation.dive import dive
from groups.formation.forming import Unfinished, Wishes, form
from groups.formation.parts import Part
from groups.formation.reading import read
from groups.formation.room import whole_room
from groups.formation.run import Run
from groups.formation.scoring import left_over, score
from groups.formation.search import REACH, WORK
from groups.formation.step import Step
from groups.formation.tables import Tables
from groups.formation.tests.makers import saved
from groups.formation.workers import Unneeded, Workers, until, workers

PAIRS = ("keep_apart", "keep_together", "past_mates")


def renamed(name):
    """Take a saved instance with ids that no other has."""
    instance = saved(name)
    new = {each["id"]: f"{name}-{each['id']}" for part in ("people", "facilitators") for each in instance[part]}
    parts = {part: [each | {"id": new[each["id"]]} for each in instance[part]] for part in ("people", "facilitators")}
    running = [
        group | {"id": f"{name}-{group['id']}", "members": [new[member] for member in group["members"]]}
        for group in instance["existing_groups"]
    ]
    return (
        parts
        | {"existing_groups": running}
        | {pair: [[new[x] for x in two] for two in instance[pair]] for pair in PAIRS}
    )


@pytest.fixture(scope="module")
def pool():
    """Throw two pools together: 90 people who wait."""
    one, other = renamed("b0030"), renamed("b0060")
    return read({"config": saved("b0030")["config"]} | {part: one[part] + other[part] for part in one})


class After:
    """Says stop once so many steps are taken."""

    def __init__(self, steps):
        self.steps = steps

    def __call__(self, progress):
        return progress.steps < self.steps


@pytest.fixture(scope="module")
def formed(pool):
    return form(pool, Wishes(seed=1), After(2))


def test_a_plan_that_keeps_every_rule(pool, formed):
    assert broken(pool, formed.plan) == []
    assert len(formed.left_over) <= 14
    assert not formed.proven


def test_the_same_seed_gives_the_same_plan(pool, formed):
    assert form(pool, Wishes(seed=1), After(2)) == formed


def test_from_a_start_it_only_gets_better(pool, formed):
    again = form(pool, Wishes(seed=3, start=formed.plan), After(2))

    assert (-len(again.left_over), again.points) >= (-len(formed.left_over), formed.points)


def test_side_by_side_in_parts_that_share_nothing(pool, formed):
    run = Run(pool, Wishes(seed=1, start=formed.plan), After(1))
    with workers(pool, 2) as hands:
        run.side_by_side(hands, 2)

    assert broken(pool, run.plan()) == []
    assert len(left_over(pool, run.plan())) <= len(formed.left_over)
    assert run.steps > 0


def test_a_child_process_that_breaks_down_is_told_in_a_sentence(pool):
    with workers(pool, 1) as hands:
        hands.executor.submit(os._exit, 1)

        with pytest.raises(Unfinished, match="ended before it was done"):
            list(hands.first_plans([Part(Tables(pool).units, None)]))


def test_told_to_stop_nobody_waits_for_what_is_still_being_worked_on(monkeypatch):
    monkeypatch.setattr("groups.formation.workers.TICK", 0.01)
    answered = Event()
    with ThreadPoolExecutor(1) as executor:
        answers = list(Workers(executor, lambda: False).done(lambda part: answered.wait(10), ["a part"]))
        waited = not answered.is_set()
        answered.set()

    assert (answers, waited) == ([], True)


def test_what_nobody_needs_any_more_is_given_up(pool):
    tables, stop = Tables(pool), Event()
    stop.set()

    with pytest.raises(Unneeded):
        dive(tables, np.arange(len(pool.units)), whole_room(tables), until(stop))


def test_the_best_of_many_groups_are_kept_while_the_others_are_let_go():
    tables = Tables(read(saved("b0030")))
    step = Step(tables, np.arange(len(tables.units)), whole_room(tables), lambda: True)
    step.generate(through=False)
    step.master.solve()
    duals = step.master.duals()

    everything = step.within(duals, REACH, most=10**6, work=WORK)

    assert len(everything) > 300
    assert step.within(duals, REACH, most=100, work=WORK) == everything[:100]


def test_a_large_pool_has_a_plan_to_stop_with_soon(pool, monkeypatch):
    monkeypatch.setattr("groups.formation.run.SOON", 45)
    seen = []

    formed = form(pool, watch=lambda progress: seen.append(progress.left_over) or progress.left_over > 40)

    assert len(formed.left_over) == min(seen) <= 40
    assert broken(pool, formed.plan) == []


def test_a_moved_person_is_scored_at_once(pool, formed):
    one, other = formed.plan[0].members, formed.plan[1].members
    began = process_time()

    for _ in range(10):
        score(pool, one[1:])
        score(pool, (*other, one[0]))

    assert process_time() - began < 10 * 0.02
