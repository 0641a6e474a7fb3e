"""Who pays when the mail server says no? The address, nobody, or we ourselves."""

from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection

from peergroups.outbox import sending
from peergroups.outbox.kinds import KINDS
from peergroups.outbox.models import Alarm, Delivery
from peergroups.outbox.post import Post
from peergroups.outbox.tests.makers import NOON, make_person, owe_note, owe_notes
from peergroups.outbox.tests.sink import free_port

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("note")]


def the_row():
    return Delivery.objects.values_list("state", "attempts", "last_error", "smtp_code").get()


@pytest.mark.parametrize("verb", ["RCPT", "DATA"])
def test_a_refused_address_is_given_up(sink, verb):
    sink.refuse(verb, "550 5.1.1 no such person: p@example.org")
    owe_note()

    sending.drain(now=NOON)

    error = {"RCPT": "SMTPRecipientsRefused 550", "DATA": "SMTPDataError 550"}[verb]
    assert the_row() == ("dead", 1, error, 550)
    assert not Alarm.objects.exists()


@pytest.mark.parametrize("verb", ["RCPT", "DATA"])
def test_a_passing_trouble_is_waited_out(sink, verb):
    sink.refuse(verb, "451 later", times=1)
    owe_note()

    outcomes = [sending.drain(now=NOON + timedelta(seconds=seconds)) for seconds in (0, 59, 60)]

    assert outcomes == [{("note", "owed"): 1}, {}, {("note", "sent"): 1}]


def test_what_the_server_says_of_us_does_not_condemn_the_address(sink):
    sink.refuse("RCPT", "554 5.7.1 relay access denied")
    owe_note()

    sending.drain(now=NOON)

    assert the_row() == ("owed", 1, "SMTPRecipientsRefused 554", 554)


def test_six_tries_and_no_more(sink):
    sink.refuse("RCPT", "451 later")
    owe_note(useful=timedelta(days=1))
    moments = [NOON + timedelta(minutes=minutes) for minutes in (0, 1, 6, 21, 81, 261, 441)]

    outcomes = [sending.drain(now=moment) for moment in moments]

    assert outcomes == [{("note", "owed"): 1}] * 5 + [{("note", "dead"): 1}, {}]


def test_one_bad_address_holds_up_no_other(sink):
    sink.refuse("RCPT", "550 5.1.1 no such person", to="p1@")
    owe_notes(3)

    assert sending.drain(now=NOON) == {("note", "sent"): 2, ("note", "dead"): 1}


@pytest.mark.parametrize(("verb", "answer"), [("EHLO", "554 not you"), ("MAIL", "553 not from you")])
def test_our_own_fault_stops_the_round_and_charges_nobody(sink, verb, answer):
    sink.refuse(verb, answer)
    owe_notes(3)

    sending.drain(now=NOON)

    rows = Delivery.objects.values_list("state", "attempts", "written_at", "next_attempt_at").distinct()
    assert list(rows) == [("owed", 0, None, NOON)]
    assert Alarm.objects.values_list("name", "since").get() == ("mail", NOON)


def test_a_server_that_is_down_charges_nobody(sink, settings):
    settings.EMAIL_PORT = free_port()
    owe_note()

    sending.drain(now=NOON)

    assert the_row() == ("owed", 0, "", None)
    assert Alarm.objects.get().error == "ConnectionRefusedError"


def test_the_alarm_keeps_its_first_moment_and_ends_with_the_first_mail(sink):
    sink.refuse("MAIL", "553 not from you", times=2)
    owe_note()

    sending.drain(now=NOON)
    sending.drain(now=NOON + timedelta(minutes=1))
    since = Alarm.objects.get().since
    sending.drain(now=NOON + timedelta(minutes=2))

    assert (since, Alarm.objects.count(), the_row()[0]) == (NOON, 0, "sent")


def test_a_server_tired_of_one_line_is_asked_on_a_new_one(sink):
    owe_notes(3)
    sink.tire_after(2)

    assert sending.drain(now=NOON) == {("note", "sent"): 3}
    assert (sink.lines, Delivery.objects.filter(attempts=1).count()) == (2, 3)


def test_a_silent_server_costs_an_attempt_and_no_more(sink, settings):
    settings.EMAIL_TIMEOUT = 1
    sink.hold()
    owe_note()

    sending.drain(now=NOON)

    assert the_row() == ("owed", 1, "SMTPServerDisconnected", None)


def test_a_lost_answer_brings_a_second_copy_alike_byte_for_byte(sink):
    sink.lose_answer(times=1)
    owe_note()

    sending.drain(now=NOON)
    sending.drain(now=NOON + timedelta(minutes=1))

    first, second = (mail.content for mail in sink.arrived)
    assert first == second
    assert the_row()[:2] == ("sent", 2)


@pytest.mark.parametrize("trouble", ["a lost answer", "a crash", "a refusal for now"])
def test_what_may_have_arrived_twice_is_known_and_nothing_else_is_taken_for_it(sink, trouble):
    owe_notes(3)

    if trouble == "a crash":
        sending.claim(NOON)
    elif trouble == "a lost answer":
        sink.lose_answer(times=1)
    else:
        sink.refuse("DATA", "451 later", times=1)
    sending.drain(now=NOON)
    sending.drain(now=NOON + timedelta(minutes=1))

    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    assert Delivery.objects.in_doubt().count() == (trouble != "a refusal for now")


@pytest.mark.parametrize("is_over", [True, False])
def test_what_left_in_another_mail_when_it_was_begun_by_itself_is_in_no_doubt(sink, monkeypatch, is_over):
    """Whether that mail is over by then, or still on its way."""
    person = make_person()
    _own, other = (owe_note(person, occurrence=day) for day in ("today", "tomorrow"))
    together = replace(KINDS["note"], riders=lambda delivery, now: list(Delivery.objects.besides(delivery, now)))
    [begun] = sending.take(Delivery.objects.filter(pk=other.pk), 1, NOON)
    monkeypatch.setitem(KINDS, "note", together)
    if not is_over:
        sink.hold()
    workers = [in_a_worker(sending.drain, now=NOON)]
    workers[0].join(timeout=None if is_over else 0.5)
    workers.append(in_a_worker(sending.send, begun, Post(), then=None, now=NOON))
    workers[1].join(timeout=0.5)
    sink.released.set()
    [worker.join() for worker in workers]

    assert len(sink.arrived) == 1
    assert set(Delivery.objects.values_list("state", "attempts", "heard")) == {("sent", 1, 1)}


def in_a_worker(work, *given, **more):
    """Run it beside us, on a connection of its own."""

    def run():
        work(*given, **more)
        connection.close()

    worker = Thread(target=run)
    worker.start()
    return worker
