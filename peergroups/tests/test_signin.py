"""Does a person get in by a code from their own mail, and nobody without one?"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from groups.models import Person
from groups.tests.makers import make_cohort

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nobody_asked_before():
    """Forget the limits on how often one may ask."""
    cache.clear()


def ask_for_a_code(client, email="priya@example.org"):
    Person.objects.create_user("priya@example.org", name="Priya Nair")
    client.post(reverse("account_request_login_code"), {"email": email})
    return mail.outbox[-1]


def test_a_stranger_at_the_front_reads_what_is_behind_it_and_how_one_comes_in(client):
    page = client.get("/", follow=True).content.decode()
    assert ("New here?" in page, "by applying on the page of a programme" in page) == (True, True)


@pytest.mark.parametrize(("days", "is_named"), [(-2, True), (2, False), (-60, False)])
def test_a_stranger_finds_the_programmes_that_one_may_apply_to_just_now(client, days, is_named):
    cohort = make_cohort(timezone.localdate() + timedelta(days=days))

    page = client.get("/", follow=True).content.decode()

    assert (reverse("groups:apply", args=[cohort.programme.slug]) in page) is is_named


def test_the_code_stands_in_subject_and_body(client):
    letter = ask_for_a_code(client)
    code = re.match(r"(\d{6}) is your sign-in code", letter.subject).group(1)
    assert code in letter.body


def test_the_code_signs_one_in(client):
    code = ask_for_a_code(client).subject[:6]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.session["_auth_user_id"] == str(Person.objects.get().pk)


def test_a_password_alone_proves_no_address(client):
    Person.objects.create_user("priya@example.org", "correct horse battery", name="Priya Nair")
    client.post(reverse("account_login"), {"login": "priya@example.org", "password": "correct horse battery"})
    assert "_auth_user_id" not in client.session


def test_a_wrong_code_is_said_at_the_top_and_at_the_box(client):
    ask_for_a_code(client)
    page = client.post(reverse("account_confirm_login_code"), {"code": "000000x"}).content.decode()
    assert "<title>Error: " in page
    assert '<a href="#id_code">' in page
    assert 'aria-describedby="id_code_error"' in page


def test_an_unknown_address_gets_no_code(client):
    letter = ask_for_a_code(client, email="stranger@example.org")
    assert (letter.to, re.search(r"\d{6}", letter.body)) == (["stranger@example.org"], None)


def test_sign_up_is_closed(client):
    assert "Groups are joined by invitation" in client.get(reverse("account_signup")).content.decode()


@pytest.mark.parametrize("name", ["account_login", "account_request_login_code", "account_reset_password"])
def test_the_doors_open_without_signing_in(client, name):
    assert client.get(reverse(name)).status_code == 200


def test_a_mailed_link_leads_to_our_own_address(client, settings):
    settings.SITE_URL = "https://peers.example.org"
    Person.objects.create_user("priya@example.org", "correct horse battery", name="Priya Nair")
    client.post(reverse("account_reset_password"), {"email": "priya@example.org"}, headers={"host": "localhost:6666"})
    assert re.findall(r"https?://[^/]+", mail.outbox[-1].body) == ["https://peers.example.org"]
