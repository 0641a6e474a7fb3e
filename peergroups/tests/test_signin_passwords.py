"""Is a password good enough, and does getting a new one open nothing else?"""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from groups.tests.makers import make_person
from peergroups.tests.test_signin_second_factor import come_by_mail, is_in, with_app

pytestmark = pytest.mark.django_db
GOOD = "otter plum lantern seven"


@pytest.fixture(autouse=True)
def nobody_asked_before():
    """Forget the limits on how often one may ask."""
    cache.clear()


@pytest.mark.parametrize("password", ["ninechars", "password123", "Peergroups2026", "hot-seat-meeting", "1q2w3e4r5t"])
def test_a_password_that_is_guessed_early_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize("password", [GOOD, "x7" * 64, "peer into the lantern"])
def test_long_ones_of_any_kind_are_taken(password):
    validate_password(password)


def reset_link(person):
    """Ask for a new password; return where the mail leads."""
    EmailAddress.objects.filter(user=person).update(verified=True)
    Client().post(reverse("account_reset_password"), {"email": person.email})
    return re.search(r"http\S+?(/accounts/password/\S+)", mail.outbox[-1].body).group(1)


def reset(person):
    """Choose a new password by the link of the mail; return the browser it was done at."""
    browser = Client()
    form = browser.get(reset_link(person))["Location"]
    browser.post(form, {"password1": GOOD, "password2": GOOD})
    return browser


def test_a_new_password_ends_all_sign_ins():
    priya = make_person(password="violet harbour kettle")
    before = Client()
    come_by_mail(before, priya)
    reset(priya)
    assert before.get(reverse("settings")).status_code == 302


def test_a_new_password_does_not_pass_the_second_factor():
    priya = make_person(password="violet harbour kettle")
    with_app(priya)
    browser = reset(priya)
    answer = browser.post(reverse("account_login"), {"login": priya.email, "password": GOOD})
    assert (answer["Location"], is_in(browser)) == (reverse("mfa_authenticate"), False)
