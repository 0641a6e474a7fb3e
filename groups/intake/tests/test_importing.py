"""Does a list come in once, as shown before, and can it be taken back without taking what others have used?"""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups import belongings
from groups.erasure import erase
from groups.intake import asking_to_apply, importing, undoing
from groups.intake.cells import Cause
from groups.models import Application, Asked, Conflict, FreeTime, Import, ImportedRow, Person, Profile, ReviewNote
from groups.tests.makers import NOON, make_cohort, make_group, make_member, make_person, make_programme

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)
HEADING = "name,e-mail,business,trade,years,languages,free times,wants"
ANN = "Ann Lee,ann@example.org,Lee & Co,bakery,7,en / de,Tue 18:00-20:00; Thu 9-12,Somebody to think with"


@pytest.fixture
def cohort():
    return make_cohort(date(2026, 1, 1), programme=make_programme(make_person("Nadia Haddad")))


def brought(cohort, *lines, heading=HEADING, decision="accepted", now=NOON):
    """Begin an import whose columns are those of its heading."""
    admin = cohort.programme.admins.get()
    batch = importing.begin(cohort, "\n".join([heading, *lines]), decision=decision, by=admin, now=now)
    names = {place: name.replace("-", "").replace("free ", "") for place, name in enumerate(heading.split(","))}
    importing.match(batch, names)
    return batch


def written(batch, now=NOON):
    importing.confirm(batch, now=now)
    while importing.carry_on(batch.pk, now=now):
        pass
    batch.refresh_from_db()
    return batch


def taken_back(batch, now=LATER):
    undoing.ask(batch, by=batch.by, now=now)
    while undoing.carry_on(batch.pk, now=now):
        pass
    batch.refresh_from_db()
    return batch


def counts(batch):
    return batch.added, batch.changed, batch.skipped


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


@pytest.fixture
def leo():
    """Somebody of another programme on the same server, who has said a lot there."""
    leo = make_member(make_group("Quay", programme=make_programme(name="Other")), "Leo Hart", last_login=NOON)
    Profile.objects.create(person=leo, trade="ropes", languages=["en"])
    return leo


LEO = "Leonard,leo@example.org,,barges,3,de,,Company"


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
