"""Does a review work for people at a browser: declared on a phone, noted, accepted, put on the list and declined?"""

from datetime import timedelta

import pytest

from groups.intake.reviewing import UNDO_FOR
from groups.models import Application, Conflict
from groups.tests.makers import make_application, make_cohort, make_person, make_programme
from peergroups import clock
from peergroups.outbox import ledger
from peergroups.tests.browser import DESK, PHONE, mails_to

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
NAMES = ("Ana", "Ben", "Cleo", "Dev")


@pytest.fixture
def wishes():
    """Four who want in, and the one admin who decides."""
    now = ledger.database_now()
    cohort = make_cohort(now.date() - timedelta(days=100), programme=make_programme(make_person("Nadia Haddad")))
    return {
        name: make_application(make_person(f"{name} Test"), cohort, now=now - timedelta(days=61 - number))
        for number, name in enumerate(NAMES)
    }


@SCRIPTS
def test_an_admin_reviews_and_everybody_hears_in_words_of_hers(visit, client, wishes, scripts):
    nadia = visit(viewport=DESK, java_script_enabled=scripts)
    nadia.come_in_as(wishes["Ana"].programme.admins.get(), client)
    note_and_accept(nadia, wishes)
    put_two_on_the_waiting_list(nadia, wishes)
    decline_with_a_reason(nadia, wishes)
    take_one_back(nadia, wishes)

    clock.tick(now=ledger.database_now() + UNDO_FOR)

    told = {name: [letter.body for letter in mails_to(f"{name.lower()}@example.org")] for name in NAMES}
    assert {name: len(letters) for name, letters in told.items()} == {"Ana": 1, "Ben": 1, "Cleo": 0, "Dev": 1}
    assert "We meet on Thursdays" in told["Ana"][0]
    assert "our groups are full" in told["Dev"][0]


def note_and_accept(nadia, wishes):
    nadia.open("/today/")
    nadia.follow("See who waits")
    nadia.open(f"/cohorts/{wishes['Ana'].cohort_id}/applications/")
    nadia.follow("Ana Test")
    nadia.fill("A note for the other admins", "Knows cheese")
    nadia.press("Write it down")
    nadia.sees("Knows cheese")
    nadia.press("Accept")
    box = nadia.page.get_by_label("What you write to them")
    box.fill("We meet on Thursdays. Come & see us.")
    nadia.press("See it as it arrives")
    nadia.page.locator(".words").get_by_text("We meet on Thursdays. Come & see us.").wait_for()
    nadia.press("Accept and write")
    nadia.sees("Decided.")


def put_two_on_the_waiting_list(nadia, wishes):
    nadia.follow("Who wants in")
    nadia.choose("Ben Test")
    nadia.choose("Cleo Test")
    nadia.press("Put them on the waiting list")
    nadia.sees("Put 2 people on the waiting list")
    nadia.press("Put on the list and write")
    nadia.sees("The mails to 2 people leave at")


def decline_with_a_reason(nadia, wishes):
    nadia.follow("Dev Test")
    nadia.press("Decline")
    nadia.press("Decline and write")
    nadia.page.get_by_role("alert").get_by_text("Write why, in place of").wait_for()
    box = nadia.page.get_by_label("What you write to them")
    box.fill(box.input_value().replace("(say why, in a sentence)", "our groups are full."))
    nadia.press("Decline and write")
    nadia.sees("Decided.")


def take_one_back(nadia, wishes):
    nadia.open(wishes["Cleo"].get_absolute_url() + "review/")
    nadia.press("Undo")
    nadia.sees("Undone. No mail leaves.")
    assert Application.objects.get(pk=wishes["Cleo"].pk).decision == ""


@SCRIPTS
def test_an_applicant_declares_on_a_phone_and_takes_it_back(visit, client, wishes, scripts):
    ana = visit(viewport=PHONE, java_script_enabled=scripts)
    ana.come_in_as(wishes["Ana"].person, client)
    ana.open(wishes["Ana"].get_absolute_url() + "conflicts/")
    ana.fill("Who is it?", "Ben of the dairy")
    ana.press("Say it in private")
    ana.page.get_by_role("alert").get_by_text("Choose what it is.").wait_for()
    assert ana.page.get_by_label("Who is it?").input_value() == "Ben of the dairy"
    ana.choose("We compete")
    ana.press("Say it in private")
    ana.sees("You named 1")
    assert ana.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert Conflict.objects.get().declared_by == wishes["Ana"].person

    ana.press("Take it back")
    ana.sees("You have named nobody")

    assert not Conflict.objects.exists()
