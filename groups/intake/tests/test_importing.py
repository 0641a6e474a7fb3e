"""Does a list come in once, as shown before, and leave alone what people said themselves?"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups import belongings
from groups.erasure import erase
from groups.intake import importing
from groups.intake.cells import Cause
from groups.intake.tests.brought import ANN, LATER, LEO, brought, counts, written
from groups.models import Application, Asked, Import, ImportedRow, Person, Profile
from groups.tests.makers import NOON, make_cohort, make_group, make_member, make_person, make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort(date(2026, 1, 1), programme=make_programme(make_person("Nadia Haddad")))


def test_nothing_is_written_before_it_is_confirmed(cohort):
    batch = brought(cohort, ANN)

    shown = importing.preview(batch)

    assert [entry.email for entry in shown.judged.adds] == ["ann@example.org"]
    assert not importing.carry_on(batch.pk, now=NOON)
    assert (Person.objects.filter(email="ann@example.org").count(), Asked.objects.count()) == (0, 0)


def test_a_row_becomes_somebody_who_applied_and_can_sign_in(cohort):
    batch = written(brought(cohort, ANN))

    ann = Person.objects.get(email="ann@example.org")
    wish = ann.applications.get()
    assert counts(batch) == (1, 0, 0)
    assert (ann.name, ann.business, ann.profile.trade, ann.profile.years) == ("Ann Lee", "Lee & Co", "bakery", 7)
    assert (ann.profile.languages, ann.profile.shown) == (["de", "en"], [])
    assert [(span.begins, span.ends) for span in ann.free_times.all()] == [(84, 88), (162, 168)]
    assert (wish.cohort, wish.decision, wish.wants) == (cohort, "accepted", "Somebody to think with")
    assert (wish.submitted_at, wish.decided_by) == (NOON, cohort.programme.admins.get())
    assert ann.emailaddress_set.get().verified is False
    assert not ann.has_usable_password()


def test_undecided_people_wait_for_a_review(cohort):
    written(brought(cohort, ANN, decision=""))

    undecided = Application.objects.submitted().filter(decision="")
    assert list(undecided.values_list("person__name", flat=True)) == ["Ann Lee"]


def test_nothing_is_left_of_somebody_who_is_erased(cohort, leo):
    written(brought(cohort, ANN, LEO))

    for person in Person.objects.filter(email__in=["ann@example.org", "leo@example.org"]):
        erase(person, now=LATER)

    assert (Asked.objects.count(), ImportedRow.objects.count(), Profile.objects.count()) == (0, 0, 0)


def test_the_own_export_tells_what_a_list_said(cohort, leo):
    written(brought(cohort, LEO))

    told = belongings.of(leo)["Asked to apply"][0]

    assert (told["programme"], told["as"], told["trade"]) == ("Harbour", "Leonard", "barges")


def test_the_file_is_gone_once_it_is_written(cohort):
    batch = written(brought(cohort, ANN))

    assert batch.source == ""


def test_the_file_lies_sealed_meanwhile(cohort):
    batch = brought(cohort, ANN)
    with connection.cursor() as cursor:
        cursor.execute("SELECT source FROM groups_import WHERE id = %s", [batch.pk])

        assert "ann@example.org" not in cursor.fetchone()[0]


def test_confirming_twice_writes_once(cohort):
    batch = brought(cohort, ANN)

    assert [importing.confirm(batch, now=NOON), importing.confirm(batch, now=NOON)] == [True, False]
    written(batch)
    assert (Person.objects.filter(email="ann@example.org").count(), Import.objects.get().added) == (1, 1)


def test_the_same_list_again_changes_nothing_and_says_so(cohort):
    written(brought(cohort, ANN))

    shown = importing.preview(brought(cohort, ANN))

    assert [skip.problems[0].cause for skip in shown.skips] == [Cause.NOTHING_NEW]


def test_a_mended_list_changes_what_was_not_said_by_its_person(cohort):
    written(brought(cohort, ANN))

    batch = written(brought(cohort, ANN.replace("bakery", "cakes").replace(",7,", ",8,")), LATER)

    ann = Profile.objects.get()
    assert (counts(batch), ann.trade, ann.years) == ((0, 1, 0), "cakes", 8)


def test_what_somebody_said_themselves_stays(cohort):
    written(brought(cohort, ANN))
    Person.objects.filter(email="ann@example.org").update(last_login=NOON)

    shown = importing.preview(brought(cohort, ANN.replace("bakery", "cakes")))

    assert [skip.problems[0].cause for skip in shown.skips] == [Cause.THEIR_OWN]


def test_what_somebody_left_empty_may_be_filled(cohort):
    written(brought(cohort, "Ann Lee,ann@example.org"))
    Person.objects.filter(email="ann@example.org").update(last_login=NOON)

    batch = written(brought(cohort, ANN.replace("Ann Lee", "Annie")), LATER)

    ann = Person.objects.get(email="ann@example.org")
    assert (counts(batch), ann.name, ann.profile.trade) == ((0, 1, 0), "Ann Lee", "bakery")


def test_an_address_known_elsewhere_reads_like_a_new_one_before_and_after(cohort, leo):
    lines = [LEO, LEO.replace("leo@", "new@")]
    shown = importing.preview(brought(cohort, *lines))
    batch = written(brought(cohort, *lines))
    again = importing.preview(brought(cohort, *lines))
    mended = importing.preview(brought(cohort, *[line.replace("barges", "boats") for line in lines]))

    assert [entry.number for entry in shown.judged.adds] == [2, 3]
    assert counts(batch) == (2, 0, 0)
    assert [skip.problems[0].cause for skip in again.skips] == [Cause.NOTHING_NEW] * 2
    assert [change.fields for change in mended.judged.changes] == [{"trade": ("barges", "boats")}] * 2
    assert list(Asked.objects.values_list("name", flat=True)) == ["Leonard"] * 2


def test_nothing_of_an_account_known_elsewhere_is_changed(cohort, leo):
    written(brought(cohort, LEO))
    written(brought(cohort, LEO.replace("barges", "boats")), LATER)

    leo = Person.objects.get(pk=leo.pk)
    assert (leo.name, leo.profile.trade, leo.profile.languages) == ("Leo Hart", "ropes", ["en"])
    assert (leo.applications.count(), leo.free_times.count()) == (0, 0)
    assert "boats" in Asked.objects.get().given


def test_whoever_sits_in_a_group_keeps_one_or_said_no_is_left_alone(cohort):
    room = make_group(programme=cohort.programme)
    make_member(room, "Mia Sol")
    make_member(room, "Sam Okoro", role="facilitator")
    no = make_person("Nora Nein")
    Asked.objects.create(
        cohort=cohort, person=no, email=no.email, by=cohort.programme.admins.get(), at=NOON, declined_at=NOON
    )

    shown = importing.preview(brought(cohort, *[f"X,{name}@example.org" for name in ("mia", "sam", "nora")]))

    causes = [skip.problems[0].cause for skip in shown.skips]
    assert causes == [Cause.IN_A_GROUP, Cause.KEEPS_GROUPS, Cause.SAID_NO]


def test_whoever_applied_to_an_earlier_cohort_is_added_to_this_one(cohort):
    earlier = make_cohort(date(2025, 1, 1), programme=cohort.programme, name="Earlier")
    written(brought(earlier, ANN))
    Person.objects.filter(email="ann@example.org").update(last_login=NOON)

    batch = written(brought(cohort, ANN.replace("bakery", "cakes")), LATER)

    ann = Person.objects.get(email="ann@example.org")
    assert (counts(batch), ann.applications.count(), ann.profile.trade) == ((1, 0, 0), 2, "bakery")


def test_after_a_day_nothing_is_left_but_counts(cohort):
    done, unconfirmed = written(brought(cohort, ANN, "x")), brought(cohort, "Ben,ben@example.org")

    importing.forget(now=NOON + timedelta(hours=25))

    for batch in (done, unconfirmed):
        batch = Import.objects.get(pk=batch.pk)
        assert (batch.source, batch.problems, batch.rows.count()) == ("", "", 0)
        assert not importing.confirm(batch, now=LATER)
    assert Application.objects.count() == 1


def test_what_was_left_out_comes_back_as_a_file_to_mend(cohort):
    batch = written(brought(cohort, ANN, "=cmd(),ben@gmial.com", "Cid,cid@example.org,,,a few"))

    rows = batch.problems.splitlines()
    assert rows[0] == '"name","e-mail","business","trade","years","languages","free times","wants","row","why"'
    assert rows[1].startswith('"\'=cmd()","ben@gmial.com",')
    assert "Is it ben@gmail.com?" in rows[1]
    assert rows[2].endswith('"4","Years: Not a whole number. Enter a whole number up to 150, or leave it empty."')


def test_two_thousand_rows_ask_as_few_questions_to_be_shown_as_one(cohort):
    few = asked_by(brought(cohort, ANN))
    many = asked_by(brought(cohort, *[f"P{n},p{n}@example.org" for n in range(300)]))

    assert few == many


def asked_by(batch):
    with CaptureQueriesContext(connection) as queries:
        importing.preview(batch)
    return len(queries)
