"""What comes of a no, and can anybody tell whose it was?"""

from datetime import timedelta

import pytest

from groups.models import Answer, AuditEvent, Conflict, Facilitator, Group, Proposal
from groups.models.proposals import Said
from groups.seating import consents, settling
from groups.seating.exclusions import heeded, not_again, parted
from groups.seating.proposing import Changed
from groups.seating.reviewing import current, plan_of
from groups.seating.tests.proposed import (
    NO,
    YES,
    all_say,
    invite,
    mails,
    make_draft,
    morning_after,
    planned,
    propose,
    say,
    sealed,
    settle,
)
from groups.tests.makers import NOON, make_person
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db


def test_one_no_stops_it_and_the_two_are_kept_apart_without_a_name():
    intake = propose()
    ana, ben = intake.people[:2]
    all_say(intake, but=[ben])
    say(intake.proposal, {ben: Said(yes=False, whom=ana.pk, kind="competitor")})

    proposal = settle(intake)

    conflict = Conflict.objects.get()
    assert (proposal.outcome, Group.objects.count()) == ("not", 0)
    assert (conflict.one_id, conflict.other_id) == tuple(sorted([ana.pk, ben.pk]))
    assert (conflict.source, conflict.declared_by, conflict.told, conflict.declared_at) == (
        "blind",
        None,
        "",
        morning_after(),
    )


@pytest.mark.parametrize("who", range(6))
def test_whoever_says_no_all_that_is_kept_and_sent_is_the_same(who):
    intake = propose()
    named = {0: 1, 1: 0}.get(who)
    whom = None if named is None else intake.people[named].pk
    all_say(intake, but=[intake.people[who]])
    say(intake.proposal, {intake.people[who]: Said(yes=False, whom=whom, kind="close" if named is not None else "")})

    settle(intake)

    everybody = sorted([*(one.name for one in intake.people), intake.keeper.name])
    assert [name for name, kind in mails() if kind == "not_as_proposed"] == everybody
    assert set(Delivery.objects.filter(kind="not_as_proposed").values_list("due_at", flat=True)) == {morning_after()}
    assert set(sealed().values()) == {""}
    assert set(Answer.objects.values_list("answered_at", flat=True)) == {NOON}
    assert [event.act for event in AuditEvent.objects.all()] == ["proposed"]


def test_a_yes_and_a_no_look_alike_in_the_database():
    intake = propose()
    ana, ben, cleo = intake.people[:3]
    goes = Said(yes=False, stays=False)
    say(intake.proposal, {ana: YES, ben: Said(yes=False, whom=ana.pk, kind="competitor"), cleo: goes})

    kept = sealed()

    assert len({len(kept[person.pk]) for person in (ana, ben, cleo)}) == 1
    assert "yes" not in kept[ana.pk]


def test_nothing_happens_at_the_moment_of_a_no():
    intake = propose()
    before = Delivery.objects.count()
    all_say(intake, but=intake.people[:1])
    say(intake.proposal, {intake.people[0]: NO})

    settling.plan(now=NOON + timedelta(minutes=1))

    assert (Delivery.objects.count(), Conflict.objects.count()) == (before, 0)
    assert not Proposal.objects.get().settled_at


def test_a_no_does_not_end_the_waiting_for_the_others():
    intake = propose()
    say(intake.proposal, {intake.people[0]: NO})

    proposal = settle(intake, now=NOON + timedelta(days=3))

    assert proposal.settled_at is None


def test_whom_somebody_named_who_never_answered_is_not_kept_apart_since_admins_see_who_is_silent():
    intake = propose()
    ana, ben = intake.people[:2]
    all_say(intake, but=[ana, ben])
    say(intake.proposal, {ben: Said(yes=False, whom=ana.pk, kind="boss")})
    consents.release(intake.proposal, by=intake.admin, now=NOON + timedelta(days=8))

    settle(intake, now=NOON + timedelta(days=9))

    assert not Conflict.objects.exists()


def test_an_admin_who_was_named_finds_no_pair_with_themselves():
    intake = propose()
    ana, ben = intake.people[:2]
    intake.programme.admins.add(ana)
    all_say(intake, but=[ben])
    say(intake.proposal, {ben: Said(yes=False, whom=ana.pk, kind="boss")})

    settle(intake)

    assert not Conflict.objects.exists()


def test_two_who_named_each_other_are_one_pair():
    intake = propose()
    ana, ben = intake.people[:2]
    all_say(intake, but=[ana, ben])
    for one, other in ((ana, ben), (ben, ana)):
        say(intake.proposal, {one: Said(yes=False, whom=other.pk, kind="close")})

    settle(intake)

    assert Conflict.objects.count() == 1


def test_those_very_people_are_not_proposed_again_and_the_lot_says_whom_to_part():
    intake = propose()
    all_say(intake, but=intake.people[:1])
    say(intake.proposal, {intake.people[0]: NO})
    settle(intake)

    sets = not_again(intake.programme)

    assert sets == [frozenset(one.pk for one in intake.people)]
    drawn = {parted(sets, set(), seed)[0] for seed in range(200)}
    assert {one for pair in drawn for one in pair} == sets[0]
    assert parted(sets, {tuple(sorted(sets[0]))[:2]}, 1) == []


def test_a_later_draft_of_the_same_people_is_refused():
    intake = propose()
    all_say(intake, but=intake.people[:1])
    say(intake.proposal, {intake.people[0]: NO})
    settle(intake)
    intake.draft = make_draft(
        intake.cohort, planned("g1", intake.people, facilitator=intake.keeper), by=intake.admin, number=2
    )

    with pytest.raises(Changed):
        invite(intake, now=morning_after())

    assert Proposal.objects.count() == 1


def test_a_pool_parts_those_who_failed_together_and_nobody_can_read_who_said_no():
    intake, pools = propose(), []
    for no in intake.people[:2]:
        Proposal.objects.update(outcome="", settled_at=None)
        all_say(intake)
        say(intake.proposal, {no: NO})
        settle(intake)
        pools.append(heeded(intake.programme, set(), {}, {person.pk for person in intake.people}))

    assert pools[0] == pools[1]
    assert len(pools[0]) == 1


def test_a_review_does_not_name_two_of_whom_one_said_no_blindly():
    intake = propose()
    ana, ben = intake.people[:2]
    all_say(intake, but=[ben])
    say(intake.proposal, {ben: Said(yes=False, whom=ana.pk, kind="boss")})
    settle(intake)
    draft = make_draft(
        intake.cohort, planned("g1", [ana, *intake.people[1:4]], facilitator=intake.keeper), by=intake.admin, number=2
    )

    (group,) = plan_of(draft, current(draft), intake.admin)

    assert group.problems == ("Two of its people cannot sit together.",)


def test_the_same_people_may_be_asked_once_more_with_another_facilitator():
    intake = propose()
    all_say(intake)
    say(intake.proposal, {intake.keeper: NO})
    settle(intake)
    other = make_person("Uma Lind")
    Facilitator.objects.create(programme=intake.programme, person=other)
    draft = make_draft(intake.cohort, planned("g1", intake.people, facilitator=other), by=intake.admin, number=2)

    (group,) = plan_of(draft, current(draft), intake.admin)

    assert group.problems == ()
