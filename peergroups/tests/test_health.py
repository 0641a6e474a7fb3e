"""Do the two probes tell the truth, and the first one even without a database?"""

import json
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.core.management import call_command

from groups.tests.makers import make_person, make_programme
from peergroups.health import Health
from peergroups.outbox import alarms, ledger
from peergroups.outbox.models import Delivery, Heartbeat
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


@pytest.mark.parametrize(("minutes", "told"), [(4, []), (6, ["the clock last ticked at "])])
def test_a_clock_that_stands_still_is_told(reasons, ticked, minutes, told):
    Heartbeat.objects.update(last_tick_at=ticked.last_tick_at - timedelta(minutes=minutes))

    assert [reason[:25] for reason in reasons()] == told


@pytest.mark.parametrize(("minutes", "told"), [(9, []), (11, ["mail waits for more than ten minutes (1 owed)"])])
def test_mail_that_waits_is_told(reasons, ticked, note, minutes, told):
    owe_note(now=ticked.last_tick_at - timedelta(minutes=minutes))

    assert reasons() == told


def test_an_alarm_is_told(reasons, ticked):
    alarms.sound(alarms.MAIL, "SMTPAuthenticationError 535", now=ticked.last_tick_at)

    assert [reason[:42] for reason in reasons()] == ["our mail server takes nothing from us sinc"]
    assert reasons()[0].endswith(": SMTPAuthenticationError 535")


def test_redis_that_is_down_is_told(reasons, ticked, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert reasons() == ["Redis does not answer (ConnectionError)"]


@pytest.mark.parametrize(
    ("state", "minutes", "code", "said"),
    [
        ("sent", 0, 0, "Reminders go out."),
        ("dead", 0, 1, "1 mail could not be delivered"),
        ("late", 0, 1, "1 mail came too late to be sent"),
        ("sent", 6, 2, "the clock last ticked at"),
    ],
)
def test_a_command_tells_by_its_code_whether_reminders_go_out(ticked, note, capsys, state, minutes, code, said):
    owe_note(now=ticked.last_tick_at)
    Delivery.objects.update(state=state)
    Heartbeat.objects.update(last_tick_at=ticked.last_tick_at - timedelta(minutes=minutes))

    with pytest.raises(SystemExit) if code else nullcontext() as ended:
        call_command("reminders_health")

    assert said in "".join(capsys.readouterr())
    assert (ended.value.code if code else 0) == code


@pytest.mark.parametrize(("role", "told"), [("operator", "See why"), ("admin", "tell them"), ("member", None)])
def test_those_who_can_do_something_are_told_on_every_page(client, ticked, role, told):
    person = make_person(is_operator=role == "operator")
    if role == "admin":
        make_programme(person)
    client.force_login(person)
    pages = [client.get("/settings/sessions/").content.decode()]
    Heartbeat.objects.update(last_tick_at=ticked.last_tick_at - timedelta(minutes=6))

    pages.append(client.get("/settings/sessions/").content.decode())

    assert ["Reminders do not go out" in page for page in pages] == [False, told is not None]
    assert told is None or told in pages[1]
