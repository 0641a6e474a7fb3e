"""Does what was declared in private keep two apart, and does nobody learn who declared it?"""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from groups import belongings, wall
from groups.erasure import erase
from groups.intake import conflicts, mapping
from groups.models import AuditEvent, Conflict, Profile
from groups.tests.makers import NOON, make_application, make_cohort, make_person, make_programme
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
SAID = "Bright Dental"


@pytest.fixture
def intake():
    """Three applicants, two admins of whom one wants in too, and a programme."""
    nadia, omar = make_person("Nadia Haddad"), make_person("Omar Diaz")
    programme = make_programme(nadia, omar)
    cohort = make_cohort(NOON.date(), programme=programme)
    people = {name: make_person(f"{name.title()} Test") for name in ("ravi", "leo", "ana")}
    wishes = {name: make_application(person, cohort) for name, person in people.items()}
    wishes["omar"] = make_application(omar, cohort)
    return SimpleNamespace(programme=programme, cohort=cohort, nadia=nadia, omar=omar, wishes=wishes, **people)


def declare(intake, name="ravi", *, other=None, kind="competitor", whom=SAID, **more):
    conflict = conflicts.declare(intake.wishes[name], kind=kind, whom=whom, now=NOON, **more)
    if other:
        conflicts.match(conflict, other, by=intake.nadia, now=NOON)
    return Conflict.objects.get(pk=conflict.pk)


def apart(intake):
    return [{row.one, row.other} for row in Conflict.objects.apart().select_related("one", "other")]


def test_a_line_keeps_nobody_apart_until_its_person_is_found(intake):
    conflict = declare(intake)
    assert apart(intake) == []

    conflicts.match(conflict, intake.leo, by=intake.nadia, now=NOON)

    assert apart(intake) == [{intake.ravi, intake.leo}]


def test_what_is_taken_back_leaves_nothing(intake):
    conflicts.take_back(declare(intake, other=intake.leo))

    assert not Conflict.objects.exists()


def test_an_override_with_a_reason_lets_both_sit_together(intake):
    for name, other in (("ravi", intake.leo), ("leo", intake.ravi)):
        conflict = declare(intake, name, other=other)

    conflicts.override(conflict, "Leo sold his practice", by=intake.nadia, now=NOON)

    assert apart(intake) == []
    assert {row.override_reason for row in Conflict.objects.all()} == {"Leo sold his practice"}


def test_what_is_declared_after_an_override_keeps_them_apart_again(intake):
    conflicts.override(declare(intake, other=intake.leo), "Sold", by=intake.nadia, now=NOON)

    declare(intake, "leo", other=intake.ravi, kind="not_with")

    assert apart(intake) == [{intake.ravi, intake.leo}]


def test_an_override_can_be_undone(intake):
    conflict = declare(intake, other=intake.leo)
    conflicts.override(conflict, "Sold", by=intake.nadia, now=NOON)

    conflicts.uphold(conflict, by=intake.nadia, now=NOON)

    assert apart(intake) == [{intake.ravi, intake.leo}]
    assert Conflict.objects.get().override_reason == ""


def test_an_admin_lifts_what_an_admin_set_and_nothing_else(intake):
    declared = declare(intake, other=intake.leo)
    set_by_hand = conflicts.set_pair(intake.programme, intake.ana, intake.leo, kind="boss", by=intake.nadia, now=NOON)

    lifted = [conflicts.lift(row, by=intake.nadia, now=NOON) for row in (declared, set_by_hand)]

    assert lifted == [False, True]
    assert apart(intake) == [{intake.ravi, intake.leo}]


def test_a_pair_set_twice_is_one(intake):
    for one, other in ((intake.ana, intake.leo), (intake.leo, intake.ana)):
        conflicts.set_pair(intake.programme, one, other, kind="boss", by=intake.nadia, now=NOON)

    assert Conflict.objects.count() == 1


def test_nobody_sets_a_pair_they_are_part_of(intake):
    with pytest.raises(conflicts.NotYours):
        conflicts.set_pair(intake.programme, intake.omar, intake.leo, kind="boss", by=intake.omar, now=NOON)


def test_nobody_finds_themselves_in_a_line(intake):
    conflict = declare(intake)

    with pytest.raises(conflicts.NotYours):
        conflicts.match(conflict, intake.omar, by=intake.omar, now=NOON)


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


@pytest.mark.parametrize("who", ["ravi", "leo"])
def test_erasing_either_takes_it_away(intake, who):
    declare(intake, other=intake.leo)

    erase(getattr(intake, who), now=NOON)

    assert not Conflict.objects.exists()


def test_erasing_an_admin_leaves_what_they_set_and_takes_what_they_wrote(intake):
    conflict = conflicts.set_pair(intake.programme, intake.ravi, intake.leo, kind="boss", by=intake.nadia, now=NOON)
    conflicts.override(conflict, "They made peace", by=intake.nadia, now=NOON)

    erase(intake.nadia, now=NOON)

    kept = Conflict.objects.get()
    assert (kept.declared_by, kept.override_reason, kept.overridden_at) == (None, "", NOON)


def test_competitors_are_guessed_and_never_set(intake):
    for person in (intake.ravi, intake.leo, intake.omar):
        Profile.objects.create(person=person, industry="health", market="Dental care for families")

    guesses = mapping.guesses(intake.programme, intake.nadia)

    assert len(guesses) == 3
    assert [guess.one for guess in mapping.guesses(intake.programme, intake.omar)] == [intake.leo]
    assert apart(intake) == []


def test_what_was_judged_is_guessed_no_more(intake):
    for person in (intake.ravi, intake.leo):
        Profile.objects.create(person=person, industry="health", market="Dental care for families")

    conflicts.set_aside(intake.programme, intake.ravi, intake.leo, by=intake.nadia, now=NOON)

    assert mapping.guesses(intake.programme, intake.nadia) == []
    assert apart(intake) == []


def test_people_are_found_by_name_business_trade_and_address(intake):
    Profile.objects.create(person=intake.leo, trade="Dentist", market="")
    intake.ana.business = "Bright & Daughters"
    intake.ana.save()

    found = {
        words: [person.first_name for person in conflicts.found_by(words, intake.programme)]
        for words in ("bright dentist", "leo@example.org", "nobody", "")
    }

    assert found == {"bright dentist": ["Ana", "Leo"], "leo@example.org": ["Leo"], "nobody": [], "": []}
