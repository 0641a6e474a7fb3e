"""Does who lost their second factor get in again, and nobody else by the same way?"""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups import erasure, lifting
from groups.models import AuditEvent, Lift
from groups.tests.makers import make_facilitator, make_group, make_person, make_second_pair_of_eyes
from peergroups import clock
from peergroups.outbox.ledger import database_now
from peergroups.tests.test_signin_second_factor import come_by_mail, is_in, with_app

pytestmark = pytest.mark.django_db
PASSWORD, WHY = "violet harbour kettle", "Lost the phone on Monday; I called the number I had before."


@pytest.fixture(autouse=True)
def otto():
    cache.clear()  # the limits on how often one may ask
    return make_person("Otto Berg", is_operator=True)


@pytest.fixture
def operators(otto):
    """Otto's browser, at the page where a lost second factor is taken away."""
    browser = Client()
    browser.force_login(otto)
    return browser


def locked_out(person):
    """Give somebody all that an account may have, and lose the app."""
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.filter(user=person).update(verified=True)
    with_app(person)
    return person


def ask(browser, person, reason=WHY):
    return browser.post(reverse("lifts"), {"email": person.email, "reason": reason})


def has_factor(person):
    return Authenticator.objects.filter(user=person).exists()


def acts():
    return sorted({(event.act, str(event.actor)) for event in AuditEvent.objects.exclude(about="").filter(group=None)})


def test_a_member_gets_in_by_a_code_again_and_is_told(operators):
    priya = locked_out(make_person())
    ask(operators, priya)
    clock.tick(now=database_now())
    browser = Client()
    come_by_mail(browser, priya)

    assert (has_factor(priya), is_in(browser)) == (False, True)
    assert next(letter.subject for letter in mail.outbox if letter.to == [priya.email]) == (
        "Your second factor was taken away"
    )
    assert acts() == [("asked_lift", "Otto Berg"), ("lifted", "Otto Berg")]


def test_what_was_open_and_what_was_known_lets_nobody_in(operators):
    priya, thief = locked_out(make_person()), Client()
    thief.force_login(priya)
    ask(operators, priya)
    answer = Client().post(reverse("account_login"), {"login": priya.email, "password": PASSWORD})

    priya.refresh_from_db()
    assert (priya.has_usable_password(), answer.status_code) == (False, 200)


def test_sign_ins_end(operators):
    priya, before = make_person(), Client()
    come_by_mail(before, priya)
    locked_out(priya)
    ask(operators, priya)

    assert before.get(reverse("settings")).status_code == 302


def test_who_keeps_a_room_is_told_at_once_and_keeps_it_for_a_day(operators):
    sam = locked_out(make_facilitator(make_group()))
    ask(operators, sam)
    now = database_now()
    clock.tick(now=now)
    kept = has_factor(sam)
    clock.tick(now=now + timedelta(hours=25))

    assert (kept, has_factor(sam)) == (True, False)
    assert [letter.subject for letter in mail.outbox] == [
        "Your second factor: is it lost?",
        "Your second factor was taken away",
    ]


def test_a_second_operator_stands_in_for_the_day(operators):
    sam, olga = locked_out(make_facilitator(make_group())), make_second_pair_of_eyes("Olga Lind", is_operator=True)
    ask(operators, sam)
    agreeing = Client()
    agreeing.force_login(olga)

    agreeing.post(reverse("agree_to_lift", args=[sam.lifts.get().pk]))

    assert (has_factor(sam), sam.lifts.get().agreed_by) == (False, olga)


def test_an_operator_made_meanwhile_does_not_stand_in_for_the_day(operators):
    sam = locked_out(make_facilitator(make_group()))
    ask(operators, sam)
    second = Client()
    second.force_login(make_person("Olga Lind", is_operator=True))

    answer = second.post(reverse("agree_to_lift", args=[sam.lifts.get().pk]), follow=True)

    assert ("younger than a day" in answer.content.decode(), has_factor(sam)) == (True, True)


def test_nobody_agrees_with_themselves(operators):
    sam = locked_out(make_facilitator(make_group()))
    ask(operators, sam)

    operators.post(reverse("agree_to_lift", args=[sam.lifts.get().pk]))

    assert has_factor(sam)


def test_the_database_wants_four_eyes_too(otto):
    sam, now = locked_out(make_facilitator(make_group())), timezone.now()
    lift = lifting.ask(sam, by=otto, reason=WHY, now=now)
    for change in ({"agreed_by": otto}, {"agreed_by": sam}, {"asked_by": sam}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Lift.objects.filter(pk=lift.pk).update(**change)


def test_who_did_not_lose_it_keeps_it(operators):
    sam = locked_out(make_facilitator(make_group()))
    ask(operators, sam)
    browser = Client()
    browser.force_login(sam)
    asked = browser.get(reverse("keep_factor"))
    browser.post(reverse("keep_factor"))
    clock.tick(now=database_now() + timedelta(hours=25))

    assert (asked.status_code, has_factor(sam)) == (200, True)
    assert [act for act, _who in acts()] == ["asked_lift", "kept_factor"]


@pytest.mark.parametrize("what", ["nobody", "themselves", "without one", "asked before", "no reason"])
def test_a_request_that_makes_no_sense_is_refused_beside_its_box(operators, otto, what):
    sam = locked_out(make_facilitator(make_group()))
    if what == "asked before":
        ask(operators, sam)
    email = {"nobody": "nobody@example.org", "themselves": otto.email, "without one": make_person("Jo Bell").email}
    answer = operators.post(
        reverse("lifts"), {"email": email.get(what, sam.email), "reason": "" if what == "no reason" else WHY}
    )

    assert (answer.status_code, has_factor(sam), Lift.objects.count()) == (422, True, int(what == "asked before"))


def test_the_groups_log_says_who_did_it_and_never_why(operators):
    group = make_group()
    sam = locked_out(make_facilitator(group))
    ask(operators, sam)
    browser = Client()
    browser.force_login(sam)
    page = browser.get(f"{group.get_absolute_url()}log/").content.decode()

    assert "Otto Berg asked to take away the second factor of Sam Okoro" in page
    assert WHY not in page


def test_an_operator_away_for_half_an_hour_is_asked_first(operators):
    sam = locked_out(make_facilitator(make_group()))
    operators.get(reverse("lifts"))
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        answer = ask(operators, sam)

    assert (answer.status_code, Lift.objects.count()) == (302, 0)
    assert answer["Location"].startswith(reverse("confirm"))


def test_erasing_takes_the_reason_along(operators):
    sam = locked_out(make_facilitator(make_group()))
    ask(operators, sam)
    erasure.erase(sam, now=timezone.now())

    lift = Lift.objects.get()
    assert (lift.reason, lift.stopped_at is None) == ("", False)


def test_the_list_of_people_leads_to_the_page(operators):
    priya = make_person()
    chosen = {"action": "lift_second_factor", "_selected_action": [priya.pk]}
    answer = operators.post(reverse("admin:groups_person_changelist"), chosen, follow=True)

    assert f'value="{priya.email}"' in answer.content.decode()
