"""What happens when two act at once on a list, a wish to join, a draft or a proposal? One is first, and it shows."""

import pytest
from django.utils import timezone

from groups.erasure import erase
from groups.intake import applying, importing, reviewing
from groups.models import Answer, Application, Import, Letter, Membership, Proposal
from groups.seating import consents, proposing, settling
from groups.seating.tests.proposed import NO, all_say, invite, make_intake, morning_after, propose, say
from groups.tests.makers import NOON, make_application, make_cohort, make_person, make_programme
from groups.tests.test_at_once import at_once
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked():
    """A proposal to which everybody has said yes, on the evening before it is settled."""
    intake = propose()
    all_say(intake)
    return intake


def morning():
    settling.plan(now=morning_after())


def outcome():
    return Proposal.objects.get().outcome


def test_a_draft_invited_by_two_admins_asks_its_people_once():
    intake = make_intake()
    refused = at_once(lambda: invite(intake), lambda: invite(intake), refusals=proposing.AlreadyInvited)

    assert (refused, Proposal.objects.count()) == (([], [proposing.AlreadyInvited]), 1)
    assert Delivery.objects.count() == Answer.objects.count() == 7


def test_a_no_that_comes_just_before_it_is_settled_counts(asked):
    at_once(lambda: say(asked.proposal, {asked.people[0]: NO}), morning)

    assert outcome() == "not"


def test_a_no_that_comes_just_after_it_was_settled_is_refused(asked):
    refused = at_once(morning, lambda: say(asked.proposal, {asked.people[0]: NO}), refusals=consents.Settled)

    assert (refused, outcome()) == (([], [consents.Settled]), "founded")


def goes(intake):
    erase(intake.people[0], now=morning_after())


def takes_it_back(intake):
    wish = Application.objects.select_related("cohort__programme").get(person=intake.people[0])
    applying.take_back(wish, now=morning_after())


@pytest.mark.parametrize("away", [goes, takes_it_back])
def test_nobody_is_seated_who_goes_while_the_group_is_founded(asked, away):
    at_once(lambda: away(asked), morning)

    assert (outcome(), Membership.objects.count()) == ("not", 0)


def test_who_is_erased_just_after_the_group_was_founded_has_left_it(asked):
    at_once(morning, lambda: goes(asked))

    assert (outcome(), Membership.objects.current().filter(person=asked.people[0]).count()) == ("founded", 0)


def test_what_was_taken_back_just_before_is_not_decided_on():
    nadia = make_person("Nadia Haddad")
    wish = make_application(make_person(), make_cohort(NOON.date(), programme=make_programme(nadia)))

    at_once(
        lambda: applying.take_back(wish, now=NOON),
        lambda: reviewing.decide(wish.cohort, [wish], "accepted", "Welcome", by=nadia, now=NOON),
    )

    wish.refresh_from_db()
    assert (wish.withdrawn_at, wish.decision, Letter.objects.count()) == (NOON, "", 0)


@pytest.fixture
def batch():
    nadia = make_person("Nadia Haddad")
    cohort = make_cohort(timezone.localdate(), programme=make_programme(nadia))
    batch = importing.begin(cohort, "name,email\nAnn,ann@example.org", decision="", by=nadia, now=NOON)
    importing.match(batch, {0: "name", 1: "email"})
    return batch


def confirm(batch):
    return importing.confirm(batch, now=NOON)


@pytest.mark.parametrize(
    ("first", "second", "left"), [(confirm, importing.discard, 1), (importing.discard, confirm, 0)]
)
def test_a_list_is_confirmed_or_thrown_away_and_never_both(batch, first, second, left):
    done = []
    at_once(lambda: done.append(first(batch)), lambda: done.append(second(batch)))

    assert (done, Import.objects.filter(confirmed_at__isnull=False).count()) == ([True, False], left)


def test_the_columns_of_a_list_stay_as_they_were_confirmed(batch):
    at_once(lambda: confirm(batch), lambda: importing.match(batch, {1: "name", 0: "email"}))

    assert Import.objects.get().columns == {"0": "name", "1": "email"}
