"""Is a person asked who they are before they change how they sign in?"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from groups.tests.makers import make_person
from peergroups.tests.test_signin_second_factor import with_app

pytestmark = pytest.mark.django_db
WANTED = "/accounts/email/"


@pytest.fixture
def priya(client):
    """Priya, who signed in a while ago."""
    cache.clear()  # the limits on how often one may ask
    person = make_person()
    client.force_login(person)
    return person


def asked_code(client):
    client.post(f"{reverse('confirm')}?next={WANTED}")
    return re.match(r"\d{6}", mail.outbox[-1].subject).group()


@pytest.mark.parametrize("name", ["account_email", "account_change_password", "account_set_password"])
def test_what_changes_the_sign_in_is_confirmed_first(client, priya, name):
    answer = client.get(reverse(name))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("confirm"))


def test_looking_at_the_question_sends_no_mail(client, priya):
    client.get(reverse("confirm"))
    assert mail.outbox == []


def test_the_code_opens_what_was_wanted(client, priya):
    answer = client.post(f"{reverse('confirm')}?next={WANTED}", {"code": asked_code(client)})
    assert (answer["Location"], client.get(WANTED).status_code) == (WANTED, 200)


def test_what_was_sent_before_the_question_is_done_after_it(client, priya):
    client.post(WANTED, {"action_add": "", "email": "new@example.org"})
    client.post(f"{reverse('confirm')}?next={WANTED}", {"code": asked_code(client)})
    assert mail.outbox[-1].to == ["new@example.org"]


def test_a_wrong_code_opens_nothing(client, priya):
    asked_code(client)
    answer = client.post(reverse("confirm"), {"code": "12"})
    assert (answer.status_code, client.get(WANTED).status_code) == (422, 302)


def test_five_slips_end_a_code(client, priya):
    code = asked_code(client)
    for _slip in range(5):
        client.post(reverse("confirm"), {"code": "wrong"})
    assert client.post(reverse("confirm"), {"code": code}).status_code == 422


@pytest.mark.parametrize(("minutes", "status"), [(9, 302), (11, 422)])
def test_the_code_works_for_ten_minutes(client, priya, minutes, status):
    code = asked_code(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        assert client.post(reverse("confirm"), {"code": code}).status_code == status


def test_the_code_works_once(client, priya):
    code = asked_code(client)
    answers = [client.post(reverse("confirm"), {"code": code}).status_code for _twice in range(2)]
    assert answers == [302, 422]


def test_five_minutes_later_it_is_asked_again(client, priya):
    client.post(reverse("confirm"), {"code": asked_code(client)})
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert client.get(WANTED).status_code == 302


def test_the_session_does_not_hold_the_code(client, priya):
    code = asked_code(client)
    assert code not in str(dict(client.session))


def test_a_password_typed_too_late_is_kept_nowhere(client, priya):
    client.post(reverse("account_set_password"), {"password1": "violet harbour", "password2": "violet harbour"})

    assert "violet harbour" not in str(dict(client.session))


def test_the_mail_is_not_enough_for_who_has_a_second_factor(client, priya):
    with_app(priya)
    answers = [client.get(f"{reverse('confirm')}?next={WANTED}"), client.post(reverse("confirm"))]

    assert [answer["Location"].split("?")[0] for answer in answers] == [reverse("mfa_reauthenticate")] * 2
    assert (answers[0]["Location"].split("?")[1], mail.outbox) == ("next=%2Faccounts%2Femail%2F", [])
