"""Is a mail owed once, however often and by however many it is asked for?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery
from peergroups.outbox.tests.makers import NOON, make_person, owe_note

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("note")]


def owed(person, occurrence="once", kind="note"):
    return ledger.Owed(person.pk, kind, person, occurrence, NOON, NOON + timedelta(hours=6))


def test_a_mail_is_owed_once():
    person = make_person()

    new = [ledger.owe_all([owed(person)], now=NOON) for _round in range(3)]

    assert new == [1, 0, 0]


def test_another_occurrence_is_another_mail():
    person = make_person()

    assert ledger.owe_all([owed(person, "first"), owed(person, "second"), owed(person, "first")], now=NOON) == 2


def test_the_same_moment_reads_the_same_in_every_zone():
    berlin = datetime(2027, 3, 28, 9, tzinfo=ZoneInfo("Europe/Berlin"))

    assert ledger.written(berlin) == "2027-03-28T07:00:00+00:00"


def test_a_day_is_written_as_a_day():
    assert ledger.written(date(2027, 3, 28)) == "2027-03-28"


def test_a_kind_nobody_registered_cannot_be_owed():
    with pytest.raises(LookupError):
        ledger.owe_all([owed(make_person(), kind="gossip")], now=NOON)


def test_owing_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ledger.owe_all([], now=NOON) == 0


def test_a_mail_is_owed_with_its_cause_or_not_at_all():
    person = make_person()

    with transaction.atomic():
        ledger.owe_all([owed(person)], now=NOON)
        transaction.set_rollback(True)

    assert not Delivery.objects.exists()


def test_a_row_holds_no_address_and_no_words():
    row = owe_note(make_person(email="secret@example.org", name="Secret Name"))

    assert "secret" not in repr(Delivery.objects.filter(pk=row.pk).values()[0]).lower()


def test_one_mail_can_say_what_else_is_due_to_its_reader_by_now_and_not_too_late():
    now, mail = NOON + timedelta(hours=7), owe_note(make_person(), now=NOON + timedelta(hours=6))
    owe_note(mail.person, occurrence="too late")
    owe_note(mail.person, occurrence="not yet", now=now + timedelta(minutes=1))
    owe_note(make_person("ben@example.org"), occurrence="somebody else's", now=now)
    along = owe_note(mail.person, occurrence="along", now=now)

    assert list(Delivery.objects.besides(mail, now)) == [along]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_owe_it_once():
    person = make_person()

    def owe(_caller):
        try:
            return ledger.owe_all([owed(person, str(number)) for number in range(200)], now=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as callers:
        new = list(callers.map(owe, range(4)))

    assert (sum(new), Delivery.objects.count()) == (200, 200)
