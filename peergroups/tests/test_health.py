"""Do the two probes tell the truth, and the first one even without a database?"""

from datetime import timedelta

import pytest

from peergroups.outbox import alarms, ledger
from peergroups.outbox.models import Heartbeat
from peergroups.outbox.tests.makers import owe_note

NOT_YET = "the clock has not ticked yet"


@pytest.fixture
def ticked(db):
    return Heartbeat.objects.create(pk=1, last_tick_at=ledger.database_now())


def reasons(client):
    answer = client.get("/readyz").json()
    assert answer["ready"] is not bool(answer["reasons"])
    return answer["reasons"]


def test_the_process_answers_without_a_database(client):
    response = client.get("/healthz", headers={"host": "10.0.0.7"})

    assert (response.status_code, response.content) == (200, b"ok")


def test_a_house_that_runs_is_ready(client, ticked):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"ready": True, "reasons": []})


def test_a_fresh_house_waits_for_its_clock(client, db):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (503, {"ready": False, "reasons": [NOT_YET]})


def test_a_clock_that_stands_still_is_told(client, ticked):
    Heartbeat.objects.update(last_tick_at=ticked.last_tick_at - timedelta(minutes=11))

    assert [reason[:25] for reason in reasons(client)] == ["the clock last ticked at "]


@pytest.mark.parametrize(("minutes", "told"), [(9, []), (11, ["mail waits for more than ten minutes (1 owed)"])])
def test_mail_that_waits_is_told(client, ticked, note, minutes, told):
    owe_note(now=ticked.last_tick_at - timedelta(minutes=minutes))

    assert reasons(client) == told


def test_an_alarm_is_told(client, ticked):
    alarms.sound(alarms.MAIL, "SMTPAuthenticationError 535", now=ticked.last_tick_at)

    assert [reason[-33:] for reason in reasons(client)] == ["mail: SMTPAuthenticationError 535"]


def test_redis_that_is_down_is_told(client, ticked, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert reasons(client) == ["Redis does not answer (ConnectionError)"]
