"""Is an address that takes no mail left in peace, told to whoever may mend it, and only on a provider's own word?"""

import json
from base64 import b64encode
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from groups import belongings
from groups.tests.makers import make_room
from meetings.planning import cancel_meeting
from meetings.tests.makers import make_meeting
from peergroups.outbox import bouncing, ledger, sending
from peergroups.outbox.models import Delivery, Wishes

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "postmark:0123456789abcdef"
ADDRESS = "/bounces/postmark/"


@pytest.fixture
def room():
    group, group.sam, group.priya = make_room()
    group.now = timezone.now()
    return group


@pytest.fixture
def open_to_reports(settings):
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}


def report(client, record, email="priya@example.org", secret=SECRET, **fields):
    """Post what Postmark sends of a bounce or a complaint."""
    said = {"RecordType": record, "Email": email, "Type": "HardBounce", "TypeCode": 1, "MessageID": "1"} | fields
    said |= {"BouncedAt": "2026-11-22T10:00:00Z"}
    key = {"HTTP_AUTHORIZATION": f"Basic {b64encode(secret.encode()).decode()}"} if secret else {}
    return client.post(ADDRESS, json.dumps(said), content_type="application/json", **key).status_code


def refused():
    return list(Wishes.objects.values_list("person__name", "refused_as_unwanted"))


COMPLAINT = {"Type": "SpamComplaint", "TypeCode": 512}


def test_without_a_secret_there_is_no_such_page(client, room):
    assert (report(client, "Bounce"), refused()) == (404, [])


@pytest.mark.usefixtures("open_to_reports")
def test_for_a_provider_that_is_not_set_up_there_is_no_such_page(client):
    """Neither its library nor its own key is there, and a stranger makes no error of it."""
    providers = ("amazon_ses", "mailgun", "mandrill", "postal", "nobody")

    assert [client.post(f"/bounces/{one}/").status_code for one in providers] == [404] * 5


@pytest.mark.usefixtures("open_to_reports")
@pytest.mark.parametrize("secret", ["", "postmark:guess", "x"])
def test_a_forged_report_pauses_nothing(client, room, secret):
    assert (report(client, "Bounce", secret=secret), refused()) == (400, [])


@pytest.mark.usefixtures("open_to_reports")
@pytest.mark.parametrize(
    ("record", "fields", "kept"),
    [
        ("Bounce", {}, [("Priya Nair", False)]),
        ("Bounce", {"email": "PRIYA@example.org"}, [("Priya Nair", False)]),
        ("SpamComplaint", COMPLAINT, [("Priya Nair", True)]),
        ("Bounce", {"email": "nobody@example.org"}, []),
        ("Bounce", {"Type": "Transient", "TypeCode": 2}, []),
        ("Delivery", {}, []),
    ],
)
def test_a_report_pauses_the_address_it_is_about(client, room, record, fields, kept):
    assert (report(client, record, **fields), refused()) == (200, kept)


def two_mails(room):
    """Owe Priya news that may be stopped, and a meeting that is called off; return what was sent and what was not."""
    cancel_meeting(make_meeting(room, room.now + timedelta(days=9), now=room.now), now=room.now)
    times = {"due_at": room.now, "useless_after": room.now + timedelta(days=1), "now": room.now}
    ledger.owe(room.priya, kind="charter_changed", about=room.charter, occurrence="1", **times)
    mail.outbox.clear()
    sending.drain(now=room.now + timedelta(minutes=1))
    mine = Delivery.objects.filter(person=room.priya)
    return {row.kind: (row.state, row.last_error) for row in mine.exclude(state="stale")}


@pytest.mark.parametrize(("as_unwanted", "called_off"), [(False, ("dead", "address paused")), (True, ("sent", ""))])
def test_nothing_goes_there_and_whoever_cried_junk_hears_of_what_nobody_wants_to_miss(room, as_unwanted, called_off):
    bouncing.refuse(room.priya.email, now=room.now, as_unwanted=as_unwanted)

    assert two_mails(room)["meeting_cancelled"] == called_off


def test_its_person_and_the_facilitator_are_told_and_nobody_else(client, room):
    bouncing.refuse(room.priya.email, now=room.now)

    told = {}
    for person in (room.priya, room.sam):
        client.force_login(person)
        pages = [client.get(page).content.decode() for page in ("/today/", "/facilitate/")]
        told[person.first_name] = ["not arrive" in page for page in pages]
    assert told == {"Priya": [True, False], "Sam": [False, True]}


def test_it_is_in_the_file_of_ones_own(room):
    bouncing.refuse(room.priya.email, now=room.now, as_unwanted=True)

    (told,) = belongings.PARTS["Which mails you want"](room.priya, {})
    assert (told["came back"], told["from"], told["as junk"]) == (room.now, room.priya.email, True)


def mend_by_button(client, room):
    client.force_login(room.priya)
    client.post("/settings/mails/", {"try_again": "1"})


def mend_by_another_address(client, room):
    type(room.priya).objects.filter(pk=room.priya.pk).update(email="new@example.org")


def mend_by_a_code(client, room):
    client.post(reverse("account_request_login_code"), {"email": room.priya.email})
    code = next(line for line in mail.outbox[-1].body.split() if line.isdigit() and len(line) == 6)
    client.post(reverse("account_confirm_login_code"), {"code": code})


@pytest.mark.parametrize("mend", [mend_by_button, mend_by_another_address, mend_by_a_code])
def test_it_is_mended(client, room, mend):
    bouncing.refuse(room.priya.email, now=room.now)

    mend(client, room)

    assert not bouncing.standing().exists()
