"""Does a database that was set back, or came from elsewhere, send nothing before somebody says from when on?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from peergroups.outbox import epochs, ledger, sending, standing
from peergroups.outbox.models import Alarm, Delivery, Heartbeat, Minute
from peergroups.outbox.tests.makers import NOON, owe_note

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("note")]


@pytest.fixture
def now(settings, tmp_path):
    """Stand on a server of its own whose clock has ticked once."""
    settings.VAR_DIR = tmp_path
    epochs.beat()
    return ledger.database_now()


def set_back(tmp_path):
    Heartbeat.objects.update(last_tick_at=ledger.database_now() - timedelta(hours=20))


def come_from_elsewhere(tmp_path):
    Heartbeat.objects.update(epoch="another", last_tick_at=ledger.database_now())


def lose_the_mark(tmp_path):
    epochs.place().unlink()


def told(*arguments):
    said = StringIO()
    call_command("reminders", *arguments, stdout=said)
    return said.getvalue().strip()


@pytest.mark.parametrize("happens", [set_back, come_from_elsewhere, lose_the_mark])
def test_a_database_we_do_not_know_sends_nothing_until_resumed(sink, now, tmp_path, happens):
    owe_note(now=now)
    happens(tmp_path)

    for _round in range(2):
        sending.drain(now=now)
        epochs.beat()
    before = len(sink.arrived)
    told("resume", "--from", (now - timedelta(minutes=1)).isoformat())
    sending.drain(now=now)

    assert (before, len(sink.arrived), Alarm.objects.count()) == (0, 1, 0)


def test_a_database_that_goes_on_is_known_again_and_again(sink, now):
    for _round in range(3):
        epochs.beat()

    owe_note(now=now)
    sending.drain(now=now)

    assert len(sink.arrived) == 1


def test_workers_that_begin_together_do_not_take_each_other_for_a_restore(sink, settings, tmp_path):
    settings.VAR_DIR = tmp_path

    def go_round(_worker):
        try:
            for _round in range(20):
                epochs.may_send(now=NOON)
                epochs.beat()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(go_round, range(4)))

    assert not Alarm.objects.exists()


def test_what_fell_due_before_the_moment_is_late_and_the_rest_goes(sink, now):
    person = owe_note(now=now - timedelta(hours=1)).person
    owe_note(person, occurrence="later", now=now)
    told("pause")

    preview = told("resume", "--from", (now - timedelta(minutes=1)).isoformat(), "--dry-run")
    sending.drain(now=now)
    done = told("resume", "--from", (now - timedelta(minutes=1)).isoformat())
    sending.drain(now=now)

    assert preview == "To be marked late: 1. To go out when they are due: 1."
    assert done == "Resumed. Marked late: 1. To go out when they are due: 1."
    rows = Delivery.objects.order_by("due_at").values_list("state", "last_error")
    assert list(rows) == [("late", "before sending was resumed"), ("sent", "")]


def test_why_nothing_goes_is_said_in_words(now):
    told("pause")

    assert [why[:24] for why in standing.troubles(now)] == ["sending was paused by ha"]


def test_a_server_that_cannot_keep_its_mark_says_so(now, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.VAR_DIR = tmp_path / "file"

    epochs.beat()

    assert "mark of this server fails since" in " ".join(standing.troubles(now))


def test_no_more_leave_in_a_minute_than_the_ceiling_lets(sink, now, settings):
    settings.MAILS_A_MINUTE = 3
    person = owe_note(now=now).person
    for number in range(4):
        owe_note(person, occurrence=str(number), now=now)

    counts = []
    for _round in range(2):
        sending.drain(now=now)
        counts.append(len(sink.arrived))
    Minute.objects.update(began_at=now - timedelta(minutes=1))
    sending.drain(now=now)

    assert [*counts, len(sink.arrived)] == [3, 3, 5]
