"""How does a proposal end, and what is left of what was said?"""

from datetime import timedelta

import pytest

from groups.erasure import erase
from groups.intake.conflicts import declare
from groups.models import (
    Answer,
    Application,
    Conflict,
    Group,
    Membership,
    Pledge,
    Trial,
)
from groups.models.proposals import Said
from groups.seating import consents, settling
from groups.seating.pooling import gather
from groups.seating.terms import Terms
from groups.seating.tests.proposed import (
    NO,
    YES,
    all_say,
    mails,
    morning_after,
    propose,
    say,
    sealed,
    settle,
)
from groups.tests.makers import NOON

pytestmark = pytest.mark.django_db


def test_when_all_say_yes_the_group_is_there_with_everybody_in_it():
    intake = propose()
    all_say(intake)

    proposal = settle(intake)

    group = proposal.group
    assert proposal.outcome == "founded"
    assert (group.cohort, group.usual_start, group.language) == (intake.cohort, 84, "en")
    assert set(group.memberships.peers().values_list("person", flat=True)) == {one.pk for one in intake.people}
    assert (group.facilitator, group.started_at) == (intake.keeper, morning_after())
    assert not Application.objects.waiting().exists()


def test_each_takes_their_seat_with_a_pledge_and_peers_on_trial():
    intake = propose()
    all_say(intake)

    group = settle(intake).group

    assert set(Pledge.objects.values_list("place", flat=True)) == set(group.memberships.values_list("pk", flat=True))
    assert Trial.objects.count() == len(intake.people)
    assert set(Pledge.objects.values_list("version", "signed_on")) == {(1, NOON.date())}


def test_a_change_of_mind_counts_and_leaves_no_trace():
    intake = propose()
    all_say(intake, NO)
    all_say(intake, now=NOON + timedelta(hours=1))

    proposal = settle(intake)

    assert proposal.outcome == "founded"
    assert set(Answer.objects.values_list("answered_at", flat=True)) == {NOON}


def test_not_now_takes_the_application_back_on_the_same_morning_with_what_was_said_for_it():
    intake = propose()
    wish = Application.objects.get(person=intake.people[0])
    declare(wish, kind="boss", whom="Ben at the mill", now=NOON)
    all_say(intake, but=intake.people[:1])
    say(intake.proposal, {intake.people[0]: Said(yes=False, stays=False)})

    settle(intake)

    wish.refresh_from_db()
    assert (wish.withdrawn_at, Application.objects.waiting().count()) == (morning_after(), 5)
    assert not Conflict.objects.exists()


def test_who_withdrew_meanwhile_or_was_erased_is_no_yes():
    intake = propose()
    all_say(intake)
    Application.objects.filter(person=intake.people[0]).update(withdrawn_at=NOON)

    assert settle(intake).outcome == "not"


def test_an_erased_person_keeps_nobody_waiting_and_leaves_no_answer():
    intake = propose()
    all_say(intake, but=intake.people[:1])

    erase(intake.people[0], now=NOON)

    assert sealed()[intake.people[0].pk] == ""
    assert settle(intake).outcome == "not"


def test_going_on_without_the_silent_seats_those_who_answered():
    intake = propose()
    all_say(intake, but=intake.people[:1])
    late = NOON + timedelta(days=8)
    consents.go_on(intake.proposal, reason="They meet on Tuesday.", by=intake.admin, now=late)

    proposal = settle(intake, now=late + timedelta(days=1))

    assert (proposal.outcome, proposal.group.memberships.peers().count()) == ("founded", 5)
    assert ("Ana Ruiz", "not_as_proposed") in mails()
    assert Application.objects.waiting().get().person == intake.people[0]


def test_nobody_goes_on_while_people_may_still_answer_or_too_few_have():
    intake = propose()
    all_say(intake, but=intake.people[:4])

    for moment in (NOON + timedelta(days=1), NOON + timedelta(days=8)):
        with pytest.raises(consents.Settled):
            consents.go_on(intake.proposal, reason="They wait.", by=intake.admin, now=moment)


def test_four_with_a_reason_begin_and_the_reason_is_kept():
    intake = propose(4, g1="They come from one village.")
    all_say(intake)

    group = settle(intake).group

    assert group.size_reasons.get().reason == "They come from one village."


def test_settling_twice_founds_one_group():
    intake = propose()
    all_say(intake)
    settle(intake)

    settling.settle(intake.proposal, now=morning_after() + timedelta(days=1))

    assert (Group.objects.count(), Membership.objects.count()) == (1, 7)


def test_who_is_asked_about_a_group_is_in_no_other_pool():
    intake = propose()

    assert gather(intake.cohort, Terms.of(intake.programme)).instance["people"] == []


def test_nobody_goes_on_with_fewer_than_three_answers_however_many_are_named_silent():
    intake = propose()
    say(intake.proposal, dict.fromkeys([*intake.people[:2], intake.keeper], YES))

    with pytest.raises(consents.Settled):
        consents.go_on(intake.proposal, reason="They wait.", by=intake.admin, now=NOON + timedelta(days=8))
