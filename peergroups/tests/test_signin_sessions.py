"""Does a sign-in end when it should, and wherever its person says?"""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups import erasure, sessions
from groups.tests.makers import make_person
from peergroups.tests.test_signin_passwords import reset_link
from peergroups.tests.test_signin_second_factor import now_shown, with_app

pytestmark = pytest.mark.django_db
KNOWN, GOOD = "violet harbour kettle", "otter plum lantern seven"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"


def signed_in(person, **client):
    """Sign in by a code, at a browser of one's own."""
    cache.clear()  # the limits on how often one may ask
    browser = Client(**client)
    browser.post(reverse("account_request_login_code"), {"email": person.email})
    browser.post(reverse("account_confirm_login_code"), {"code": mail.outbox[-1].subject[:6]})
    return browser


def is_in(browser):
    return get_user(browser).is_authenticated and browser.get(reverse("settings")).status_code == 200


def after(browser, **time):
    """Open a page so much later, and say whether one is still in."""
    with time_machine.travel(timezone.now() + timedelta(**time)):
        return browser.get(reverse("settings")).status_code == 200


def test_a_sign_in_unused_for_14_days_ends():
    priya = make_person()
    assert [after(signed_in(priya), days=days) for days in (13, 15)] == [True, False]


def test_a_sign_in_in_use_goes_on_past_14_days():
    browser = signed_in(make_person())
    assert [after(browser, days=days) for days in (10, 20, 30)] == [True, True, True]


def test_a_sign_in_ends_after_90_days_however_much_it_is_used():
    browser = signed_in(make_person())
    assert [after(browser, days=days) for days in (*range(10, 90, 10), 91)] == [True] * 8 + [False]


def test_most_pages_write_nothing_to_the_session():
    browser = signed_in(make_person())
    browser.get(reverse("settings"))  # says that the address is confirmed, and forgets it
    assert "sessionid" not in browser.get(reverse("settings")).cookies


def test_the_list_shows_each_place_and_which_is_here():
    priya = make_person()
    signed_in(priya, headers={"user-agent": PHONE})
    page = signed_in(priya).get(reverse("sessions")).content.decode()
    assert (page.count("Chrome, Android"), page.count("Here</span>"), "2 places" in page) == (1, 1, True)


def test_one_place_is_signed_out():
    priya = make_person()
    lost, here = signed_in(priya), signed_in(priya)
    session = here.get(reverse("sessions")).context["sessions"]
    elsewhere = next(one for one in session if not one.here)

    here.post(reverse("end_session", args=[elsewhere.pk]))

    assert (is_in(lost), is_in(here)) == (False, True)


def test_nobody_ends_the_session_of_another():
    priya, leo = signed_in(make_person()), signed_in(make_person("Leo Hart"))
    hers = priya.get(reverse("sessions")).context["sessions"][0]
    assert (leo.post(reverse("end_session", args=[hers.pk])).status_code, is_in(priya)) == (404, True)


def test_all_other_places_are_signed_out():
    priya = make_person()
    lost, older, here = signed_in(priya), signed_in(priya), signed_in(priya)
    here.post(reverse("end_other_sessions"))
    assert (is_in(lost), is_in(older), is_in(here)) == (False, False, True)


def test_a_closed_account_is_signed_out_and_stays_so():
    otto, priya = make_person("Otto Berg", is_operator=True), make_person()
    operators, hers = signed_in(otto), signed_in(priya)
    change = reverse("admin:groups_person_change", args=[priya.pk])
    kept = {"name": priya.name, "business": "", "time_zone": "UTC", "language": "en"}

    operators.post(change, kept)
    closed = is_in(hers)
    operators.post(change, kept | {"is_active": "on"})

    assert (closed, is_in(hers)) == (False, False)


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_operators_are_asked_again_after_half_an_hour(minutes, status):
    browser = signed_in(make_person("Otto Berg", is_operator=True))
    browser.get(reverse("admin:index"))
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        answer = browser.get(reverse("admin:index"))
    assert answer.status_code == status


def test_operators_at_work_are_not_asked():
    browser = signed_in(make_person("Otto Berg", is_operator=True))
    start = timezone.now()
    answers = []
    for minutes in range(20, 121, 20):
        with time_machine.travel(start + timedelta(minutes=minutes)):
            answers.append(browser.get(reverse("admin:index")).status_code)
    assert answers == [200] * 6


def change_password(browser, **typed):
    return browser.post(reverse("account_change_password"), {"password1": GOOD, "password2": GOOD} | typed)


def test_a_changed_password_ends_all_sign_ins():
    priya = make_person(password=KNOWN)
    lost, here = signed_in(priya), signed_in(priya)

    change_password(here, oldpassword=KNOWN)

    assert (is_in(lost), is_in(here)) == (False, False)


def test_a_wrong_password_changes_and_ends_nothing():
    priya = make_person(password=KNOWN)
    lost, here = signed_in(priya), signed_in(priya)

    change_password(here, oldpassword=GOOD)

    assert (is_in(lost), is_in(here)) == (True, True)


@pytest.mark.django_db(transaction=True)  # allauth tells of it once it is committed
def test_a_new_second_factor_ends_all_other_sign_ins():
    priya = make_person()
    lost, here = signed_in(priya), signed_in(priya)
    secret = here.get(reverse("mfa_activate_totp")).context["form"].secret

    answer = here.post(reverse("mfa_activate_totp"), {"code": now_shown(secret)})

    assert (answer.status_code, is_in(lost), is_in(here)) == (302, False, True)
    assert mail.outbox[-1].subject == "An authenticator app was added to your account"


def test_a_second_factor_that_goes_ends_all_other_sign_ins():
    priya = make_person()
    lost, here = signed_in(priya), signed_in(priya)
    with_app(priya)

    here.post(reverse("mfa_deactivate_totp"))

    assert (is_in(lost), is_in(here)) == (False, True)


def test_an_erased_account_is_signed_out_everywhere():
    priya = make_person()
    lost = signed_in(priya)

    erasure.erase(priya, now=timezone.now())

    assert not is_in(lost)


def test_sign_ins_outlive_one_change_of_the_secret_key(settings):
    browser = signed_in(make_person())

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, [settings.SECRET_KEY]
    page = browser.get(reverse("sessions"))
    settings.SECRET_KEY_FALLBACKS = []  # by then each has the new key

    assert "1 place" in page.content.decode()
    assert is_in(browser)


def test_a_key_that_is_taken_out_ends_sign_ins_made_under_it(settings):
    browser = signed_in(make_person())

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, []

    assert not is_in(browser)


def test_a_reset_link_outlives_one_change_of_the_secret_key(settings):
    priya = make_person()
    link = reset_link(priya)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, [settings.SECRET_KEY]

    assert Client().get(link, follow=True).context["form"] is not None


def test_what_has_ended_by_itself_is_forgotten_and_nothing_else():
    """A stranger who typed an address at a door and no code, and somebody who stays in."""
    browser, stranger = signed_in(make_person()), Client()
    stranger.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    gone = Session.objects.get(session_key=stranger.session.session_key)
    gone.expire_date = timezone.now()
    gone.save()

    sessions.forget_expired(now=timezone.now())

    assert (is_in(browser), Session.objects.filter(pk=gone.pk).exists()) == (True, False)
