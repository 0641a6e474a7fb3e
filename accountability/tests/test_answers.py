"""Is how it went said in one tap, by its owner alone, and shown where the group meets?"""

import pytest
from django.urls import reverse

from accountability.models import Commitment
from accountability.tests.makers import NOON, THURSDAY, make_commitment, make_follow_up, make_meeting
from accountability.tests.pages import HTMX, MINE, address, kept, page_of, typed
from groups.tests.makers import make_group, make_member, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday_noon")]


def test_a_second_tap_replaces_the_first(group, priya):
    commitment = make_commitment(group, priya)
    tapped = Commitment.objects.get()
    assert tapped.is_open
    make_follow_up(commitment, "partly")

    make_follow_up(tapped, "done")

    assert Commitment.objects.get().said.outcome == "done"


# Saying how it went -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["done", "partly", "not_yet", "changed"])
def test_one_tap_says_how_it_went(client, group, priya, outcome):
    commitment = make_commitment(group, priya)

    response = client.post(address("follow_up", commitment), {"outcome": outcome})

    commitment.refresh_from_db()
    assert (response.url, commitment.said.outcome) == (f"/commitments/#commitment-{commitment.pk}", outcome)


def test_with_htmx_the_row_alone_comes_back(client, group, priya):
    commitment = make_commitment(group, priya)

    answer = page_of(
        client.post(address("follow_up", commitment), {"outcome": "not_yet", "line": "Ann is away"}, **HTMX)
    )

    assert answer.strip().startswith("<li")
    assert "Thanks for saying so." in answer
    assert "Ann is away" in answer


@pytest.mark.parametrize("outcome", ["", "failed"])
@pytest.mark.parametrize("how", [{}, HTMX])
def test_an_answer_outside_the_four_loses_no_line(client, group, priya, outcome, how):
    commitment = make_commitment(group, priya)

    response = client.post(address("follow_up", commitment), {"outcome": outcome, "line": "Ann is away"}, **how)

    assert response.status_code == 422
    assert "Choose how it went." in page_of(response)
    assert "Ann is away" in page_of(response)


def test_a_word_is_taken_back(client, group, priya):
    commitment = make_commitment(group, priya)
    make_follow_up(commitment)

    answer = page_of(client.post(address("take_back", commitment), **HTMX))

    assert "How did it go?" in answer
    assert Commitment.objects.open().get() == commitment


# Walls ----------------------------------------------------------------------------------------------------


ACTIONS = [("change", typed()), ("follow_up", {"outcome": "done"}), ("take_back", {})]


@pytest.mark.parametrize(("name", "said"), ACTIONS)
def test_another_member_reads_but_does_not_answer(client, group, priya, name, said):
    his = make_commitment(group, make_member(group, "Arun Rao"))

    assert client.post(address(name, his), said).status_code == 403


@pytest.mark.parametrize(("name", "said"), ACTIONS)
def test_a_stranger_finds_nothing(client, group, priya, name, said):
    quay = make_group("Quay", programme=group.programme)
    his = make_commitment(quay, make_member(quay, "Leo Hart"))

    assert client.post(address(name, his), said).status_code == 404


@pytest.mark.parametrize(("name", "said"), ACTIONS)
def test_a_former_member_finds_their_own_no_more(client, group, priya, name, said):
    commitment = make_commitment(group, priya)
    group.membership_of(priya).leave(now=NOON)

    assert client.post(address(name, commitment), said).status_code == 404


@pytest.mark.parametrize(("name", "said"), ACTIONS)
def test_looking_changes_nothing(client, group, priya, name, said):
    commitment = make_commitment(group, priya)

    assert client.get(address(name, commitment), said).status_code == (200 if name == "change" else 405)
    assert kept(priya) == [("Call three old customers", THURSDAY)]


def test_a_former_member_sees_an_empty_list(client, group, priya):
    make_commitment(group, priya, "Call Ann")
    group.membership_of(priya).leave(now=NOON)

    assert "Call Ann" not in page_of(client.get(MINE))


def test_an_admin_opens_no_groups_list(client, group):
    nadia = make_person("Nadia Haddad")
    group.programme.admins.add(nadia)
    client.force_login(nadia)

    assert client.get(reverse("accountability:group", args=[group.slug])).status_code == 403


def test_whoever_has_not_signed_reads_the_charter_first(client, group):
    client.force_login(make_member(group, "Jo Bell", signed=False))

    assert client.get(reverse("accountability:group", args=[group.slug])).url == f"/groups/{group.slug}/charter/"


# Beside a meeting -------------------------------------------------------------------------------------------


def test_a_meeting_begins_with_what_is_open_from_before(client, group, priya):
    arun = make_member(group, "Arun Rao")
    meeting = make_meeting(group)
    make_commitment(group, arun, "Write to Bo")
    make_follow_up(make_commitment(group, arun, "Settled long ago"))

    shown = page_of(client.get(meeting.get_absolute_url()))

    assert ("Write to Bo" in shown, "Settled long ago" in shown) == (True, False)


def test_a_meeting_held_keeps_what_was_said_there(client, group, priya):
    held = make_meeting(group, days=-9)
    make_commitment(group, priya, "Write to Bo")
    make_follow_up(make_commitment(group, priya, "Call Ann", meeting=held))

    shown = page_of(client.get(held.get_absolute_url()))

    assert ("Write to Bo" in shown, "Call Ann" in shown) == (False, True)


def test_todays_own_commitments_are_answered_in_place(client, group, priya):
    commitment = make_commitment(group, priya)

    assert f'hx-post="{address("follow_up", commitment)}"' in page_of(client.get("/today/"))
