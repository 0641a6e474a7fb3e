"""Is a mail lost or doubled when processes are killed, bells get lost or ring too often, and servers misbehave?

Real ones throughout: workers and commands as processes of their own, Postgres, Redis, and a mail server on loopback.
"""

import os
import signal

import pytest
from django.db import connection, transaction

from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery
from peergroups.outbox.tests.makers import owe_notes
from peergroups.tests.processes import PROCESSES, beat, forget_everything, kill, start, wait_until, worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("note", "empty_queue")]

SEND_DUE = ["manage.py", "send_due"]
CUT_OFF = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture
def empty_queue():
    """Begin with no bells rung before."""
    forget_everything()


def settled():
    return not Delivery.objects.owed().exists()


def a_minute_later():
    """Let the moment come at which attempts without an outcome are made again, once the dead hold nothing any more."""
    Delivery.objects.owed().update(next_attempt_at=ledger.database_now())


@transaction.atomic
def a_minute_later_for_the_others():
    """Likewise, but for what somebody who is frozen goes on holding."""
    free = list(Delivery.objects.owed().select_for_update(skip_locked=True).values_list("pk", flat=True))
    Delivery.objects.filter(pk__in=free).update(next_attempt_at=ledger.database_now())


def doubted():
    return set(Delivery.objects.in_doubt().values_list("message_id", flat=True))


def doubled(sink):
    return {name for name, copies in sink.copies().items() if copies > 1}


def owe_now(count):
    owe_notes(count, now=ledger.database_now())


def test_a_killed_command_loses_nothing_and_doubles_one_at_most(sink):
    owe_now(60)
    sink.take_time(0.01)

    process = start(SEND_DUE, sink)
    wait_until(lambda: len(sink.arrived) > 10)
    kill(process)
    a_minute_later()
    start(SEND_DUE, sink).wait()

    assert (settled(), len(sink.copies())) == (True, 60)
    assert len(sink.arrived) <= 61
    assert doubled(sink) <= doubted()
    assert len(doubted()) <= 1


def test_killed_workers_lose_nothing_and_double_one_each_at_most(sink):
    owe_now(150)
    sink.take_time(0.01)

    for _power_cut in range(2):
        before = len(sink.arrived)
        with worker(sink):
            beat()
            beat()
            wait_until(lambda before=before: len(sink.arrived) > before + 20)
        a_minute_later()
    start(SEND_DUE, sink).wait()

    assert (settled(), len(sink.copies())) == (True, 150)
    assert len(sink.arrived) <= 150 + 2 * PROCESSES
    assert doubled(sink) <= doubted()
    assert len(doubted()) <= 2 * PROCESSES


def test_three_beats_and_cron_at_once_send_each_once(sink):
    owe_now(100)

    cron = [start(SEND_DUE, sink) for _command in range(2)]
    with worker(sink):
        for _beat in range(3):
            beat()
        wait_until(settled)
        for command in cron:
            command.wait()

    assert (len(sink.copies()), len(sink.arrived), doubted()) == (100, 100, set())


def test_bells_that_redis_forgot_are_not_missed(sink):
    owe_now(20)

    for _beat in range(3):
        beat()
    forget_everything()
    with worker(sink):
        beat()
        wait_until(settled)

    assert (len(sink.copies()), len(sink.arrived)) == (20, 20)


def test_redis_may_forget_everything_in_the_midst(sink):
    owe_now(60)
    sink.take_time(0.01)

    with worker(sink):
        beat()
        wait_until(lambda: len(sink.arrived) > 10)
        forget_everything()
        wait_until(settled)

    assert (len(sink.copies()), len(sink.arrived)) == (60, 60)


def test_a_frozen_sender_doubles_nothing_when_it_wakes(sink):
    owe_now(40)
    sink.take_time(0.02)

    frozen = start(SEND_DUE, sink)
    wait_until(lambda: len(sink.arrived) > 5)
    os.killpg(frozen.pid, signal.SIGSTOP)
    a_minute_later_for_the_others()
    start(SEND_DUE, sink).wait()
    os.killpg(frozen.pid, signal.SIGCONT)
    frozen.wait()

    assert (settled(), len(sink.copies()), len(sink.arrived)) == (True, 40, 40)
    assert len(doubted()) <= 1  # frozen after it had begun a mail and before it held it, it might have handed it over


def test_a_lost_database_loses_nothing_and_doubles_one_at_most(sink):
    owe_now(40)
    sink.take_time(0.02)

    cut_off = start(SEND_DUE, sink)
    wait_until(lambda: len(sink.arrived) > 5)
    with connection.cursor() as cursor:
        cursor.execute(CUT_OFF)
    cut_off.wait()
    a_minute_later()
    start(SEND_DUE, sink).wait()

    assert (settled(), len(sink.copies())) == (True, 40)
    assert len(sink.arrived) <= 41
    assert doubled(sink) <= doubted()
    assert len(doubted()) <= 1


def test_a_deployment_ends_the_worker_and_loses_and_doubles_nothing(sink):
    owe_now(60)
    sink.take_time(0.01)

    with worker(sink) as deployed:
        beat()
        wait_until(lambda: len(sink.arrived) > 10)
        deployed.terminate()
        deployed.wait(timeout=40)
    start(SEND_DUE, sink).wait()

    assert (settled(), len(sink.copies()), len(sink.arrived), doubted()) == (True, 60, 60, set())


def test_cron_alone_sends_when_redis_is_down(sink, monkeypatch):
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    owe_now(5)

    assert start(SEND_DUE, sink).wait() == 0

    assert (settled(), len(sink.arrived)) == (True, 5)


def test_a_bad_day_of_the_mail_server_loses_and_doubles_nothing(sink):
    owe_now(9)

    sink.refuse("EHLO", "421 come back later")
    start(SEND_DUE, sink).wait()
    sink.refuse("EHLO", "", times=0)
    sink.refuse("RCPT", "451 greylisted", times=2)
    start(SEND_DUE, sink).wait()
    sink.hold()
    a_minute_later()
    start(SEND_DUE, sink).wait()
    sink.released.set()
    a_minute_later()
    start(SEND_DUE, sink).wait()

    assert (settled(), len(sink.copies()), len(sink.arrived)) == (True, 9, 9)
