"""Can a person whose address somebody changed take it back?"""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.tests.makers import make_person
from peergroups.tests.test_signin_second_factor import come_by_mail, is_in

pytestmark = pytest.mark.django_db
OLD, NEW = "priya@example.org", "new@example.org"


@pytest.fixture(autouse=True)
def changed():
    """Somebody at Priya's browser changes her address; return that browser and her."""
    cache.clear()
    priya, thief = make_person(), Client()
    come_by_mail(thief, priya)
    thief.post(reverse("account_email"), {"action_add": "", "email": NEW})
    code = re.search(r"^\s*(\d{6})\s*$", mail.outbox[-1].body, re.MULTILINE).group(1)
    thief.post(reverse("account_email_verification_sent"), {"code": code})
    priya.refresh_from_db()
    return thief, priya


def link():
    letter = next(letter for letter in mail.outbox if letter.to == [OLD] and "/accounts/undo/" in letter.body)
    return re.search(r"http\S+(/accounts/undo/\S+)", letter.body).group(1)


def test_the_old_address_is_told_at_once(changed):
    assert (changed[1].email, Client().get(link()).status_code) == (NEW, 200)


@pytest.mark.parametrize(("minutes", "address"), [(9, "leo.new@example.org"), (11, "leo@example.org")])
def test_the_code_for_a_new_address_works_for_ten_minutes(minutes, address):
    leo, browser = make_person("Leo Hart"), Client()
    come_by_mail(browser, leo)
    browser.post(reverse("account_email"), {"action_add": "", "email": "leo.new@example.org"})
    code = re.search(r"^\s*(\d{6})\s*$", mail.outbox[-1].body, re.MULTILINE).group(1)
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        browser.post(reverse("account_email_verification_sent"), {"code": code})
    leo.refresh_from_db()
    assert leo.email == address


def test_no_cookie_names_an_address(changed):
    thief = changed[0]

    assert set(thief.cookies) == {"sessionid", "csrftoken"}
    assert f"{NEW} is confirmed." in thief.get(reverse("settings")).content.decode()


def test_opening_the_link_changes_nothing(changed):
    Client().get(link())
    changed[1].refresh_from_db()
    assert changed[1].email == NEW


def test_the_button_gives_the_address_back_and_ends_every_sign_in(changed):
    thief, priya = changed
    Client().post(link())
    priya.refresh_from_db()
    assert (priya.email, thief.get(reverse("settings")).status_code) == (OLD, 302)
    assert list(EmailAddress.objects.filter(user=priya).values_list("email", "verified")) == [(OLD, True)]


def test_what_was_added_meanwhile_lets_nobody_in(changed):
    priya = changed[1]
    TOTP.activate(priya, "A" * 32)
    Client().post(link())
    priya.refresh_from_db()
    assert (Authenticator.objects.filter(user=priya).count(), priya.has_usable_password()) == (0, False)


@pytest.mark.parametrize(("hours", "left"), [(2, 0), (73, 1)])
def test_what_was_prepared_shortly_before_lets_nobody_in(changed, hours, left):
    priya = changed[1]
    TOTP.activate(priya, "A" * 32)
    Authenticator.objects.update(created_at=timezone.now() - timedelta(hours=hours))
    Client().post(link())
    assert Authenticator.objects.filter(user=priya).count() == left


def test_the_link_works_once(changed):
    priya = changed[1]
    Client().post(link())
    type(priya).objects.filter(pk=priya.pk).update(email=NEW)
    assert Client().post(link()).status_code == 410


@pytest.mark.parametrize(("hours", "status"), [(71, 200), (73, 410)])
def test_the_link_works_for_72_hours(hours, status):
    with time_machine.travel(timezone.now() + timedelta(hours=hours)):
        assert Client().get(link()).status_code == status


def test_who_took_it_back_signs_in_with_the_old_address(changed):
    Client().post(link())
    changed[1].refresh_from_db()
    browser = Client()
    come_by_mail(browser, changed[1])
    assert is_in(browser)
