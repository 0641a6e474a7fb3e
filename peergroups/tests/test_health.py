"""Do the two probes tell the truth, and the first one even without a database?"""

import json
from datetime import timedelta

import pytest

from peergroups.health import Health
from peergroups.outbox import alarms, ledger
from peergroups.outbox.models import Heartbeat
from peergroups.outbox.tests.makers import owe_note


@pytest.fixture
def ticked(db):
    return Heartbeat.objects.create(pk=1, last_tick_at=ledger.database_now())


@pytest.fixture
def ask(rf):
    """Put a question to the middleware that answers before all others."""

    def ask(path):
        response = Health(get_response=None)(rf.get(path, headers={"host": "10.0.0.7"}))
        return response.status_code, response.content.decode()

    return ask


@pytest.fixture
def reasons(ask):
    """Ask why the house is not ready."""
    return lambda: json.loads(ask("/readyz")[1])["reasons"]


def test_probes_are_answered_whatever_host_they_ask_without_session_or_database(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    answers = [client.get("/healthz", headers={"host": host}).status_code for host in ("10.0.0.7", "localhost")]

    assert answers == [200, 200]


def test_the_process_answers_without_a_database(ask):
    assert ask("/healthz") == (200, "ok")


def test_a_house_that_runs_is_ready(ask, ticked):
    assert ask("/readyz") == (200, '{"ready": true, "reasons": []}')


def test_a_fresh_house_waits_for_its_clock(ask, db):
    assert ask("/readyz") == (503, '{"ready": false, "reasons": ["the clock has not ticked yet"]}')


def test_a_clock_that_stands_still_is_told(reasons, ticked):
    Heartbeat.objects.update(last_tick_at=ticked.last_tick_at - timedelta(minutes=11))

    assert [reason[:25] for reason in reasons()] == ["the clock last ticked at "]


@pytest.mark.parametrize(("minutes", "told"), [(9, []), (11, ["mail waits for more than ten minutes (1 owed)"])])
def test_mail_that_waits_is_told(reasons, ticked, note, minutes, told):
    owe_note(now=ticked.last_tick_at - timedelta(minutes=minutes))

    assert reasons() == told


def test_an_alarm_is_told(reasons, ticked):
    alarms.sound(alarms.MAIL, "SMTPAuthenticationError 535", now=ticked.last_tick_at)

    assert [reason[-33:] for reason in reasons()] == ["mail: SMTPAuthenticationError 535"]


def test_redis_that_is_down_is_told(reasons, ticked, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert reasons() == ["Redis does not answer (ConnectionError)"]
