"""Do groups stay five to seven, and does every exception keep its reason?"""

import pytest
from django.utils import timezone

from groups.founding import found_group, invite
from groups.models import GroupFull, GroupTooSmall, InvitationSpent
from groups.models.invitations import VALID_FOR
from groups.tests.makers import NOON, make_facilitator, make_group, make_member, make_person, make_programme
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
NAMES = ["Ana Cruz", "Ben Ode", "Cai Rhys", "Dana Fox", "Eva Lund", "Finn Ray", "Gita Sen", "Hal Ward"]


def make_group_of(peers):
    group = make_group()
    for name in NAMES[:peers]:
        make_member(group, name)
    return group


@pytest.mark.parametrize("peers", [5, 7])
def test_five_to_seven_start_without_a_word(peers):
    group = make_group_of(peers)

    group.start(by=None, now=NOON)

    assert (group.started_at, group.size_reasons.count()) == (NOON, 0)


def test_four_start_with_a_reason_that_is_kept():
    group, sam = make_group_of(4), make_person("Sam Okoro")
    with pytest.raises(GroupTooSmall, match="this one has 4"):
        group.start(by=sam, now=NOON, reason=" ")

    group.start(by=sam, now=NOON, reason="The fifth joins in May.")

    assert list(group.size_reasons.values_list("peers", "reason", "given_by")) == [
        (4, "The fifth joins in May.", sam.pk)
    ]


def test_an_eighth_needs_a_reason():
    group, sam, hal = make_group_of(7), make_person("Sam Okoro"), make_person("Hal Ward")
    with pytest.raises(GroupFull, match="number 8"):
        group.admit(hal, now=NOON)

    group.admit(hal, now=NOON, reason="Comes back from leave.", by=sam)

    assert (group.memberships.peers().count(), group.size_reasons.get().peers) == (8, 8)


def test_a_professional_facilitator_takes_no_seat():
    group = make_group_of(7)

    group.admit(make_person("Sam Okoro"), now=NOON, role="facilitator", is_peer=False)

    assert (group.memberships.peers().count(), group.size_reasons.count()) == (7, 0)


def test_joining_twice_is_one_place():
    group, ana = make_group(), make_person("Ana Cruz")

    assert group.admit(ana, now=NOON) == group.admit(ana, now=NOON)


def test_leaving_twice_keeps_the_first_moment():
    group = make_group()
    place = group.memberships.get(person=make_member(group))

    place.leave(now=NOON)
    place.leave(now=NOON + VALID_FOR)

    assert place.left_at == NOON


def test_a_name_taken_gets_another_address():
    programme = make_programme()
    first, second = (found_group(programme, "Mill Street", zone="UTC", now=NOON) for _ in range(2))

    assert (first.slug, second.slug.startswith("mill-street-")) == ("mill-street", True)


@pytest.fixture
def room():
    group = make_group()
    group.sam = make_facilitator(group)
    return group


def test_an_invitation_is_owed_as_a_mail(room):
    invitation = invite(room, "ravi@example.org", by=room.sam, now=NOON)

    owed = Delivery.objects.get()
    assert (owed.kind, owed.person, owed.about_id) == ("invitation", invitation.person, invitation.pk)


def test_open_invitations_count_as_seats(room):
    for n in range(6):
        invite(room, f"peer{n}@example.org", by=room.sam, now=NOON)

    with pytest.raises(GroupFull, match="number 8"):
        invite(room, "eighth@example.org", by=room.sam, now=NOON)


def test_asking_again_withdraws_the_earlier_invitation(room):
    first = invite(room, "ravi@example.org", by=room.sam, now=NOON)

    second = invite(room, "Ravi@example.org", by=room.sam, now=NOON)

    first.refresh_from_db()
    assert (first.is_open(NOON), second.is_open(NOON), first.person) == (False, True, second.person)


def test_an_accepted_invitation_is_a_place_once(room):
    invitation = invite(room, "ravi@example.org", by=room.sam, now=NOON)

    assert invitation.accept(now=NOON) == invitation.accept(now=NOON)


@pytest.mark.parametrize("days", [7, 30])
def test_after_seven_days_an_invitation_opens_nothing(room, days):
    invitation = invite(room, "ravi@example.org", by=room.sam, now=NOON)

    with pytest.raises(InvitationSpent):
        invitation.accept(now=NOON + days / 7 * VALID_FOR)


def test_a_withdrawn_invitation_opens_nothing(room):
    invitation = invite(room, "ravi@example.org", by=room.sam, now=NOON)
    invitation.withdraw(by=room.sam, now=NOON)

    with pytest.raises(InvitationSpent):
        invitation.accept(now=NOON)


def test_whoever_is_invited_joins_through_the_pages(client, room):
    invitation = invite(room, "ravi@example.org", by=room.sam, now=timezone.now())
    client.force_login(invitation.person)
    about_me = {"name": "Ravi Iyer", "business": "Bicycles", "time_zone": "Asia/Kolkata"}

    joined = client.post(invitation.get_absolute_url(), about_me)
    client.post(f"/groups/{room.slug}/charter/sign/")

    assert joined["Location"] == "/welcome/"
    assert client.get(f"/groups/{room.slug}/").status_code == 200


def test_a_forged_link_finds_nothing(client):
    assert client.get("/invitations/forged/").status_code == 404


def test_a_refused_size_keeps_what_was_typed(client, room):
    client.force_login(room.sam)
    for name in NAMES[:6]:
        make_member(room, name)

    page = client.post(
        f"/groups/{room.slug}/invite/", {"email": "eighth@example.org", "role": "member", "is_peer": "on"}
    )

    assert page.status_code == 422
    assert 'value="eighth@example.org"' in page.content.decode()
    assert "number 8" in page.content.decode()


def test_a_member_is_one_of_the_peers(client, room):
    client.force_login(room.sam)

    page = client.post(f"/groups/{room.slug}/invite/", {"email": "jo@example.org", "role": "member"})

    assert "A member is one of the peers." in page.content.decode()
