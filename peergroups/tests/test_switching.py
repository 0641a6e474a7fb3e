"""Does somebody who is signed in as the wrong person get to what they wanted, and learn nothing on the way?"""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from groups.tests.makers import make_group, make_member, make_person
from meetings.tests.makers import make_meeting
from peergroups.tests.test_outside import ELSEWHERE
from peergroups.tests.test_signin_second_factor import now_shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_asked_before():
    cache.clear()


@pytest.fixture
def wanted():
    """A page of Mill Street, where Priya sits, and Leo's browser stands before it."""
    group = make_group()
    make_member(group, "Priya Nair")
    now = timezone.now()
    return make_meeting(group, now + timedelta(days=3), now=now).get_absolute_url()


@pytest.fixture
def leo(client):
    person = make_person("Leo Hart")
    client.force_login(person)
    return person


def ask_for_a_code(client, email="priya@example.org", **wanted):
    """Ask as the page does, and return where the code is typed."""
    return client.post(reverse("account_request_login_code"), {"email": email} | wanted)["Location"]


def sign_in(client, email="priya@example.org", **wanted):
    return client.post(ask_for_a_code(client, email, **wanted), {"code": mail.outbox[-1].subject[:6]})


def posted_by(page):
    """Return what the form that switches would post."""
    form = page.partition(f'action="{reverse("switch")}"')[2].partition("</form>")[0]
    return dict(re.findall(r'name="(next)" value="([^"]+)"', form))


def test_a_closed_page_says_what_to_do_and_leads_on_as_somebody_else(client, leo, wanted):
    page = client.get(wanted).content.decode()
    doors = client.post(reverse("switch"), posted_by(page))

    assert "write to your facilitator" in page
    assert "You are signed in as leo@example.org." in page
    assert doors["Location"] == f"{reverse('account_login')}?next={wanted.replace('/', '%2F')}"
    assert "_auth_user_id" not in client.session
    assert sign_in(client, **posted_by(page))["Location"] == wanted


def test_a_second_factor_on_the_way_loses_nothing(client, leo, wanted):
    secret = generate_totp_secret()
    TOTP.activate(make_person("Nadia Haddad"), secret)
    client.logout()

    assert sign_in(client, "nadia@example.org", next=wanted)["Location"] == reverse("mfa_authenticate")
    assert client.post(reverse("mfa_authenticate"), {"code": now_shown(secret)})["Location"] == wanted


@pytest.mark.parametrize("step", ["code", "second factor"])
def test_turning_to_another_address_midway_keeps_what_was_wanted(client, wanted, step):
    TOTP.activate(make_person("Nadia Haddad"), generate_totp_secret())
    where = ask_for_a_code(client, "nadia@example.org", next=wanted)
    if step == "second factor":
        where = client.post(where, {"code": mail.outbox[-1].subject[:6]})["Location"]

    page = client.get(where).content.decode()
    doors = client.post(reverse("switch"), posted_by(page))

    assert doors["Location"] == f"{reverse('account_login')}?next={wanted.replace('/', '%2F')}"
    assert client.get(doors["Location"]).status_code == 200


def test_what_was_to_be_done_is_not_taken_for_a_page(client, leo, wanted):
    page = client.post(f"{wanted}answer/").content.decode()

    assert posted_by(page) == {}
    assert client.post(reverse("switch"))["Location"] == reverse("account_login")


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nobody_is_sent_elsewhere_by_switching(client, leo, elsewhere):
    assert client.post(reverse("switch"), {"next": elsewhere})["Location"] == reverse("account_login")


def test_a_link_that_nothing_has_leads_a_visitor_to_the_doors(client):
    assert reverse("today") in client.get("/invitations/forged/").content.decode()
