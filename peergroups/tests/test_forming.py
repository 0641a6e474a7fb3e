"""Is every draft made, once, whatever happens to the workers, and does the one who asked see how far it is?

With real workers on the queue of forming, and a solver in a process of its own.
"""

import json
import os
import re
import signal
from pathlib import Path

import pytest
from django.utils import timezone

from groups.formation.tests.makers import saved
from groups.models import Draft
from groups.seating import drafting, making
from groups.seating.solving import solve
from groups.seating.tests.makers import make_intake, names
from peergroups.outbox.ledger import database_now
from peergroups.tests.processes import beat, forget_everything, kill, wait_until, worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_queue")]


@pytest.fixture
def empty_queue(monkeypatch, tmp_path):
    """Begin with no bells rung before, and with a folder for what is temporary, by which our solvers are known."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    forget_everything()


def proposed(count=6, **wishes):
    cohort = make_intake(count)
    return drafting.propose(cohort, by=cohort.programme.admins.get(), now=timezone.now(), **wishes)


def long_one():
    """Make a draft of a pool that takes a while."""
    return lengthened(proposed())


def lengthened(draft):
    """Put twice sixty people into its pool."""
    sixty = saved("b0060")
    others = json.loads(re.sub(r'"([a-z]+)(\d+)"', r'"\1x\2"', json.dumps(sixty)))
    draft.pool = {key: sixty[key] + others[key] if isinstance(sixty[key], list) else sixty[key] for key in sixty}
    draft.waits = draft.people = 120
    draft.save()
    return draft


def now(draft):
    draft.refresh_from_db()
    return draft


def solvers():
    """Find the processes that solve for this test; another may run beside it."""
    found, ours = [], f"TMPDIR={os.environ['TMPDIR']}"
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command, around = [(entry / name).read_text().split("\0") for name in ("cmdline", "environ")]
        except OSError:
            continue
        if "groups.seating.solving" in command and ours in around:
            found.append(int(entry.name))
    return found


def is_running(draft):
    return now(draft).state == "running" and draft.left_over is not None


def test_a_worker_makes_what_is_proposed(sink):
    draft = proposed()

    with worker(sink, queue="forming"):
        wait_until(lambda: now(draft).ended_at)

    assert (draft.state, draft.left_over, draft.proven, draft.begun) == ("done", 0, True, 1)
    assert names(draft) == [["P00", "P01", "P02", "P03", "P04", "P05"]]


def test_progress_is_told_and_a_stop_keeps_the_best_so_far(sink):
    draft = long_one()

    with worker(sink, queue="forming"):
        wait_until(lambda: is_running(draft) and draft.left_over < 60)
        drafting.stop(draft, now=timezone.now())
        wait_until(lambda: now(draft).ended_at)

    plan = draft.plan_steps.get().plan
    seated = sum(len(group["members"]) for group in plan["groups"])
    assert (draft.state, draft.proven, seated) == ("stopped", False, 120 - draft.left_over)
    assert solvers() == []


def test_two_workers_and_many_bells_make_it_once(sink):
    draft = proposed()

    with worker(sink, queue="forming"), worker(sink, queue="forming,other"):
        for _bell in range(5):
            beat("make_drafts")
        wait_until(lambda: now(draft).ended_at)

    assert (draft.begun, draft.plan_steps.count()) == (1, 1)


def test_what_a_killed_worker_leaves_is_taken_up_again(sink):
    draft = long_one()
    with worker(sink, queue="forming"):
        wait_until(lambda: is_running(draft))
    wait_until(lambda: solvers() == [])
    Draft.objects.filter(pk=draft.pk).update(stop_asked_at=timezone.now())

    with worker(sink, queue="forming"):
        beat("make_drafts")
        wait_until(lambda: now(draft).ended_at)

    assert (draft.begun, draft.state) == (2, "stopped")


def test_a_draft_that_ends_every_worker_is_given_up_in_a_sentence():
    draft = proposed()
    Draft.objects.update(begun=making.TRIES, state="running")

    assert making.make_next(database_now)

    assert (now(draft).state, draft.failure) == ("failed", "begun_too_often")


def test_a_solver_that_is_killed_costs_one_draft_and_no_worker(sink):
    draft = long_one()

    with worker(sink, queue="forming") as process:
        wait_until(lambda: is_running(draft))
        for pid in solvers():
            os.kill(pid, signal.SIGSEGV)
        wait_until(lambda: now(draft).ended_at)
        other = drafting.propose(draft.cohort, by=draft.asked_by, now=timezone.now(), seed=1)
        wait_until(lambda: now(other).ended_at)
        alive = process.poll() is None
        kill(process)

    assert (draft.state, draft.failure, other.state, alive) == ("failed", "crashed", "done", True)


def test_one_that_takes_too_long_ends_with_the_best_so_far(settings):
    settings.FORMING_SECONDS = 3
    draft = long_one()

    making.make_next(database_now)

    assert (now(draft).state, draft.plan_steps.count()) == ("stopped", 1)


def test_a_pool_that_makes_no_sense_is_refused():
    draft = proposed()
    draft.pool["people"][0]["stage"] = 99
    draft.save()

    making.make_next(database_now)

    assert (now(draft).state, draft.failure) == ("failed", "refused")


def test_the_same_input_and_seed_give_the_same_plan():
    draft, pool = proposed(), saved("b0030")
    shuffled = pool | {"people": pool["people"][::-1], "facilitators": pool["facilitators"][::-1]}
    draft.pool = pool
    once = solve(drafting.job(draft))
    draft.pool = shuffled

    assert solve(drafting.job(draft)) == once
