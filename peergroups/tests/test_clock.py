"""Does a round of the clock ask everybody, send what it finds, and tell of it?"""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from peergroups import clock, tasks
from peergroups.outbox import ledger
from peergroups.outbox.models import Alarm, Heartbeat
from peergroups.outbox.tests.makers import NOON, make_person, owe_note, owe_notes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("note")]


class BrokenPlan(Exception):
    """A planner that cannot do its work."""


def broken(*, now):
    make_person(email="half@example.org")
    raise BrokenPlan


def notes(*, now):
    owe_notes(3, now=now)


@pytest.fixture
def planners(monkeypatch):
    """Let only the planners run that the test names."""
    return lambda *planners: monkeypatch.setattr(clock, "PLANNERS", list(planners))


def test_a_round_owes_what_is_due_and_sends_it(sink, planners):
    planners(notes)

    done = clock.tick(now=NOON)

    assert list(done.lines()) == ["note: owed 3, sent 3"]
    assert len(sink.arrived) == 3


def test_a_round_notes_the_databases_time_wherever_it_stands(sink, planners):
    planners()
    before = ledger.database_now()

    clock.tick(now=NOON)

    assert before <= Heartbeat.objects.get().last_tick_at <= ledger.database_now()


def test_a_planner_that_fails_stops_no_other_and_is_told(sink, planners):
    planners(broken, notes)

    with pytest.raises(ExceptionGroup) as failed:
        clock.tick(now=NOON)

    assert failed.group_contains(BrokenPlan)
    assert len(sink.arrived) == 3
    assert Alarm.objects.values_list("name", "error").get() == ("peergroups.tests.test_clock.broken", "BrokenPlan")


def test_the_alarm_of_a_planner_ends_when_it_works_again(sink, planners):
    Alarm.objects.create(name="peergroups.tests.test_clock.notes", error="BrokenPlan", since=NOON)
    planners(notes)

    clock.tick(now=NOON)

    assert not Alarm.objects.exists()


def test_helpers_are_told_how_many_wait(sink, planners):
    planners(notes)
    told = []

    clock.tick(now=NOON, ring=told.append)

    assert told == [3]


@pytest.mark.parametrize(
    ("moment", "told"), [("2027-03-01T11:59Z", "Nothing is due."), ("2027-03-01T12:01", "note: sent 3")]
)
def test_the_command_stands_at_any_moment(sink, planners, moment, told):
    planners()
    owe_notes(3, now=NOON)
    said = StringIO()

    call_command("tick", f"--at={moment}", stdout=said)

    assert said.getvalue() == f"{told}\n"


def test_the_second_engine_goes_the_same_round(sink, planners):
    planners()
    owe_notes(3, now=ledger.database_now() - timedelta(minutes=1))
    said = StringIO()

    call_command("send_due", stdout=said)

    assert said.getvalue() == "note: sent 3\n"


def test_a_worker_whose_clock_is_ahead_sends_nothing_early(sink):
    owe_note(now=ledger.database_now() + timedelta(hours=2))

    with time_machine.travel(ledger.database_now() + timedelta(hours=2, minutes=30), tick=True):
        tasks.tick()
        tasks.send_due()

    assert sink.arrived == []
