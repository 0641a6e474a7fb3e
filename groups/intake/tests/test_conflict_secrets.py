"""Does nobody learn from admins' pages, mails, logs or exports who declared a conflict?"""

import pytest
from django.db import IntegrityError, transaction

from groups import belongings, wall
from groups.intake import conflicts, mapping
from groups.intake.tests.declared import SAID, apart, declare
from groups.models import AuditEvent, Conflict
from groups.tests.makers import NOON
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db


def told(intake, admin):
    """All that an admin can learn of pairs."""
    apart, together = conflicts.pairs(intake.programme, admin)
    lines = conflicts.unmatched(intake.programme, admin)
    guesses = mapping.guesses(intake.programme, admin)
    return apart + together + lines + guesses + mapping.problems(apart, together, 7)


def test_an_admin_who_is_one_of_the_two_finds_nothing_of_it(intake):
    conflict = declare(intake, other=intake.omar)
    declare(intake, "leo", other=intake.omar, kind="together")

    assert told(intake, intake.omar) == []
    assert not conflicts.may_judge(conflict, intake.omar)
    assert len(told(intake, intake.nadia)) == 2


def test_an_admin_who_declared_finds_nothing_of_it_as_an_admin(intake):
    conflict = declare(intake, "omar", other=intake.leo)

    assert told(intake, intake.omar) == []
    assert not conflicts.may_judge(conflict, intake.omar)


@pytest.mark.parametrize("whom", ["Omar Diaz", "Omar", "omar@example.org, who decides here"])
def test_a_line_that_may_be_about_an_admin_is_kept_from_that_admin(intake, whom):
    conflict = declare(intake, whom=whom)

    assert told(intake, intake.omar) == []
    assert not conflicts.may_judge(conflict, intake.omar)
    assert told(intake, intake.nadia) == [conflict]


def test_an_admin_named_from_the_list_is_matched_at_once_and_sees_nothing(intake):
    declare(intake, whom="the one with the red van", runs_it=intake.omar)

    assert told(intake, intake.omar) == []
    assert apart(intake) == [{intake.ravi, intake.omar}]


def apart_unread(intake):
    people = {one.pk: one.first_name for one in (intake.ravi, intake.leo, intake.ana, intake.omar)}
    pairs = conflicts.apart_unread(intake.programme, people)
    return sorted(sorted(people[one] for one in pair) for pair in pairs)


@pytest.mark.parametrize(
    ("by", "whom", "kind", "kept"),
    [
        ("ravi", "Omar Diaz", "boss", [["Omar", "Ravi"]]),
        ("ravi", "Omar", "boss", [["Leo", "Ravi"], ["Omar", "Ravi"]]),  # whichever of the two is meant
        ("ravi", "Omar Diaz", "together", []),
        ("ravi", SAID, "boss", []),  # he reads it, and looks for who is meant
        ("omar", "Leo Omar", "boss", [["Leo", "Omar"]]),
    ],
)
def test_what_an_only_admin_may_not_read_keeps_apart_all_who_may_be_meant(intake, by, whom, kind, kept):
    intake.leo.name = "Leo Omar"
    intake.leo.save()
    declare(intake, by, whom=whom, kind=kind)
    assert apart_unread(intake) == []

    intake.programme.admins.remove(intake.nadia)

    assert apart_unread(intake) == kept
    assert bool(told(intake, intake.omar)) == (whom == SAID)


def test_what_contradicts_through_a_hidden_pair_is_hidden_too(intake):
    """Apart from Ravi and together with Leo, who sits with Ravi: Omar would learn of the first from the sentence."""
    declare(intake, other=intake.omar)
    for one, other in ((intake.omar, intake.leo), (intake.leo, intake.ravi)):
        conflicts.set_pair(intake.programme, one, other, kind="together", by=intake.nadia, now=NOON)

    shown = {
        admin: [said for said in told(intake, admin) if isinstance(said, str)] for admin in (intake.nadia, intake.omar)
    }

    assert shown == {
        intake.nadia: [
            "Omar Diaz and Ravi Test are kept apart, but kept together by way of Leo Test."
            " Lift or override one of these."
        ],
        intake.omar: [],
    }


def test_a_wish_that_was_not_sent_tells_admins_nothing(intake):
    conflict = declare(intake, other=intake.leo)
    intake.cohort.applications.filter(person=intake.ravi).update(submitted_at=None)

    assert told(intake, intake.nadia) == []
    assert not conflicts.may_judge(conflict, intake.nadia)


def test_a_blind_no_is_shown_to_no_admin_and_kept_all_the_same(intake):
    pair = {"programme": intake.programme, "one": intake.ravi, "other": intake.leo, "declared_at": NOON}
    Conflict.objects.create(kind="not_with", source="blind", **pair)

    assert told(intake, intake.nadia) == []
    assert apart(intake) == [{intake.ravi, intake.leo}]
    with pytest.raises(IntegrityError), transaction.atomic():
        Conflict.objects.create(kind="not_with", source="blind", declared_by=intake.ravi, **pair)


def test_declaring_sends_no_mail_and_leaves_no_line_in_any_log(intake):
    before = AuditEvent.objects.count()

    conflict = declare(intake)
    conflicts.take_back(declare(intake, "leo"))

    assert conflict.pk
    assert AuditEvent.objects.count() == before
    assert not Delivery.objects.exists()


def test_the_audit_keeps_what_admins_did_without_a_name_and_on_no_page(intake):
    conflicts.override(declare(intake, other=intake.omar), "Sold", by=intake.nadia, now=NOON)

    kept = AuditEvent.objects.filter(about__startswith="groups.conflict")
    assert {(line.act, line.actor, line.person, line.programme) for line in kept} == {
        ("matched_pair", intake.nadia, None, None),
        ("overrode_pair", intake.nadia, None, None),
    }
    assert not AuditEvent.objects.visible_to(intake.omar).filter(pk__in=kept).exists()
    assert not AuditEvent.objects.visible_to(intake.nadia).filter(pk__in=kept).exists()


def exported(person):
    with wall.as_person(person):
        return str(belongings.of(person))


def test_the_export_of_whoever_declared_has_it_and_that_of_the_other_not(intake):
    conflict = declare(intake, other=intake.leo, why="Since the lawsuit")
    conflicts.override(conflict, "They made peace", by=intake.nadia, now=NOON)

    holds = {
        person.first_name: [
            word for word in (SAID, "lawsuit", "peace", "Leo Test", "Ravi Test") if word in exported(person)
        ]
        for person in (intake.ravi, intake.leo, intake.nadia, intake.omar)
    }

    assert holds == {
        "Ravi": [SAID, "lawsuit", "Ravi Test"],  # not whom an admin took it for
        "Leo": ["Leo Test"],
        "Nadia": ["peace"],
        "Omar": [],
    }
