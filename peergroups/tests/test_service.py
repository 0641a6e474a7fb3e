"""Does the operator see what is owed, sent and given up, and can they have it tried again?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import AuditEvent
from groups.tests.makers import make_person
from peergroups.outbox import bouncing, ledger, sending
from peergroups.outbox.models import Delivery
from peergroups.outbox.tests.makers import owe_notes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("note")]


@pytest.fixture
def otto(client):
    otto = make_person("Otto Berg", is_operator=True)
    client.force_login(otto)
    return otto


@pytest.fixture
def page(client, otto):
    """Open the operators' page; return what it says, and how many questions it put."""

    def page():
        with CaptureQueriesContext(connection) as asked:
            said = client.get("/manage/").content.decode()
        return said, len(asked)

    return page


def give_up(count, **noted):
    owe_notes(count, now=ledger.database_now())
    Delivery.objects.filter(kind="note").update(state="dead", attempts=1, heard=1, **noted)


@pytest.mark.parametrize(
    ("noted", "reason"),
    [
        ({"smtp_code": 550, "last_error": "SMTPRecipientsRefused 550"}, "The address was refused"),
        ({"smtp_code": 451, "last_error": "SMTPRecipientsRefused 451"}, "The mail server put it off at each try"),
        ({"attempts": 6, "last_error": "no answer"}, "Nothing was heard of its tries"),
        ({"last_error": "TornNote"}, "It could not be written"),
    ],
)
def test_what_was_given_up_is_shown_with_its_reason(page, noted, reason):
    give_up(1)
    Delivery.objects.update(**noted)

    said, _count = page()

    assert "1 mail could not be delivered" in said
    assert f"p0@example.org <small>{reason} ({noted['last_error']})" in said


def test_its_cost_does_not_grow_with_what_it_lists(page):
    give_up(3)
    page()
    costs = []
    for count in (1, 3):
        some = Delivery.objects.order_by("pk").values("pk")[:count]
        Delivery.objects.filter(pk__in=some).update(attempts=6, last_error="no answer")
        Delivery.objects.exclude(pk__in=some).update(state="sent")
        _said, cost = page()
        costs.append(cost)
        Delivery.objects.update(state="dead")
    assert costs[0] == costs[1] <= 25


def test_one_that_was_given_up_is_tried_again_and_that_is_on_record(client, otto, sink):
    give_up(2)
    one, other = Delivery.objects.order_by("pk")

    client.post("/manage/mails/try-again/", {"delivery": one.pk})
    states = [Delivery.objects.get(pk=row.pk).state for row in (one, other)]

    assert states == ["owed", "dead"]
    assert AuditEvent.objects.get().sentence == f"Otto Berg tried again to send a mail to {one.person}"


@pytest.mark.parametrize("as_unwanted", [False, True])
def test_an_address_that_takes_no_mail_is_shown_and_tried_again_unless_it_called_us_junk(client, page, as_unwanted):
    give_up(1, last_error="address paused")
    bouncing.refuse("p0@example.org", now=ledger.database_now(), as_unwanted=as_unwanted)

    before, _count = page()
    client.post("/manage/mails/try-again/")

    assert "1 address takes no mail" in before
    assert "Mail to this address came back before" in before
    assert bouncing.standing().exists() == as_unwanted


def test_all_that_were_given_up_are_tried_again_from_the_first_of_their_tries(client, otto):
    give_up(3, last_error="no answer")
    Delivery.objects.filter(kind="note").update(attempts=6, heard=5)

    client.post("/manage/mails/try-again/")

    assert set(Delivery.objects.values_list("state", "attempts", "heard")) == {("owed", 1, 0)}


@pytest.mark.django_db(transaction=True)
def test_a_test_mail_goes_the_way_of_every_reminder(client, otto, page, sink):
    client.post("/manage/mails/test/")
    sending.drain(now=ledger.database_now())

    assert [mail.to for mail in sink.arrived] == [otto.email]
    assert "The last one: sent" in " ".join(page()[0].split())
