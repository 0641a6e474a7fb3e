"""Does an invitation let in whoever was asked, once, and nobody by a side door?"""

from threading import Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django.utils.html import escape

from groups.founding import InvitedThemselves, invite
from groups.models import Invitation, InvitationSpent, Person, Pledge, Trial
from groups.seating import pledge
from groups.tests.makers import NOON, make_facilitator, make_group, make_member, make_person

pytestmark = pytest.mark.django_db
NAMES = ["Ana Cruz", "Ben Ode", "Cai Rhys", "Dana Fox", "Eva Lund", "Finn Ray"]


@pytest.fixture
def room():
    group = make_group()
    group.sam = make_facilitator(group)
    return group


def ask(client, room, **typed):
    return client.post(f"/groups/{room.slug}/invite/", {"email": "ravi@example.org", "role": "member"} | typed)


def test_nobody_invites_themselves(room):
    with pytest.raises(InvitedThemselves):
        invite(room, "Sam@example.org", by=room.sam, now=NOON)


def test_an_admin_gets_into_no_room_by_their_own_hand(client, room):
    nadia = make_person("Nadia Haddad")
    room.programme.admins.add(nadia)
    client.force_login(nadia)

    answer = ask(client, room, email=nadia.email)

    assert (answer.status_code, Invitation.objects.count()) == (422, 0)


@pytest.mark.parametrize(("role", "trials"), [("member", 1), ("facilitator", 0)])
def test_whoever_joins_signs_the_pledge_first_and_a_member_begins_a_trial(client, room, role, trials):
    invitation = invite(room, "ravi@example.org", by=room.sam, role=role, now=timezone.now())
    client.force_login(invitation.person)

    page = client.get(invitation.get_absolute_url()).content.decode()
    for _press in range(2):
        client.post(invitation.get_absolute_url(), {"name": "Ravi Shah", "business": "", "time_zone": "UTC"})

    signed = Pledge.objects.get(place=room.membership_of(invitation.person))
    assert (signed.version, Trial.objects.filter(pledge=signed).count()) == (pledge.VERSION, trials)
    assert all(str(escape(line)) in page for line in pledge.PLEDGES[pledge.VERSION])


def test_a_refused_invitation_leaves_nothing_behind(client, room):
    for name in NAMES:
        make_member(room, name)
    earlier = invite(room, "ravi@example.org", by=room.sam, is_peer=False, now=timezone.now())
    client.force_login(room.sam)

    for email in ("eighth@example.org", "ravi@example.org"):
        ask(client, room, email=email, is_peer="on")

    earlier.refresh_from_db()
    assert (Person.objects.filter(email="eighth@example.org").exists(), earlier.withdrawn_at) == (False, None)


def test_an_address_longer_than_any_is_said_at_its_box(client, room):
    client.force_login(room.sam)

    assert ask(client, room, email=f"{'a' * 300}@example.org").status_code == 422


def test_an_invitation_withdrawn_meanwhile_opens_nothing(room):
    invitation = invite(room, "ravi@example.org", by=room.sam, now=NOON)
    Invitation.objects.get().withdraw(by=room.sam, now=NOON)

    with pytest.raises(InvitationSpent):
        invitation.accept(now=NOON)


def test_an_answered_invitation_does_not_bring_back_who_left(room):
    invitation = invite(room, "ravi@example.org", by=room.sam, now=NOON)
    invitation.accept(now=NOON).leave(now=NOON)

    with pytest.raises(InvitationSpent):
        invitation.accept(now=NOON)


@pytest.mark.django_db(transaction=True)
def test_one_address_asked_into_two_rooms_at_once_is_one_person(room):
    quay = make_group("Quay", programme=room.programme)
    second = Thread(target=invite_elsewhere, args=[quay, room.sam])
    with transaction.atomic():
        invite(room, "ravi@example.org", by=room.sam, now=NOON)
        second.start()
        second.join(timeout=0.5)
    second.join()

    assert {invitation.person.email for invitation in Invitation.objects.all()} == {"ravi@example.org"}
    assert Invitation.objects.count() == 2


def invite_elsewhere(group, by):
    invite(group, "ravi@example.org", by=by, now=NOON)
    connection.close()
