"""Does what was declared in private keep two apart, until it is taken back, overridden or erased?"""

import pytest

from groups.erasure import erase
from groups.intake import conflicts, mapping
from groups.intake.tests.declared import apart, declare
from groups.models import Conflict, Profile
from groups.tests.makers import NOON

pytestmark = pytest.mark.django_db


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
