"""Does a stranger get in by the code of their own mail alone, and learn of nobody whether they are here?"""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from groups.models import Application, Interest, Person
from groups.tests.makers import make_cohort, make_person, make_programme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_tried_before")]

TODAY = timezone.now().date()
RAVI = {"name": "Ravi Shah", "email": "ravi@example.org"}


@pytest.fixture
def door(cohort):
    return f"/apply/{cohort.programme.slug}/"


def newest_code():
    return re.match(r"\d{6}", mail.outbox[-1].subject).group()


def enter(client, door, **typed):
    client.post(f"{door}enter/", RAVI | typed)
    return client.post(f"{door}code/", {"code": newest_code()})


def test_the_code_makes_an_account_and_begins_the_application(client, door):
    answer = enter(client, door)

    ravi = Person.objects.get()
    assert (ravi.email, ravi.name, ravi.emailaddress_set.get().verified) == ("ravi@example.org", "Ravi Shah", True)
    assert answer["Location"] == Application.objects.get(person=ravi).get_absolute_url()
    assert client.get(answer["Location"]).status_code == 200


def test_before_the_code_there_is_no_account_and_no_application(client, door):
    client.post(f"{door}enter/", RAVI)

    assert (Person.objects.count(), EmailAddress.objects.count(), Application.objects.count()) == (0, 0, 0)
    assert "_auth_user_id" not in client.session


def test_a_known_address_gets_the_same_answer_and_the_same_mail(door):
    make_person("Priya Nair")
    answers, letters = [], []
    for email in ("priya@example.org", "nobody@example.org"):
        visitor = Client()
        answer = visitor.post(f"{door}enter/", {"name": "Somebody", "email": email})
        page = visitor.get(answer["Location"]).content.decode()
        answers.append((answer.status_code, answer["Location"], without_tokens(page.replace(email, ""))))
        letters.append((re.sub(r"\d{6}", "", mail.outbox[-1].body), mail.outbox[-1].from_email))

    assert answers[0] == answers[1]
    assert letters[0] == letters[1]


def without_tokens(page):
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", page)


def test_a_known_person_keeps_their_name(client, door):
    make_person("Priya Nair")

    enter(client, door, name="Mallory", email="PRIYA@example.org")

    assert (Person.objects.get().name, Application.objects.get().person.email) == ("Priya Nair", "priya@example.org")


def test_a_wrong_code_lets_nobody_in(client, door):
    client.post(f"{door}enter/", RAVI)
    wrong = f"{(int(newest_code()) + 1) % 10**6:06d}"

    answer = client.post(f"{door}code/", {"code": wrong})

    assert (answer.status_code, Person.objects.count()) == (422, 0)


def test_after_five_slips_the_right_code_opens_nothing(client, door):
    client.post(f"{door}enter/", RAVI)
    code = newest_code()
    for _slip in range(5):
        client.post(f"{door}code/", {"code": "x"})

    answer = client.post(f"{door}code/", {"code": code})

    assert (answer.status_code, Person.objects.count()) == (422, 0)


def test_a_code_is_good_for_the_address_it_went_to_and_no_other(client, door):
    client.post(f"{door}enter/", RAVI)
    code_of_ravi = newest_code()
    client.post(f"{door}enter/", {"name": "Leo", "email": "leo@example.org"})

    client.post(f"{door}code/", {"code": code_of_ravi})

    assert not Person.objects.exists()


def test_a_code_works_in_the_browser_that_asked_for_it_alone(client, door):
    client.post(f"{door}enter/", RAVI)

    answer = Client().post(f"{door}code/", {"code": newest_code()})

    assert (answer["Location"], Person.objects.count()) == (door, 0)


def test_a_code_of_one_programme_opens_no_other(client, door):
    other = make_cohort(TODAY, programme=make_programme(name="Quay")).programme
    client.post(f"{door}enter/", RAVI)

    client.post(f"/apply/{other.slug}/code/", {"code": newest_code()})

    assert not Person.objects.exists()


def test_a_code_opens_once(client, door):
    client.post(f"{door}enter/", RAVI)
    code = newest_code()
    client.post(f"{door}code/", {"code": code})
    client.post("/accounts/logout/")

    answer = client.post(f"{door}code/", {"code": code})

    assert answer["Location"] == door


def test_who_has_a_second_factor_is_asked_for_it_first(client, door):
    priya = make_person("Priya Nair")
    TOTP.activate(priya, "JBSWY3DPEHPK3PXP")

    answer = enter(client, door, email="priya@example.org")

    assert "/2fa/" in answer["Location"]
    assert ("_auth_user_id" in client.session, Application.objects.count()) == (False, 0)


def test_a_closed_account_is_not_opened(client, door):
    make_person("Priya Nair", is_active=False)

    answer = enter(client, door, email="priya@example.org")

    assert ("inactive" in answer["Location"], Application.objects.count()) == (True, 0)


def test_the_session_holds_no_code(client, door):
    client.post(f"{door}enter/", RAVI)

    kept = str(Session.objects.get(session_key=client.session.session_key).get_decoded())

    assert newest_code() not in kept


def test_what_a_stranger_typed_is_kept_for_an_hour_and_a_sign_in_as_long_as_any(client, door, settings):
    client.post(f"{door}enter/", RAVI)
    assert client.session.get_expiry_age() == 3600

    client.post(f"{door}code/", {"code": newest_code()})

    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE


@pytest.mark.parametrize(
    "typed",
    [
        {"email": "ravi"},
        {"email": ""},
        {"name": ""},
        {"name": "x" * 81},
        {"email": "ravi@example.org\r\nBcc: all@evil.test"},
        {"name": "Ravi\r\nBcc: all@evil.test"},
        {"email": f"{'r' * 250}@example.org"},
        {"name": "\x00"},
    ],
)
def test_rubbish_is_refused_beside_its_field_and_sends_nothing(client, door, typed):
    answer = client.post(f"{door}enter/", RAVI | typed)

    assert (answer.status_code, mail.outbox) == (422, [])
    assert 'class="field wrong"' in answer.content.decode()


def test_a_name_full_of_emoji_breaks_nothing(client, door):
    answer = enter(client, door, name="😀" * 80)

    assert client.get(answer["Location"]).status_code == 200


def test_what_a_stranger_types_as_their_name_stands_in_no_mail(client, door):
    client.post(f"{door}enter/", RAVI | {"name": "Buy at evil.test"})

    assert "evil" not in str(mail.outbox[-1].message())


def test_one_address_gets_three_codes_a_minute(client, door):
    answers = [Client().post(f"{door}enter/", RAVI).status_code for _try in range(4)]

    assert answers == [302, 302, 302, 422]
    assert len(mail.outbox) == 3


def test_one_address_gets_ten_codes_a_day_known_or_not(door, settings):
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": None}
    make_person("Priya Nair")

    for email in ("priya@example.org", "nobody@example.org"):
        answers = [
            Client(REMOTE_ADDR=f"10.0.0.{n}").post(f"{door}enter/", RAVI | {"email": email}).status_code
            for n in range(11)
        ]
        assert answers == [302] * 10 + [429]


def test_one_visitor_asks_for_thirty_addresses_an_hour(door, settings):
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": None}

    answers = [Client().post(f"{door}enter/", RAVI | {"email": f"guest{n}@example.org"}).status_code for n in range(31)]

    assert answers == [302] * 30 + [429]


def test_guessing_at_one_address_ends_from_wherever_it_comes(door, settings):
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": None}
    answers = []
    for n in range(7):
        visitor = Client(REMOTE_ADDR=f"10.0.0.{n}")
        visitor.post(f"{door}enter/", RAVI)
        answers += [visitor.post(f"{door}code/", {"code": "000000x"}).status_code for _guess in range(3)]

    assert answers == [422] * 20 + [429]


def test_a_programme_without_an_intake_is_not_there(client):
    programme = make_programme()

    answers = [client.get(f"/apply/{programme.slug}/"), client.post(f"/apply/{programme.slug}/enter/", RAVI)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert mail.outbox == []


def test_where_nothing_is_open_one_is_told_next_time(client):
    closed = make_cohort(TODAY - timedelta(days=80))
    page = client.get(f"/apply/{closed.programme.slug}/").content.decode()

    enter(client, f"/apply/{closed.programme.slug}/")

    assert "Applications are closed" in page
    assert (Application.objects.count(), Interest.objects.get().person.email) == (0, "ravi@example.org")


def test_a_day_to_come_is_named(client):
    cohort = make_cohort(TODAY + timedelta(days=20))

    page = client.get(f"/apply/{cohort.programme.slug}/").content.decode()

    assert "Applications open on" in page
    assert "Begin my application" not in page


def test_of_two_open_intakes_one_chooses_inside(client, door, cohort):
    make_cohort(TODAY, programme=cohort.programme, name="Late spring")

    answer = enter(client, door)

    assert (answer["Location"], Application.objects.count()) == (door, 0)
    assert client.get(door).content.decode().count("Begin my application") == 2
