"""Does nothing leave before an admin confirmed what they read, and then once?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.models import Application, Conflict, DraftStep, Facilitator, Proposal
from groups.seating import proposing
from groups.seating.reviewing import current, plan_of
from groups.seating.tests.proposed import (
    TUESDAY_AT_SIX,
    invite,
    make_draft,
    make_intake,
    make_waiting,
    planned,
    propose,
)
from groups.seating.words import letter
from groups.tests.makers import NOON, make_facilitator, make_group, make_member, make_person
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db


def address(intake):
    return reverse("groups:review_draft", args=[intake.programme.slug, intake.draft.pk])


def confirmed(intake, **typed):
    return {"step": current(intake.draft).pk, "sure": "on", "name_g1": "Spring A", **typed}


def problems(intake):
    (group,) = plan_of(intake.draft, current(intake.draft), intake.admin)
    return list(group.problems)


def declare(intake, one, other):
    Conflict.objects.create(
        programme=intake.programme,
        one=one,
        other=other,
        kind="close",
        source="applicant",
        declared_by=one,
        declared_at=NOON,
    )


def test_the_page_names_everybody_who_gets_a_mail_and_sends_none(client):
    intake = make_intake()
    client.force_login(intake.admin)

    page = client.get(address(intake)).content.decode()

    assert [one.email for one in [*intake.people, intake.keeper] if one.email not in page] == []
    assert "7 mails leave" in page
    assert "Tuesdays 6:00 to 8:00 pm (UTC)</strong>, online" in page
    assert (Delivery.objects.count(), Proposal.objects.count()) == (0, 0)


def test_confirmed_each_is_asked_once(client):
    intake = make_intake()
    client.force_login(intake.admin)

    for _twice in range(2):
        client.post(address(intake), confirmed(intake, name_g1="Tuesday people"))

    asked = set(Delivery.objects.filter(kind="proposal").values_list("person", flat=True))
    assert asked == {one.pk for one in [*intake.people, intake.keeper]}
    assert (Proposal.objects.get().name, Proposal.objects.get().usual_start) == ("Tuesday people", TUESDAY_AT_SIX)
    assert "Tuesday people" in client.get(intake.draft.get_absolute_url()).content.decode()


def test_nothing_leaves_without_the_tick(client):
    intake = make_intake()
    client.force_login(intake.admin)

    response = client.post(address(intake), confirmed(intake, sure=""))

    assert (response.status_code, Proposal.objects.count()) == (422, 0)


def test_a_draft_that_changed_since_it_was_read_is_read_again_and_no_name_is_lost(client):
    intake = make_intake()
    typed, old = confirmed(intake, name_g1="Tuesday people"), current(intake.draft)
    DraftStep.objects.filter(pk=old.pk).update(is_current=False)
    DraftStep.objects.create(draft=intake.draft, number=1, is_current=True, plan=old.plan, made_at=NOON)
    client.force_login(intake.admin)

    response = client.post(address(intake), typed)

    assert (response.status_code, Proposal.objects.count()) == (422, 0)
    assert "The draft has changed" in response.content.decode()
    assert 'value="Tuesday people"' in response.content.decode()


def test_of_two_admins_at_once_the_first_invites():
    intake = propose()

    with pytest.raises(proposing.AlreadyInvited):
        invite(intake)

    assert Proposal.objects.count() == 1


def test_an_admin_of_another_programme_finds_no_draft(client):
    intake = make_intake()
    client.force_login(make_person("Zoe Hall"))

    assert client.get(address(intake)).status_code == 404


def test_who_withdrew_was_placed_or_is_asked_elsewhere_is_named():
    intake = make_intake()
    ana, ben, cleo = intake.people[:3]
    Application.objects.filter(person=ana).update(withdrawn_at=NOON)
    Application.objects.filter(person=ben).update(placed_at=NOON)
    others = [cleo, *(make_waiting(intake.cohort, f"Q{n} Long") for n in range(4))]
    other = make_draft(intake.cohort, planned("g1", others, facilitator=intake.keeper), by=intake.admin, number=2)
    proposing.invite(other, step=current(other), names={}, reasons={}, by=intake.admin, now=NOON)

    assert problems(intake) == [
        "Ana Ruiz does not wait for a group any more.",
        "Ben Cole does not wait for a group any more.",
        "Cleo Marsh is asked about another group already.",
    ]


def test_a_conflict_said_since_stops_it_and_not_who_said_it():
    intake = make_intake()
    declare(intake, intake.people[1], intake.people[0])

    (told,) = problems(intake)

    assert sorted(told.removesuffix(" cannot sit together.").split(" and ")) == ["Ana Ruiz", "Ben Cole"]
    with pytest.raises(proposing.Changed):
        invite(intake)


def test_an_admin_who_is_one_of_two_does_not_read_that_it_is_they():
    intake = make_intake()
    intake.programme.admins.add(intake.people[0])
    declare(intake, intake.people[1], intake.people[0])
    intake.admin = intake.people[0]

    assert problems(intake) == ["Two of its people cannot sit together."]


def test_an_admin_who_would_keep_the_group_reads_nothing_of_a_pair_of_theirs():
    intake = make_intake()
    declare(intake, intake.people[1], intake.keeper)
    assert len(problems(intake)) == 1

    intake.programme.admins.add(intake.keeper)
    intake.admin = intake.keeper

    assert problems(intake) == []


def test_an_admin_who_keeps_a_running_group_reads_nothing_of_them_and_a_newcomer():
    intake = make_intake(1)
    room = make_group(programme=intake.programme)
    keeper, _priya, _ida = make_facilitator(room, "Sal Moor"), make_member(room), make_member(room, "Ida Vale")
    room.memberships.filter(person=keeper).update(is_peer=False)
    declare(intake, intake.people[0], keeper)
    intake.draft = make_draft(intake.cohort, planned("g1", intake.people, existing=room), by=intake.admin, number=2)
    assert len(problems(intake)) == 1

    intake.programme.admins.add(keeper)
    intake.admin = keeper

    assert problems(intake) == []


def test_a_facilitator_who_keeps_no_groups_any_more_is_named():
    intake = make_intake()
    Facilitator.objects.all().delete()

    assert problems(intake) == ["Its facilitator keeps no groups of this programme any more."]


def test_a_group_of_four_needs_a_reason(client):
    intake = make_intake(4)
    client.force_login(intake.admin)

    refused = client.post(address(intake), confirmed(intake))
    client.post(address(intake), confirmed(intake, reason_g1="They come from one village."))

    assert refused.status_code == 422
    assert "Write why this group should have this size" in refused.content.decode()
    assert Proposal.objects.get().size_reason == "They come from one village."


def test_newcomers_to_a_running_group_are_not_asked_before_its_members():
    intake = make_intake(1)
    room = make_group(programme=intake.programme)
    sitting = [make_facilitator(room, "Sal Moor"), make_member(room), make_member(room, "Ida Vale")]
    intake.draft = make_draft(intake.cohort, planned("g1", intake.people, existing=room), by=intake.admin, number=2)

    (proposal,) = invite(intake)

    assert set(Delivery.objects.values_list("person", "kind")) == {(one.pk, "newcomer_proposed") for one in sitting}
    assert not Proposal.objects.visible_to(intake.people[0]).exists()
    assert proposal.newcomer == intake.people[0]


def test_the_page_asks_the_database_as_often_for_three_groups_as_for_one(client):
    intake = make_intake()
    client.force_login(intake.admin)
    with CaptureQueriesContext(connection) as once:
        client.get(address(intake))
    groups = [
        planned(f"g{n}", [make_waiting(intake.cohort, f"P{n}x{m} Lane") for m in range(5)], facilitator=intake.keeper)
        for n in range(3)
    ]
    DraftStep.objects.update(plan={"groups": groups, "held": []})

    with CaptureQueriesContext(connection) as thrice:
        client.get(address(intake))

    assert len(thrice) == len(once) <= 25


def test_the_list_of_proposals_asks_as_often_for_three_as_for_one(client):
    intake = propose()
    client.force_login(intake.admin)
    place = reverse("groups:proposals", args=[intake.programme.slug])
    with CaptureQueriesContext(connection) as once:
        client.get(place)
    for n in range(2):
        draft = make_draft(
            intake.cohort,
            planned("g1", [make_waiting(intake.cohort, f"P{n}x{m} Lane") for m in range(5)], facilitator=intake.keeper),
            by=intake.admin,
            number=n + 2,
        )
        proposing.invite(draft, step=current(draft), names={}, reasons={}, by=intake.admin, now=NOON)

    with CaptureQueriesContext(connection) as thrice:
        client.get(place)

    assert len(thrice) == len(once) <= 25


def test_groups_are_named_by_letters():
    assert [letter(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


def test_a_group_is_called_alike_on_the_bench_where_drafts_are_compared_and_before_its_people_are_asked(client):
    intake = make_intake()
    called = f"{intake.cohort.name} A"
    client.force_login(intake.admin)

    bench = client.get(intake.draft.get_absolute_url()).content.decode()
    review = client.get(address(intake)).content.decode()

    assert [called in page for page in (bench, review)] == [True, True]


def test_people_have_seven_days_until_the_evening():
    assert propose().proposal.answers_by == NOON + timedelta(days=7, hours=6)
