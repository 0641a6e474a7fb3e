"""What does each person concerned see of a proposal? Who said no must not be found, whoever looks."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups import belongings
from groups.models import Answer, Application, Profile, Proposal
from groups.models.proposals import Said
from groups.seating import asking, consents, settling
from groups.seating.reviewing import current, plan_of
from groups.seating.tests.proposed import (
    NO,
    YES,
    all_say,
    make_intake,
    make_waiting,
    morning_after,
    propose,
    say,
    settle,
)
from groups.tests.makers import NOON, make_person
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(SOON, tick=False):
        yield


def opened(client, person, place):
    client.force_login(person)
    page = client.get(place)
    return re.sub(r'csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"', "", page.content.decode())


def answer(client, person, proposal, **typed):
    client.force_login(person)
    return client.post(reverse("groups:answer_proposal", args=[proposal.pk]), typed)


def status_page(intake):
    return reverse("groups:proposals", args=[intake.programme.slug])


def test_each_sees_of_the_others_what_they_let_the_group_know_and_no_more(client):
    intake = propose()
    Profile.objects.filter(person=intake.people[1]).update(
        trade="Boat builder", market="Charter firms", brings="Twelve winters", shown=["trade", "brings"]
    )
    Profile.objects.filter(person=intake.people[2]).update(trade="Baker", shown=[])

    page = opened(client, intake.people[0], intake.proposal.get_absolute_url())

    assert [word for word in ("Ben Cole", "Boat builder", "Twelve winters", "Cleo", "Sam") if word not in page] == []
    assert [word for word in ("Charter firms", "Baker", "Marsh", "ben@") if word in page] == []


def test_who_has_answered_finds_the_proposal_again_until_it_is_settled(client):
    intake = propose()
    all_say(intake)
    own = Application.objects.get(person=intake.people[0]).get_absolute_url()

    waiting = [opened(client, intake.people[0], place) for place in ("/today/", own)]
    settle(intake)
    settled = [opened(client, intake.people[0], place) for place in ("/today/", own)]

    link = f'href="{intake.proposal.get_absolute_url()}"'
    assert [link in page for page in (*waiting, *settled)] == [True, True, False, False]


def test_whoever_has_not_answered_is_led_to_no_proposal_that_takes_no_answer_any_more(client):
    intake = propose()
    silent, *others = intake.people
    say(intake.proposal, dict.fromkeys(others, YES))
    own = [Application.objects.get(person=person).get_absolute_url() for person in (silent, others[0])]
    asked = opened(client, silent, own[0])

    Proposal.objects.update(closing=Proposal.Closing.values[0], closing_at=NOON)

    pages = [asked, opened(client, silent, own[0]), opened(client, others[0], own[1])]
    assert [intake.proposal.get_absolute_url() in page for page in pages] == [True, False, True]


def test_a_yes_needs_the_pledge_and_a_no_needs_to_say_whom_or_not(client):
    intake = propose()

    unsigned = answer(client, intake.people[0], intake.proposal, said="yes")
    unsaid = answer(client, intake.people[0], intake.proposal, said="no")

    assert (unsigned.status_code, unsaid.status_code) == (422, 422)
    assert "Sign the pledge to say yes" in unsigned.content.decode()
    assert "or that you would rather not say" in unsaid.content.decode()
    assert not Answer.objects.filter(answered_at__isnull=False).exists()


def test_yes_and_no_get_the_same_reply_and_leave_the_same_page(client):
    intake = propose()
    ana, ben = intake.people[:2]
    named = str(intake.people[2].pk)

    yes = answer(client, ana, intake.proposal, said="yes", pledge="on")
    after_yes = opened(client, ana, intake.proposal.get_absolute_url())
    no = answer(client, ana, intake.proposal, said="no", whom=named, kind="competitor")
    after_no = opened(client, ana, intake.proposal.get_absolute_url())

    assert (yes.status_code, yes["Location"]) == (no.status_code, no["Location"])
    assert after_yes == after_no
    assert ben.name.split()[0] in after_no


def test_the_admin_sees_how_many_answered_alike_for_a_yes_and_a_no(client):
    intake = propose()
    pages = []
    for said in (YES, NO, Said(yes=False, stays=False)):
        say(intake.proposal, {intake.people[0]: said})
        pages.append(opened(client, intake.admin, status_page(intake)))

    assert pages[0] == pages[1] == pages[2]
    assert "1 of 7 answered" in pages[0]
    assert [one.name for one in intake.people if one.name in pages[0]] == []


def test_silent_people_are_named_to_the_admin_once_the_time_is_over(client):
    intake = propose()
    all_say(intake, but=intake.people[:1])

    with time_machine.travel(NOON + timedelta(days=7, hours=7), tick=False):
        page = opened(client, intake.admin, status_page(intake))

    assert "Ana Ruiz" in page
    assert "Ben Cole" not in page


@pytest.mark.parametrize("who", range(3))
def test_whoever_said_no_every_page_of_everybody_is_the_same(client, who):
    intake = propose(4, g1="They come from one village.")
    everybody = [*intake.people, intake.keeper]
    all_say(intake, but=[intake.people[who]])
    say(intake.proposal, {intake.people[who]: NO})
    settle(intake)

    after = {opened(client, one, intake.proposal.get_absolute_url()).replace(one.name, "") for one in everybody}
    told = opened(client, intake.admin, status_page(intake))

    assert len(after) == 1
    assert "It does not come about as proposed" in after.pop()
    assert "Cannot be as proposed" in told
    assert [one.name for one in intake.people if one.name in told] == []


def test_while_it_is_being_counted_the_pages_of_a_yes_and_a_no_are_the_same(client):
    intake, pages = propose(), []
    for said in (YES, NO):
        all_say(intake, said)
        pages.append([opened(client, one, intake.proposal.get_absolute_url()) for one in intake.people])

    assert pages[0] == pages[1]


def test_no_export_says_what_was_answered():
    intake = propose()
    told = []
    for said in (YES, NO):
        say(intake.proposal, {intake.people[0]: said})
        told.append(belongings.PARTS["Proposed groups"](intake.people[0], {}))

    assert told[0] == told[1]
    assert told[0][0]["answered"] == NOON


def test_an_outsider_and_somebody_of_another_group_find_no_proposal(client):
    intake = propose()
    for person in (make_person("Zoe Hall"), make_waiting(intake.cohort, "Yan Lu")):
        client.force_login(person)
        assert client.get(intake.proposal.get_absolute_url()).status_code == 404


def test_an_answer_for_somebody_else_is_nobodys(client):
    intake = propose()

    answer(client, intake.people[0], intake.proposal, said="no", whom="unsaid", answer=intake.people[1].pk)

    assert set(Answer.objects.filter(answered_at__isnull=False).values_list("person", flat=True)) == {
        intake.people[0].pk
    }


@pytest.mark.parametrize(
    "typed",
    [
        {"said": "maybe"},
        {"said": "no", "whom": "7"},
        {"said": "no", "whom": "unsaid", "kind": "together"},
        {"said": ["no", "yes"], "whom": "\x00"},
        {"said": "yes", "pledge": ""},
    ],
)
def test_rubbish_is_refused_with_a_sentence(client, typed):
    intake = propose()

    response = answer(client, intake.people[0], intake.proposal, **typed)

    assert response.status_code == 422
    assert not Answer.objects.filter(answered_at__isnull=False).exists()


def test_whom_one_names_is_one_of_the_others(client):
    intake = propose()

    response = answer(client, intake.people[0], intake.proposal, said="no", whom=str(intake.people[0].pk))

    assert response.status_code == 422


def test_an_answer_after_it_is_settled_changes_nothing(client):
    intake = propose()
    all_say(intake)
    settle(intake)

    response = answer(client, intake.people[0], intake.proposal, said="no", whom="unsaid")

    assert response.status_code == 302
    with pytest.raises(consents.Settled):
        consents.answer(intake.proposal, intake.people[0], NO, now=SOON)


def test_one_reminder_goes_to_whoever_has_not_answered():
    intake = propose()
    all_say(intake, but=intake.people[:1])
    for hours in (0, 1, 20):
        asking.plan(now=NOON + timedelta(days=5, hours=hours))

    reminded = Delivery.objects.filter(kind="proposal_reminder").values_list("person", flat=True)
    assert list(reminded) == [intake.people[0].pk]


def test_admins_hear_once_that_the_time_is_over_and_may_give_more():
    intake = propose()
    all_say(intake, but=intake.people[:1])
    late = NOON + timedelta(days=7, hours=7)
    for minutes in (0, 1):
        asking.plan(now=late + timedelta(minutes=minutes))

    consents.extend(intake.proposal, by=intake.admin, now=late)
    consents.extend(intake.proposal, by=intake.admin, now=late)

    assert Delivery.objects.filter(kind="proposals_wait").count() == 1
    assert Proposal.objects.get().answers_by == NOON + timedelta(days=11, hours=6)


def test_it_is_told_on_a_morning_of_the_programme():
    intake = propose()
    all_say(intake, now=NOON + timedelta(minutes=7))

    settling.plan(now=NOON + timedelta(hours=20, minutes=59))
    assert Proposal.objects.open().exists()

    settling.plan(now=NOON + timedelta(hours=21))
    assert Proposal.objects.get().settled_at == NOON + timedelta(hours=21) < morning_after()


def test_a_yes_and_a_no_ask_the_database_as_often(client):
    intake = propose()
    typed = [
        {"said": "yes", "pledge": "on"},
        {"said": "no", "whom": str(intake.people[1].pk), "kind": "boss"},
        {"said": "no", "whom": "unsaid"},
        {"said": "not_now"},
    ]
    answer(client, intake.people[0], intake.proposal, **typed[0])
    counts = []
    for each in typed:
        client.force_login(intake.people[0])
        with CaptureQueriesContext(connection) as asked:
            client.post(reverse("groups:answer_proposal", args=[intake.proposal.pk]), each)
        counts.append(len(asked))

    assert len(set(counts)) == 1


def test_a_review_refuses_groups_of_which_one_could_tell_who_said_no():
    intake = make_intake(2)

    (group,) = plan_of(intake.draft, current(intake.draft), intake.admin)

    assert group.problems == ("Fewer than three would be asked: of so few it could be told who said no.",)
