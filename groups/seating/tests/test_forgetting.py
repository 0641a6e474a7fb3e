"""Is nobody left in a draft once their account is deleted?"""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from groups import erasure
from groups.models import Conflict, Draft, DraftStep, Person
from groups.seating import drafting
from groups.seating.solving import solve
from groups.seating.tests.makers import make_applicant, make_draft, make_intake, plan
from groups.tests.makers import NOON

pytestmark = pytest.mark.django_db


def traces(one):
    """Look for somebody's number in everything that is kept of drafts."""
    rows = [*Draft.objects.values("pool", "reasons", "kept", "start"), *DraftStep.objects.values("plan")]
    return str(one.pk) in json.dumps(rows)


def applicant(name):
    return Person.objects.get(name__startswith=name)


def test_whoever_is_erased_is_in_no_draft():
    cohort = make_intake(7)
    one, other, lonely = applicant("P00"), applicant("P01"), make_applicant(cohort, "Lone Soul", free=[(0, 8)])
    for kind, second in (("not_with", other), ("together", applicant("P02"))):
        Conflict.objects.create(
            programme=cohort.programme, kind=kind, source="admin", one=one, other=second, declared_at=NOON
        )
    draft = make_draft(cohort)
    draft.kept = draft.plan_steps.get().plan["groups"]
    draft.save()
    assert [traces(person) for person in (one, lonely)] == [True, True]

    erasure.erase(one, now=NOON)
    erasure.erase(lonely, now=NOON)

    assert [traces(person) for person in (one, lonely, other)] == [False, False, True]
    pool, groups = plan(Draft.objects.get())
    assert (len(pool.people), [len(group.members) for group in groups]) == (6, [5])


def test_nothing_tells_who_could_not_sit_under_whom():
    cohort = make_intake(7, keepers=2)
    two = [(applicant("P00"), applicant("F00")), (applicant("P01"), applicant("F01"))]
    for one, keeper in two:
        Conflict.objects.create(
            programme=cohort.programme, kind="not_with", source="admin", one=one, other=keeper, declared_at=NOON
        )
    make_draft(cohort)

    erasure.erase(applicant("P00"), now=NOON)
    erasure.erase(applicant("F01"), now=NOON)

    assert [traces(one) for pair in two for one in pair] == [False, True, True, False]
    assert plan(Draft.objects.get())[0].under == frozenset()


def test_a_facilitator_leaves_their_group_open():
    make_draft(make_intake(6))
    keeper = applicant("F00")

    erasure.erase(keeper, now=NOON)

    assert (traces(keeper), plan(Draft.objects.get())[1][0].facilitator) == (False, None)


def test_whoever_is_erased_while_it_is_made_is_not_in_what_comes_of_it():
    cohort = make_intake(6)
    draft = drafting.propose(cohort, by=cohort.programme.admins.get(), now=NOON)
    drafting.begin(draft, now=NOON)
    result = solve(drafting.job(draft))
    gone = applicant("P00")

    erasure.erase(gone, now=NOON)
    drafting.end(draft, result, now=NOON)

    assert (traces(gone), Draft.objects.get().state) == (False, "done")


def test_what_an_erased_admin_gave_as_a_reason_is_gone():
    cohort = make_intake(6)
    make_draft(cohort, reason="Twelve who know each other well.")

    erasure.erase(cohort.programme.admins.get(), now=NOON)

    assert Draft.objects.get().reason is None


def test_a_draft_ends_after_half_a_year():
    cohort = make_intake(6)
    for days, seed in ((181, 0), (179, 1)):
        draft = make_draft(cohort, seed=seed)
        Draft.objects.filter(pk=draft.pk).update(asked_at=timezone.now() - timedelta(days=days), proven=False)

    drafting.delete_old()

    assert list(Draft.objects.values_list("seed", flat=True)) == [1]
