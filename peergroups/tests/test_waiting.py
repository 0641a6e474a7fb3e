"""Are admins told on the sixtieth and the ninetieth day, and applicants once why, and does it stop when it is over?"""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.intake import reminding, reviewing
from groups.intake.ninety_days import told_at
from groups.models import Application
from groups.tests.makers import make_application, make_cohort, make_person, make_programme
from peergroups import clock

pytestmark = pytest.mark.django_db(transaction=True)
SENT = datetime(2026, 1, 13, 15, 30, tzinfo=UTC)
LONDON = "Europe/London"


@pytest.fixture
def intake():
    nadia, omar = make_person("Nadia Haddad"), make_person("Omar Diaz")
    programme = make_programme(nadia, omar)
    programme.zone = LONDON
    programme.save()
    cohort = make_cohort(SENT.date(), programme=programme)
    wish = make_application(make_person("Ravi Shah"), cohort, now=SENT)
    return SimpleNamespace(nadia=nadia, omar=omar, cohort=cohort, wish=wish)


def ring(now):
    """Go round the clock once; return whom it wrote to, and how the mail begins."""
    return [(name, body.splitlines()[0]) for name, body in told(now)]


def told(now):
    before = len(mail.outbox)
    clock.tick(now=now)
    return sorted((letter.to[0].split("@")[0], letter.body) for letter in mail.outbox[before:])


def at(mark):
    return told_at(SENT, mark, LONDON)


def minutes(number):
    return timedelta(minutes=number)


def test_the_admins_hear_on_the_sixtieth_day_once(intake):
    heard = [ring(at(60) + minutes(later)) for later in (-1, 0, 1, 60 * 24)]

    both = [(name, "1 person has waited for 60 days") for name in ("nadia", "omar")]
    assert heard == [[], both, [], []]


def test_the_admins_and_the_applicant_hear_on_the_ninetieth_day_once(intake):
    heard = [ring(at(90) + minutes(later)) for later in (-1, 0, 1, 60 * 24)]

    both = [(name, "1 person has waited for 90 days") for name in ("nadia", "omar")]
    assert heard == [[], [*both, ("ravi", "About your application to Harbour")], [], []]


def test_everybody_who_passes_on_a_day_is_one_mail(intake):
    for number in range(3):
        make_application(make_person(f"P{number} Q"), intake.cohort, now=SENT + minutes(number))

    assert {line for _who, line in ring(at(60))} == {"4 people have waited for 60 days"}


def test_both_marks_of_a_day_are_one_mail(intake):
    make_application(make_person("Mia Berg"), intake.cohort, now=SENT + timedelta(days=30))

    mails = [body for who, body in told(at(90)) if who == "nadia"]
    assert [("for 60 days" in body, "for 90 days" in body) for body in mails] == [(True, True)]


@pytest.mark.parametrize("how", ["declined", "placed", "withdrawn"])
def test_it_stops_when_the_wait_is_over(intake, how):
    over = {
        "declined": {"decision": "declined", "decided_at": SENT},
        "placed": {"decision": "accepted", "decided_at": SENT, "placed_at": SENT},
        "withdrawn": {"withdrawn_at": SENT},
    }
    Application.objects.update(**over[how])

    assert [ring(at(mark)) for mark in (60, 90)] == [[], []]


def test_who_is_accepted_or_on_the_waiting_list_still_waits(intake):
    Application.objects.update(decision="waitlisted", decided_at=SENT)

    assert len(ring(at(90))) == 3


def test_what_is_over_before_the_mail_leaves_is_not_told(intake):
    reminding.plan(now=at(90))
    Application.objects.update(placed_at=SENT, decision="accepted", decided_at=SENT)

    assert ring(at(90)) == []


def test_an_admin_who_waits_too_hears_of_the_others_alone(intake):
    make_application(intake.omar, intake.cohort, now=SENT)
    Application.objects.filter(person=intake.wish.person).update(withdrawn_at=SENT)

    assert [who for who, _line in ring(at(60))] == ["nadia"]


def test_whoever_waits_reads_what_an_admin_wrote_for_them(intake):
    reminding.write_why(intake.wish, "Nobody else brews in Leeds.", by=intake.nadia, now=at(60))
    reminding.write_why(intake.wish, "Nobody else brews in York.", by=intake.omar, now=at(60))

    ring(at(90))

    body = next(letter.body for letter in mail.outbox if letter.to == ["ravi@example.org"])
    assert ["York." in body, "Leeds." in body, "Omar Diaz, Harbour" in body] == [True, False, True]


def test_without_an_admins_words_they_read_ours(intake):
    ring(at(90))

    body = next(letter.body for letter in mail.outbox if letter.to == ["ravi@example.org"])
    assert "nobody has decided yet" in body


def test_what_was_written_is_forgotten_once_it_was_sent_and_cannot_be_written_again(intake):
    letter = reminding.write_why(intake.wish, "Nobody else brews here.", by=intake.nadia, now=at(60))
    ring(at(90))
    ring(at(90) + minutes(1))

    letter.refresh_from_db()
    assert letter.text == ""
    with pytest.raises(reminding.AlreadyTold):
        reminding.write_why(intake.wish, "Once more", by=intake.nadia, now=at(90))


def test_after_days_without_a_clock_what_was_missed_is_caught_up_on(intake):
    assert len(ring(at(60) + timedelta(days=2))) == 2
    assert ring(at(60) + timedelta(days=20)) == []


def test_a_round_with_many_who_wait_asks_no_more_than_with_one(intake):
    def questions(now):
        with CaptureQueriesContext(connection) as asked:
            reminding.plan(now=now)
        return len(asked)

    once = questions(at(60))
    for number in range(20):
        make_application(make_person(f"P{number} Q"), intake.cohort, now=SENT)

    assert questions(at(60)) == once


def test_a_decision_can_still_be_told_while_one_waits(intake):
    ring(at(90))

    reviewing.decide(intake.cohort, [intake.wish], "accepted", "Welcome", by=intake.nadia, now=at(90))

    assert ring(at(90) + minutes(11)) == [("ravi", "About your application to Harbour")]
