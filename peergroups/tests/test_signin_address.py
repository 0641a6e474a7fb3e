"""Can a person whose address somebody changed take it back?"""

import re
from datetime import timedelta

import pytest
import redis
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups import addresses
from groups.founding import invite, person_at
from groups.intake import importing
from groups.models import Asked, Person
from groups.tests.makers import confirmed, make_cohort, make_facilitator, make_group, make_person, make_programme
from peergroups.tests.test_signin_second_factor import come_by_mail, is_in

pytestmark = pytest.mark.django_db
OLD, NEW = "priya@example.org", "new@example.org"


@pytest.fixture(autouse=True)
def changed():
    """Somebody at Priya's browser changes her address; return that browser and her."""
    cache.clear()
    priya, thief = make_person(), Client()
    come_by_mail(thief, priya)
    change(thief, NEW)
    priya.refresh_from_db()
    return thief, priya


def change(browser, address):
    browser.post(reverse("account_email"), {"action_add": "", "email": address})
    code = re.search(r"^\s*(\d{6})\s*$", mail.outbox[-1].body, re.MULTILINE).group(1)
    browser.post(reverse("account_email_verification_sent"), {"code": code})


def link(address=OLD, newest=False):
    """Return the link in the first mail to an address that has one, or in the newest."""
    letters = mail.outbox[::-1] if newest else mail.outbox
    letter = next(letter for letter in letters if letter.to == [address] and "/accounts/undo/" in letter.body)
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


@pytest.mark.parametrize(
    ("then", "newest"),
    [(["second@example.org"], False), ([OLD, "second@example.org"], False), ([OLD, "second@example.org"], True)],
)
def test_the_links_of_later_changes_bring_no_thief_back(changed, then, newest):
    thief, priya = changed
    for address in then:
        change(thief, address)
    in_the_thiefs_mail = link(NEW)

    Client().post(link(newest=newest))
    answer = Client().post(in_the_thiefs_mail)

    priya.refresh_from_db()
    assert (priya.email, answer.status_code) == (OLD, 410)


def test_a_code_asked_for_before_lets_no_thief_in_afterwards(changed):
    thief, priya = Client(), changed[1]
    thief.post(reverse("account_request_login_code"), {"email": NEW})
    code = mail.outbox[-1].subject[:6]
    Client().post(link())
    cache.clear()  # the limits on how often one may try

    answer = thief.post(reverse("account_confirm_login_code"), {"code": code})

    assert (answer["Location"], mail.outbox[-1].subject[:6]) == (reverse("account_login"), code)
    assert not is_in(thief)
    assert not EmailAddress.objects.filter(user=priya, email=NEW).exists()


def test_who_was_first_takes_it_back_though_a_later_link_was_used(changed):
    thief, priya = changed
    change(thief, "second@example.org")

    Client().post(link(NEW))
    Client().post(link())

    priya.refresh_from_db()
    assert priya.email == OLD


def test_what_was_changed_after_it_was_taken_back_can_be_taken_back_too(changed):
    Client().post(link())
    priya, browser = type(changed[1]).objects.get(pk=changed[1].pk), Client()
    come_by_mail(browser, priya)
    change(browser, "third@example.org")

    answer = Client().post(link(newest=True))

    priya.refresh_from_db()
    assert (priya.email, answer.status_code) == (OLD, 200)


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


def test_a_thief_cannot_delete_the_account_before_it_is_taken_back(changed):
    thief, priya = changed

    answer = thief.post("/settings/delete-my-account/")

    priya.refresh_from_db()
    assert ("Not yet" in answer.content.decode(), priya.erased_at) == (True, None)
    Client().post(link())
    priya.refresh_from_db()
    assert priya.email == OLD


def test_after_the_72_hours_it_can_be_deleted(changed):
    _thief, priya = changed

    with time_machine.travel(timezone.now() + timedelta(hours=73)):
        later = Client()
        confirmed(later, priya)
        later.post("/settings/delete-my-account/")

    priya.refresh_from_db()
    assert priya.erased_at is not None


def opened(address):
    """List the accounts that an address has."""
    return list(Person.objects.filter(email=address))


def test_an_invitation_to_the_old_address_goes_to_whoever_may_take_it_back(changed):
    room = make_group()

    invitation = invite(room, OLD.upper(), by=make_facilitator(room), now=timezone.now())

    assert (invitation.person, opened(OLD)) == (changed[1], [])
    assert Client().post(link()).status_code == 200


def test_a_list_with_the_old_address_opens_no_account_for_it(changed):
    programme = make_programme(make_person("Nadia Haddad"))
    nadia, cohort = programme.admins.get(), make_cohort(timezone.localdate(), programme=programme)
    lines = f"name,email\nPriya,{OLD}\nPriya,{NEW}\nRavi,ravi@example.org"
    batch = importing.begin(cohort, lines, decision="", by=nadia, now=timezone.now())
    importing.match(batch, {0: "name", 1: "email"})
    importing.confirm(batch, now=timezone.now())
    importing.carry_on(batch.pk, now=timezone.now())

    assert (opened(OLD), Asked.objects.get(person=changed[1]).email in (OLD, NEW)) == ([], True)
    assert opened("ravi@example.org") != []


def come_to_apply(address):
    """Ask for a code at a programme's own page, type it, and return the browser and the two answers."""
    browser, door = Client(), f"/apply/{make_cohort(timezone.localdate()).programme.slug}/"
    asked = browser.post(f"{door}enter/", {"name": "Priya Nair", "email": address})
    code = re.match(r"\d{6}", mail.outbox[-1].subject).group()
    return browser, asked, browser.post(f"{door}code/", {"code": code}, follow=True)


def test_whoever_holds_the_old_mailbox_gets_a_code_and_neither_an_account_nor_the_owners(changed):
    browser, asked, answer = come_to_apply(OLD)

    assert (mail.outbox[-1].to, asked.status_code) == ([OLD], 302)
    assert "This address was that of an account here" in answer.content.decode()
    assert (opened(OLD), is_in(browser)) == ([], False)
    Client().post(link())
    changed[1].refresh_from_db()
    assert changed[1].email == OLD


def test_who_took_the_address_back_applies_with_it_as_anybody(changed):
    Client().post(link())

    browser, _asked, _answer = come_to_apply(OLD)

    assert is_in(browser)


def test_nobody_else_moves_to_the_old_address(changed):
    leo, browser = make_person("Leo Hart"), Client()
    come_by_mail(browser, leo)

    change(browser, OLD)

    leo.refresh_from_db()
    assert leo.email == "leo@example.org"
    Client().post(link())
    changed[1].refresh_from_db()
    assert changed[1].email == OLD


def test_an_address_that_can_be_taken_back_no_more_is_free(changed):
    cache.clear()  # as Redis does of itself after 72 hours

    person = person_at(OLD, zone="UTC")

    assert (person.email, person == changed[1]) == (OLD, False)


def test_the_mailboxes_of_a_thief_are_kept_for_nobody_once_the_address_is_back(changed):
    thief, priya = changed
    change(thief, "third@example.org")
    assert addresses.kept([OLD, NEW]) == {OLD: priya, NEW: priya}

    Client().post(link())

    assert addresses.kept([OLD, NEW]) == {}


def test_it_is_kept_for_as_long_as_it_can_be_taken_back(changed):
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        left = [server.ttl(key) for key in server.keys("*address-*")]

    assert len(left) == 2
    assert max(left) - min(left) <= 1
