"""Does the server's log say who came in and who was turned away, and nothing that could be used?"""

import logging

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from groups.tests.makers import make_person
from peergroups.tests.test_signin_second_factor import come_by_mail, now_shown, with_app

pytestmark = pytest.mark.django_db
PASSWORD = "violet harbour kettle"


@pytest.fixture(autouse=True)
def nobody_asked_before():
    """Forget the limits on how often one may ask."""
    cache.clear()


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.INFO, logger="groups.signins")
    return lambda: [record.getMessage().split(" from ")[0] for record in caplog.records if "signins" in record.name]


def test_each_way_in_is_noted(client, log):
    priya = make_person()
    secret = with_app(priya)
    come_by_mail(client, priya)
    client.post(reverse("mfa_authenticate"), {"code": now_shown(secret)})
    client.post(reverse("account_logout"))

    assert log() == [f"signed in: person {priya.pk} by code+mfa", f"signed out: person {priya.pk}"]


def test_each_refusal_is_noted(client, log):
    priya = make_person(password=PASSWORD)
    with_app(priya)
    client.post(reverse("account_login"), {"login": "nobody@example.org", "password": PASSWORD})
    client.post(reverse("account_request_login_code"), {"email": priya.email})
    client.post(reverse("account_confirm_login_code"), {"code": "wrong1"})
    client.post(reverse("account_confirm_login_code"), {"code": mail.outbox[-1].subject[:6]})
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    said = log()

    assert said[0].startswith("refused: password for ")
    assert said[1:] == [f"refused: code of person {priya.pk}", f"refused: second factor of person {priya.pk}"]


def test_the_log_holds_no_address_no_password_and_no_code(client, caplog):
    caplog.set_level(logging.DEBUG)
    priya = make_person(password=PASSWORD)
    client.post(reverse("account_login"), {"login": priya.email, "password": "violet harbour spoon"})
    come_by_mail(client, priya)

    secrets = (priya.email, "spoon", PASSWORD, mail.outbox[-1].subject[:6], "127.0.0.1")
    lines = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert [secret for secret in secrets if any(secret in line for line in lines)] == []
