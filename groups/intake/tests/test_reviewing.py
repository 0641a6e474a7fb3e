"""Is a decision told once, in the admin's own words, and undone as long as its mail has not left?"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection

from groups import belongings, wall
from groups.erasure import erase
from groups.intake import reminding, reviewing
from groups.models import Application, AuditEvent, Letter, ReviewNote
from groups.tests.makers import make_application, make_cohort, make_person, make_programme
from peergroups.outbox import ledger, sending
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "We canary like your questions."


@pytest.fixture
def intake():
    """An admin and three who want in."""
    now, nadia = ledger.database_now() - timedelta(hours=1), make_person("Nadia Haddad")
    cohort = make_cohort(now.date(), programme=make_programme(nadia))
    wishes = [make_application(make_person(f"{name} Test"), cohort, now=now) for name in ("Ravi", "Leo", "Ana")]
    return SimpleNamespace(nadia=nadia, cohort=cohort, wishes=wishes, now=now)


def decide(intake, decision="accepted", *wishes, text=WORDS, later=timedelta(0), by=None):
    chosen = wishes or intake.wishes[:1]
    return reviewing.decide(intake.cohort, chosen, decision, text, by=by or intake.nadia, now=intake.now + later)


def fresh(wish):
    return Application.objects.get(pk=wish.pk)


def send(intake, later=reviewing.UNDO_FOR):
    sending.drain(now=intake.now + later)
    return [(letter.to[0].split("@")[0], letter.body) for letter in mail.outbox]


def test_a_decision_is_told_when_the_time_to_undo_is_over(intake):
    decide(intake)
    assert send(intake, timedelta(minutes=9)) == []

    ((to, body),) = send(intake)

    assert (to, WORDS in body, "Hello Ravi," in body, "Nadia Haddad" in body) == ("ravi", True, True, True)


def test_several_get_a_mail_each_with_their_own_name(intake):
    decide(intake, "waitlisted", *intake.wishes)

    assert sorted((to, f"Hello {to.title()}," in body) for to, body in send(intake)) == [
        ("ana", True),
        ("leo", True),
        ("ravi", True),
    ]


def test_what_is_undone_in_time_is_never_told(intake):
    decide(intake, "declined")

    undone = reviewing.undo(intake.wishes[0], by=intake.nadia, now=intake.now)

    assert (undone, send(intake)) == (True, [])
    wish = fresh(intake.wishes[0])
    assert (wish.decision, wish.decided_at, wish.decided_by, wish.told_at) == ("", None, None, None)


def test_what_has_left_cannot_be_undone(intake):
    decide(intake)
    send(intake)

    assert reviewing.undo(intake.wishes[0], by=intake.nadia, now=intake.now) is False
    assert fresh(intake.wishes[0]).decision == "accepted"


def test_a_decision_changed_in_time_is_one_mail_and_goes_back_to_what_was_known(intake):
    decide(intake, "accepted", text="Welcome")
    decide(intake, "declined", text="Not this time", later=timedelta(minutes=1))
    reviewing.undo(intake.wishes[0], by=intake.nadia, now=intake.now)

    assert fresh(intake.wishes[0]).decision == ""
    decide(intake, "waitlisted", text="A little patience", later=timedelta(minutes=2))
    ((_to, body),) = send(intake, timedelta(minutes=30))
    assert "A little patience" in body


def test_a_decision_changed_afterwards_is_a_new_mail(intake):
    decide(intake, "waitlisted", text="A little patience")
    send(intake)

    decide(intake, "accepted", text="Welcome", later=timedelta(minutes=20))

    assert [("Welcome" in body) for _to, body in send(intake, timedelta(minutes=40))] == [False, True]


def test_who_knows_a_decision_is_not_told_it_again(intake):
    decide(intake)
    send(intake)

    assert decide(intake, text="Once more", later=timedelta(minutes=20)) == []
    assert len(send(intake, timedelta(hours=1))) == 1


def test_until_the_mail_leaves_an_applicant_knows_what_they_knew(intake):
    decide(intake, "declined")
    wish = fresh(intake.wishes[0])

    known = [wish.known_decision(intake.now + after) for after in (timedelta(0), reviewing.UNDO_FOR)]

    assert known == ["", "declined"]


@pytest.mark.parametrize("gone", ["withdrawn_at", "placed_at"])
def test_nothing_is_decided_about_whoever_has_gone_or_has_a_group(intake, gone):
    Application.objects.filter(pk=intake.wishes[0].pk).update(**{gone: intake.now})

    assert decide(intake) == []


def test_nobody_decides_about_themselves(intake):
    own = make_application(intake.nadia, intake.cohort, now=intake.now)

    assert decide(intake, "accepted", own) == []


def test_whoever_takes_their_application_back_hears_nothing_more(intake):
    decide(intake)
    Application.objects.filter(pk=intake.wishes[0].pk).update(withdrawn_at=intake.now)

    assert send(intake) == []


def test_the_words_are_sealed_and_gone_once_they_were_sent(intake):
    decide(intake)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM groups_letter")
        assert "canary" not in cursor.fetchone()[0]
    send(intake)

    reminding.forget_sent_letters(now=intake.now + timedelta(minutes=11))

    assert Letter.objects.get().text == ""


def test_words_that_wait_for_a_second_attempt_are_kept(intake):
    decide(intake)

    reminding.forget_sent_letters(now=intake.now + timedelta(minutes=11))

    assert Letter.objects.get().text == WORDS


def test_the_row_of_the_mail_holds_no_word(intake):
    decide(intake)

    row = Delivery.objects.values().get(kind=reviewing.KIND)
    assert "canary" not in str(row)


def test_the_audit_says_who_decided_and_not_what(intake):
    decide(intake, "declined")
    reviewing.undo(intake.wishes[0], by=intake.nadia, now=intake.now)

    said = [(line.act, line.actor, line.person) for line in AuditEvent.objects.visible_to(intake.nadia).order_by("at")]
    assert sorted(act for act, _actor, _person in said) == ["decided", "undid_decision"]
    assert {(actor, person) for _act, actor, person in said} == {(intake.nadia, intake.wishes[0].person)}


def exported(person):
    with wall.as_person(person):
        return str(belongings.of(person))


def test_a_note_is_exported_by_its_author_and_not_by_whom_it_is_about(intake):
    reviewing.write_note(intake.wishes[0], "Asks canary well", by=intake.nadia, now=intake.now)

    holds = ["canary" in exported(person) for person in (intake.nadia, intake.wishes[0].person)]

    assert holds == [True, False]


@pytest.mark.parametrize("who", ["author", "applicant"])
def test_erasing_either_deletes_the_note(intake, who):
    reviewing.write_note(intake.wishes[0], "Asks well", by=intake.nadia, now=intake.now)

    erase(intake.nadia if who == "author" else intake.wishes[0].person, now=intake.now)

    assert not ReviewNote.objects.exists()


def test_erasing_an_applicant_deletes_the_letters_to_them(intake):
    decide(intake)

    erase(intake.wishes[0].person, now=intake.now)

    assert not Letter.objects.exists()
    assert send(intake) == []
