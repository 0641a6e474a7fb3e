"""How often may somebody guess at the doors? Each try is counted, for the account as for where it comes from."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from groups.tests.makers import make_person
from peergroups.tests.test_signin_second_factor import come_by_mail, is_in, now_shown, with_app

pytestmark = pytest.mark.django_db
RIGHT, WRONG = "violet harbour kettle", "violet harbour spoon"
WAIT = "That was often enough for now"


@pytest.fixture(autouse=True)
def priya():
    """Somebody with a password, at whom nobody guessed before."""
    cache.clear()
    person = make_person(password=RIGHT)
    EmailAddress.objects.filter(user=person).update(verified=True)
    return person


def try_password(browser, password, **where):
    return browser.post(reverse("account_login"), {"login": "priya@example.org", "password": password}, **where)


def ask_for_code(browser, email="priya@example.org", **where):
    return browser.post(reverse("account_request_login_code"), {"email": email}, **where)


def try_code(browser, code):
    return browser.post(reverse("account_confirm_login_code"), {"code": code})


def test_five_wrong_passwords_shut_out_the_right_one_too():
    for n in range(5):
        try_password(Client(), WRONG, REMOTE_ADDR=f"10.0.0.{n}")  # from wherever they come

    browser = Client()
    answer = try_password(browser, RIGHT, REMOTE_ADDR="10.0.0.9")

    assert (WAIT in answer.content.decode(), is_in(browser)) == (True, False)


def test_ten_wrong_passwords_shut_out_where_they_come_from(client):
    for n in range(10):
        client.post(reverse("account_login"), {"login": f"guest{n}@example.org", "password": WRONG})

    assert WAIT in try_password(client, RIGHT).content.decode()


def test_four_wrong_passwords_shut_nobody_out(client):
    for _slip in range(4):
        try_password(client, WRONG)

    try_password(client, RIGHT)

    assert is_in(client)


def test_three_wrong_codes_end_a_code(client):
    ask_for_code(client)
    code = mail.outbox[-1].subject[:6]
    for _slip in range(3):
        try_code(client, "wrong1")

    try_code(client, code)

    assert not is_in(client)


def test_three_codes_a_minute_are_sent_to_an_address():
    answers = [ask_for_code(Client(), REMOTE_ADDR=f"10.0.0.{n}") for n in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert (WAIT in answers[3].content.decode(), len(mail.outbox)) == (True, 3)


def test_twenty_codes_a_minute_are_sent_from_one_place(client):
    answers = [ask_for_code(Client(), email=f"guest{n}@example.org") for n in range(21)]

    assert [answer.status_code for answer in answers] == [302] * 20 + [200]
    assert (WAIT in answers[20].content.decode(), len(mail.outbox)) == (True, 20)


def test_five_links_a_minute_are_sent_to_an_address():
    ask = [Client().post(reverse("account_reset_password"), {"email": "priya@example.org"}) for _n in range(6)]

    assert ([answer.status_code for answer in ask], len(mail.outbox)) == ([302] * 5 + [429], 5)
    assert WAIT in ask[5].content.decode()


def test_five_wrong_codes_of_an_app_shut_out_the_right_one_too(priya, client):
    secret = with_app(priya)
    come_by_mail(client, priya)
    for _slip in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    client.post(reverse("mfa_authenticate"), {"code": now_shown(secret)})

    assert not is_in(client)


def test_ten_addresses_a_minute_are_tried_by_one_person(priya, client):
    come_by_mail(client, priya)
    tried = [
        client.post(reverse("account_email"), {"action_add": "", "email": f"guest{n}@example.org"}) for n in range(11)
    ]

    assert [answer.status_code for answer in tried] == [302] * 10 + [429]
