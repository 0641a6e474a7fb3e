"""Can a list be taken back without taking what others have used?"""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.intake import asking_to_apply, undoing
from groups.intake.tests.brought import ANN, LATER, LEO, brought, taken_back, written
from groups.models import Application, Asked, Conflict, FreeTime, ImportedRow, Person, Profile, ReviewNote
from groups.tests.makers import NOON, make_cohort, make_group, make_member, make_person, make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort(date(2026, 1, 1), programme=make_programme(make_person("Nadia Haddad")))


def test_undoing_takes_out_all_that_was_added(cohort, leo):
    before = rows()
    batch = written(brought(cohort, ANN, LEO, "Ben,ben@example.org"))

    taken_back(batch)

    assert rows() == before
    assert (batch.undone, batch.rows.count()) == (3, 0)


def rows():
    """Count what is there; of an account that is gone an empty row stays."""
    kept = [model.objects.count() for model in (Profile, Application, FreeTime, Asked, ImportedRow, EmailAddress)]
    return [Person.objects.exclude(name="", business="", is_active=False).count(), *kept]


def test_whoever_was_asked_before_the_list_came_stays_asked_after_it_is_taken_back(cohort):
    asking_to_apply.ask(cohort, ["ann@example.org"], by=cohort.programme.admins.get(), now=NOON)

    taken_back(written(brought(cohort, ANN), LATER), LATER)

    ann = Asked.objects.select_related("person").get()
    assert (ann.batch, ann.given, ann.sent_at, ann.person.email) == (None, "", NOON, "ann@example.org")
    assert (ann.person.business, Application.objects.count(), Profile.objects.count()) == ("", 0, 0)


def test_the_same_list_comes_in_again_after_it_was_taken_back(cohort):
    taken_back(written(brought(cohort, ANN)))

    batch = written(brought(cohort, ANN), LATER)

    assert (batch.added, Person.objects.get(email="ann@example.org").profile.trade) == (1, "bakery")


def test_undoing_restores_what_was_changed(cohort):
    written(brought(cohort, ANN))
    batch = written(brought(cohort, ANN.replace("bakery", "cakes").replace("Thu 9-12", "Fri 9-12")), LATER)

    taken_back(batch, LATER + timedelta(hours=1))

    ann = Person.objects.get(email="ann@example.org")
    assert (ann.profile.trade, ann.free_times.last().begins) == ("bakery", 162)


def ann(number, trade="bakery", day="Tue"):
    return f"Ann {number},ann{number}@example.org,Shop,{trade},7,en,{day} 18:00-20:00,To think"


def test_bringing_in_changes_and_taking_them_back_costs_the_same_for_one_and_for_three(cohort):
    written(brought(cohort, *map(ann, range(4))))
    costs = []
    for numbers in (range(1), range(1, 4)):
        batch = brought(cohort, *(ann(number, "cakes", "Wed") for number in numbers), now=LATER)
        for step in (written, taken_back):
            with CaptureQueriesContext(connection) as queries:
                step(batch, LATER)
            costs.append(len(queries))

    assert costs[:2] == costs[2:]
    assert set(Profile.objects.values_list("trade", flat=True)) == {"bakery"}
    assert set(FreeTime.objects.values_list("begins", flat=True)) == {84}


def used_by_signing_in(ann, admin):
    Person.objects.filter(pk=ann.pk).update(last_login=LATER)


def used_by_deciding(ann, admin):
    ann.applications.update(decision="declined", decided_at=LATER, decided_by=admin)


def used_by_noting(ann, admin):
    ReviewNote.objects.create(application=ann.applications.get(), author=admin, text="Fits well", written_at=LATER)


def used_by_seating(ann, admin):
    make_member(make_group(programme=admin.programmes_run.get()), person=ann)


@pytest.mark.parametrize(
    ("use", "kept"),
    [
        (used_by_signing_in, "signed_in"),
        (used_by_deciding, "decided"),
        (used_by_noting, "decided"),
        (used_by_seating, "seated"),
    ],
)
def test_what_was_used_since_stays_and_is_told_of(cohort, use, kept):
    batch = written(brought(cohort, ANN, "Ben,ben@example.org"))
    use(Person.objects.get(email="ann@example.org"), cohort.programme.admins.get())

    taken_back(batch)

    assert [(row.number, row.kept) for row in batch.rows.all()] == [(2, kept)]
    assert (batch.undone, Person.objects.filter(email__in=["ann@example.org", "ben@example.org"]).count()) == (1, 1)


def test_what_an_applicant_declared_in_private_is_not_told_by_an_undo(cohort):
    batch = written(brought(cohort, ANN))
    ann, ravi = Person.objects.get(email="ann@example.org"), make_person("Ravi Shah")
    Conflict.objects.create(
        programme=cohort.programme, one=ravi, other=ann, kind="not_with", source="blind", declared_at=LATER
    )

    taken_back(batch)

    assert (batch.undone, batch.rows.count()) == (1, 0)


def test_a_later_list_has_the_last_word(cohort):
    first = written(brought(cohort, ANN))
    written(brought(cohort, ANN.replace("bakery", "cakes")), LATER)

    taken_back(first, LATER + timedelta(minutes=1))

    assert [row.kept for row in first.rows.all()] == ["changed"]
    assert Profile.objects.get().trade == "cakes"


def test_an_account_that_another_programme_came_to_need_stays_without_what_the_list_said(cohort):
    batch = written(brought(cohort, ANN))
    other = make_cohort(date(2026, 1, 1), programme=make_programme(make_person("Omar Diaz"), name="Other"))
    written(brought(other, "Ann,ann@example.org"))

    taken_back(batch)

    ann = Person.objects.get(email="ann@example.org")
    assert (batch.undone, ann.name, ann.business, hasattr(ann, "profile")) == (1, "", "", False)
    assert Asked.objects.get().cohort == other


def test_undoing_twice_or_after_a_day_does_nothing(cohort):
    batch, old = written(brought(cohort, ANN)), written(brought(cohort, "Ben,ben@example.org"))

    asked = [undoing.ask(batch, by=batch.by, now=LATER), undoing.ask(batch, by=batch.by, now=LATER)]

    assert (*asked, undoing.ask(old, by=old.by, now=NOON + timedelta(hours=24))) == (True, False, False)
