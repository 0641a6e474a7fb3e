"""How does somebody new come into a running group? Asked of the group first, each in private, and only then of them."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from groups.models import Answer, Application, Conflict, OpenSeat, Profile, Proposal, Trial
from groups.models.proposals import Said
from groups.seating import asking, consents, opening, settling
from groups.seating.exclusions import kept_out
from groups.seating.pooling import gather
from groups.seating.terms import Terms
from groups.seating.tests.makers import TUESDAY, make_free, make_intake
from groups.seating.tests.proposed import NO, YES
from groups.tests.makers import NOON, make_facilitator, make_group, make_member, make_person
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
MORNING = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def cohort():
    """A cohort in which two wait, and a running group of four that meets when they are free."""
    cohort = make_intake(2)
    cohort.room = make_group(programme=cohort.programme)
    cohort.room.usual_start = TUESDAY[0] + 2
    cohort.room.save()
    make_facilitator(cohort.room, "Sal Moor")
    for name in ("Ida Vale", "Joe Park", "Kay Long"):
        person = make_member(cohort.room, name)
        Profile.objects.create(person=person, industry="media", years=4, people=3, revenue=2)
        make_free(person, (TUESDAY,))
    cohort.admin = cohort.programme.admins.get()
    return cohort


def first(cohort):
    return Application.objects.filter(cohort=cohort).order_by("person__name").first().person


def put_forward(cohort):
    return asking.put_forward(cohort.room, first(cohort), by=cohort.admin, now=NOON)


def members(cohort):
    return [place.person for place in cohort.room.memberships.current()]


def all_say(proposal, people, said=YES, *, now=NOON):
    for person in people:
        consents.answer(proposal, person, said, now=now)


def settle(proposal, now=MORNING):
    settling.plan(now=now)
    return Proposal.objects.get(pk=proposal.pk)


def test_an_admin_sees_who_would_fit_with_reasons_and_asks_the_group(client, cohort):
    client.force_login(cohort.admin)
    place = reverse("groups:open_seat", args=[cohort.room.slug])
    client.post(place)

    page = client.get(place).content.decode()
    client.post(reverse("groups:put_forward", args=[cohort.room.slug]), {"person": first(cohort).pk})

    assert "P00 Peer" in page
    assert "trades among five" in page or "trades among six" in page
    asked = Delivery.objects.filter(kind="newcomer_proposed").values_list("person", flat=True)
    assert set(asked) == {person.pk for person in members(cohort)}


def test_a_facilitator_opens_a_seat_and_sees_nobody_who_waits(client, cohort):
    client.force_login(cohort.room.facilitator)
    place = reverse("groups:open_seat", args=[cohort.room.slug])

    client.post(place)
    page = client.get(place).content.decode()

    assert OpenSeat.objects.get().opened_by == cohort.room.facilitator
    assert "P00 Peer" not in page
    assert Delivery.objects.get(kind="seat_opened").person == cohort.admin
    assert client.post(reverse("groups:put_forward", args=[cohort.room.slug])).status_code == 403


def test_nobody_is_put_forward_who_does_not_fit(client, cohort):
    stranger = make_person("Zoe Hall")
    client.force_login(cohort.admin)
    client.post(reverse("groups:open_seat", args=[cohort.room.slug]))

    for wanted in (stranger.pk, "rubbish", ""):
        client.post(reverse("groups:put_forward", args=[cohort.room.slug]), {"person": wanted})

    assert not Proposal.objects.exists()


def test_the_newcomer_hears_of_it_when_all_have_said_yes_and_not_before(client, cohort):
    proposal, newcomer = put_forward(cohort), first(cohort)
    client.force_login(newcomer)
    before = client.get(proposal.get_absolute_url()).status_code
    all_say(proposal, members(cohort))
    while_counted = client.get(proposal.get_absolute_url()).status_code

    settle(proposal)

    assert (before, while_counted) == (404, 404)
    assert client.get(proposal.get_absolute_url()).status_code == 200
    assert Delivery.objects.get(person=newcomer).kind == "proposal"


def test_a_newcomer_who_says_yes_comes_in_on_trial(cohort):
    proposal, newcomer = put_forward(cohort), first(cohort)
    opening.open_seat(cohort.room, by=cohort.admin, now=NOON)
    all_say(proposal, members(cohort))
    settle(proposal)
    all_say(proposal, [newcomer], now=MORNING)

    settled = settle(proposal, MORNING + timedelta(days=1))

    assert settled.outcome == "founded"
    assert Trial.objects.get().place == cohort.room.memberships.get(person=newcomer)
    assert not OpenSeat.objects.open().exists()
    assert Application.objects.get(person=newcomer).placed_at is not None


@pytest.mark.parametrize("who", range(4))
def test_one_no_of_the_group_stops_it_and_no_pair_says_whose(cohort, who):
    proposal, newcomer = put_forward(cohort), first(cohort)
    all_say(proposal, members(cohort))
    consents.answer(proposal, members(cohort)[who], NO, now=NOON)

    settled = settle(proposal)

    assert (settled.outcome, Conflict.objects.count()) == ("not", 0)
    assert kept_out(cohort.programme) == {(cohort.room.pk, newcomer.pk)}
    assert not Delivery.objects.filter(person=newcomer).exists()
    assert {answer.said for answer in Answer.objects.all()} == {""}


def test_a_newcomer_who_was_not_wanted_is_kept_from_the_whole_group(cohort):
    proposal, newcomer = put_forward(cohort), first(cohort)
    all_say(proposal, members(cohort), NO)
    settle(proposal)

    pairs = gather(cohort, Terms.of(cohort.programme)).instance["keep_apart"]

    peers = cohort.room.memberships.peers().values_list("person", flat=True)
    assert pairs == sorted(sorted([str(newcomer.pk), str(one)]) for one in peers)
    assert newcomer not in [one.person for one in opening.candidates(cohort.room, cohort.admin)]


def test_a_newcomers_no_leaves_no_pair_either(cohort):
    proposal, newcomer = put_forward(cohort), first(cohort)
    all_say(proposal, members(cohort))
    settle(proposal)
    consents.answer(proposal, newcomer, Said(yes=False, whom=members(cohort)[0].pk, kind="boss"), now=MORNING)

    settled = settle(proposal, MORNING + timedelta(days=1))

    assert (settled.outcome, Conflict.objects.count()) == ("not", 0)


def test_who_left_the_group_meanwhile_sees_and_stops_nothing(client, cohort):
    proposal, leaver = put_forward(cohort), members(cohort)[-1]
    all_say(proposal, members(cohort))
    consents.answer(proposal, leaver, NO, now=NOON)
    cohort.room.memberships.get(person=leaver).leave(now=NOON)
    client.force_login(leaver)

    assert client.get(proposal.get_absolute_url()).status_code == 404
    settle(proposal)
    assert Answer.objects.filter(part="comes").exists()


def test_an_admin_who_waits_herself_does_not_learn_that_she_is_considered(client, cohort):
    newcomer = first(cohort)
    proposal = put_forward(cohort)
    cohort.programme.admins.add(newcomer)
    client.force_login(newcomer)
    opening.open_seat(cohort.room, by=cohort.admin, now=NOON)

    page = client.get(reverse("groups:proposals", args=[cohort.programme.slug])).content.decode()
    seats = client.get(reverse("groups:open_seat", args=[cohort.room.slug])).content.decode()

    assert newcomer.name not in page + seats.replace("settings", "")
    assert client.post(reverse("groups:release_proposal", args=[proposal.pk])).status_code == 404


@pytest.mark.parametrize("is_peer", [True, False])
def test_an_admin_who_sits_there_or_keeps_it_finds_no_gap_where_somebody_may_not_sit_with_them(cohort, is_peer):
    ida, newcomer = members(cohort)[1], first(cohort)
    cohort.room.memberships.filter(person=ida).update(is_peer=is_peer)
    cohort.programme.admins.add(ida)
    said = {"kind": "boss", "source": "applicant", "declared_by": newcomer, "declared_at": NOON}
    Conflict.objects.create(programme=cohort.programme, one=newcomer, other=ida, **said)

    seen = {reader: [one.person for one in opening.candidates(cohort.room, reader)] for reader in (ida, cohort.admin)}

    assert (newcomer in seen[ida], newcomer in seen[cohort.admin]) == (True, False)


def test_who_left_while_they_answered_is_told_that_it_is_too_late(cohort):
    proposal, leaver = put_forward(cohort), members(cohort)[-1]
    cohort.room.memberships.get(person=leaver).leave(now=NOON)

    with pytest.raises(consents.Settled):
        consents.answer(proposal, leaver, NO, now=NOON)


def test_who_is_asked_about_is_put_forward_nowhere_else(cohort):
    put_forward(cohort)

    assert first(cohort) not in [one.person for one in opening.candidates(cohort.room, cohort.admin)]


def test_a_group_that_filled_up_meanwhile_takes_nobody(cohort):
    proposal = put_forward(cohort)
    all_say(proposal, members(cohort))
    for number in range(3):
        make_member(cohort.room, f"Q{number} Long")

    assert settle(proposal).outcome == "not"


def test_those_who_sit_there_see_what_the_newcomer_lets_them_know(client, cohort):
    proposal, newcomer = put_forward(cohort), first(cohort)
    Profile.objects.filter(person=newcomer).update(brings="Ten years of export", trade="Baker", shown=["brings"])
    client.force_login(members(cohort)[1])

    page = client.get(proposal.get_absolute_url()).content.decode()

    assert "Ten years of export" in page
    assert "Baker" not in page


def test_two_facilitators_who_open_a_seat_open_one(cohort):
    for _twice in range(2):
        opening.open_seat(cohort.room, by=cohort.room.facilitator, now=NOON)

    assert OpenSeat.objects.count() == 1


def test_of_fewer_than_three_nobody_is_asked(cohort):
    for person in members(cohort)[:2]:
        cohort.room.memberships.get(person=person).leave(now=NOON)

    with pytest.raises(asking.TooFew):
        put_forward(cohort)


def test_who_was_silent_is_asked_no_more_once_the_newcomer_is(cohort):
    proposal, newcomer = put_forward(cohort), first(cohort)
    all_say(proposal, members(cohort)[:3])
    late = NOON + timedelta(days=8)
    consents.go_on(proposal, reason="They know of it.", by=cohort.admin, now=late)
    settle(proposal, late + timedelta(days=1))
    asking.plan(now=late + timedelta(days=7))
    all_say(proposal, [newcomer], now=late + timedelta(days=7))

    settled = settle(proposal, late + timedelta(days=8))

    assert settled.outcome == "founded"
    assert set(Delivery.objects.filter(kind="proposal_reminder").values_list("person", flat=True)) == {newcomer.pk}
