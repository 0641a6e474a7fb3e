"""Does what is owed leave once, in time, while it is true, and looking as it should?"""

import threading
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection

from peergroups.outbox import letters, sending
from peergroups.outbox.models import Delivery
from peergroups.outbox.tests.makers import NOON, make_person, owe_note, owe_notes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("note")]


def states():
    return sorted(Delivery.objects.values_list("state", flat=True))


def in_another_worker(work, **arguments):
    """Run a drain beside us, on a connection of its own."""

    def run():
        work(**arguments)
        connection.close()

    worker = threading.Thread(target=run)
    worker.start()
    return worker


def test_what_is_owed_is_sent_once(sink):
    owe_notes(3)

    outcomes = [sending.drain(now=NOON), sending.drain(now=NOON)]

    assert outcomes == [{("note", "sent"): 3}, {}]
    assert sorted(mail.to for mail in sink.arrived) == ["p0@example.org", "p1@example.org", "p2@example.org"]


def test_one_line_carries_them_all(sink):
    owe_notes(3)

    sending.drain(now=NOON)

    assert sink.lines == 1


def test_nothing_goes_early(sink):
    owe_note(now=NOON)

    sending.drain(now=NOON - timedelta(seconds=1))

    assert (states(), sink.arrived) == (["owed"], [])


def test_nothing_goes_when_it_is_of_no_use(sink):
    owe_note(now=NOON, useful=timedelta(hours=1))

    sending.drain(now=NOON + timedelta(hours=1, seconds=1))

    assert (states(), sink.arrived) == (["late"], [])


@pytest.mark.parametrize("change", [{"name": "Gone"}, {"is_active": False}])
def test_nothing_goes_that_is_no_longer_true(sink, change):
    row = owe_note()
    type(row.person).objects.filter(pk=row.person_id).update(**change)

    sending.drain(now=NOON)

    assert (states(), sink.arrived) == (["stale"], [])


def test_nothing_goes_about_what_is_gone(sink):
    owe_note()
    Delivery.objects.update(about_id=1)

    sending.drain(now=NOON)

    assert (states(), sink.arrived) == (["stale"], [])


def test_a_change_while_others_are_sent_is_seen(sink):
    ann, ben = (owe_note(make_person(email=f"{name}@example.org", name=name)) for name in ("ann", "ben"))
    Delivery.objects.filter(pk=ben.pk).update(due_at=NOON - timedelta(hours=1))
    sink.hold()

    worker = in_another_worker(sending.drain, now=NOON)
    sink.reached.wait(5)
    type(ann.person).objects.update(name="Gone")
    sink.released.set()
    worker.join()

    assert ([mail.to for mail in sink.arrived], states()) == (["ben@example.org"], ["sent", "stale"])


def test_a_row_that_is_being_sent_is_left_alone(sink):
    owe_note()
    sink.hold()

    worker = in_another_worker(sending.drain, now=NOON)
    sink.reached.wait(5)
    beside = sending.drain(now=NOON + timedelta(minutes=2))
    sink.released.set()
    worker.join()

    assert (beside, states(), len(sink.arrived)) == ({}, ["sent"], 1)


def test_time_is_up_and_the_rest_stays_owed(sink):
    owe_notes(3)

    sending.drain(now=NOON, seconds=0)

    assert list(Delivery.objects.values_list("state", "attempts").distinct()) == [("owed", 0)]


def test_a_row_that_killed_its_worker_each_time_is_given_up(sink):
    owe_note()
    for _crash in range(sending.TRIES):
        Delivery.objects.update(next_attempt_at=NOON)
        sending.claim(NOON)
    Delivery.objects.update(next_attempt_at=NOON)

    sending.drain(now=NOON)

    assert (states(), sink.arrived) == (["dead"], [])


def test_a_mail_that_cannot_be_written_holds_up_no_other(sink, caplog):
    owe_note(make_person(email="torn@example.org", name="Torn"))
    owe_notes(3)

    outcomes = sending.drain(now=NOON)

    torn = Delivery.objects.get(person__name="Torn")
    assert outcomes == {("note", "sent"): 3, ("note", "owed"): 1}
    assert (torn.state, torn.last_error, torn.attempts) == ("owed", "TornNote", 1)
    assert f"delivery {torn.pk}" in caplog.text


def test_a_mail_is_written_for_people_and_machines(sink):
    row = owe_note(make_person(name="Ann"))

    sending.drain(now=NOON)

    message = sink.arrived[0].message
    text, page = (part.get_payload(decode=True).decode() for part in message.get_payload())
    assert message["Subject"] == "A note for Ann"
    assert message["From"] == "Mill Street & friends <groups@localhost>"
    assert (message["Message-ID"], message["Date"]) == (row.message_id, "Mon, 01 Mar 2027 12:00:00 +0000")
    assert (message["Auto-Submitted"], message["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert text.split("\n")[0].strip() == "It's Ann's note."
    assert f'href="{django_settings.SITE_URL}/today/"' in page
    assert "It&#x27;s" not in text


def test_a_name_of_two_lines_is_a_sender_in_one():
    assert letters.sender("Mill\nBcc: a@example.org").startswith('"Mill Bcc: a@example.org" <')


def test_many_workers_send_each_once(sink):
    owe_notes(120)

    workers = [in_another_worker(sending.drain, now=NOON) for _worker in range(3)]
    for worker in workers:
        worker.join()

    assert (len(sink.arrived), set(sink.copies().values()), states()) == (120, {1}, ["sent"] * 120)
