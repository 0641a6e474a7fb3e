"""Does a started group that falls below five ask its facilitator for a reason, kept in the log, and shut nobody out?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups import sizes
from groups.models import Membership
from groups.tests.makers import make_facilitator, make_group, make_member, make_person

pytestmark = pytest.mark.django_db
NAMES = ("Priya Nair", "Tom Reed", "Jo Bell", "Ana Dias")


@pytest.fixture
def room():
    """A group that started with five."""
    room = make_group()
    room.now = timezone.now()
    room.sam, room.peers = make_facilitator(room), [make_member(room, name) for name in NAMES]
    room.start(by=room.sam, now=room.now - timedelta(days=30))
    return room


def leave(room, person):
    Membership.objects.get(person=person).leave(now=timezone.now())


def explain(client, room, reason="A fifth comes in May."):
    return client.post(f"/groups/{room.slug}/explain/", {"reason": reason})


def test_it_is_asked_when_the_fifth_leaves_and_not_before(room):
    before = sizes.unexplained_peers(room)

    leave(room, room.peers[0])

    assert (before, sizes.unexplained_peers(room)) == (None, 4)


def test_a_group_that_has_not_started_is_not_asked():
    assert sizes.unexplained_peers(make_group()) is None


def test_the_facilitator_is_asked_in_the_room_and_the_reason_is_kept(client, room):
    leave(room, room.peers[0])
    client.force_login(room.sam)
    asked = client.get(f"/groups/{room.slug}/").content.decode()

    explain(client, room)

    kept = room.size_reasons.get()
    assert "4 people are left in this group" in asked
    assert (kept.peers, kept.reason, kept.given_by) == (4, "A fifth comes in May.", room.sam)
    assert (sizes.unexplained_peers(room), room.audit_events.filter(act="gave_reason").count()) == (None, 1)


def test_nothing_is_closed_meanwhile_and_members_are_not_asked(client, room):
    leave(room, room.peers[0])
    client.force_login(room.peers[1])

    page = client.get(f"/groups/{room.slug}/")

    assert (page.status_code, "are left in this group" in page.content.decode()) == (200, False)


def test_without_a_reason_the_form_says_so_beside_the_field(client, room):
    leave(room, room.peers[0])
    client.force_login(room.sam)

    answer = explain(client, room, reason="  ")

    assert (answer.status_code, room.size_reasons.exists()) == (422, False)
    assert "Write why the group goes on as it is." in answer.content.decode()


def test_the_next_one_who_leaves_asks_for_another_word(client, room):
    leave(room, room.peers[0])
    client.force_login(room.sam)
    explain(client, room)

    leave(room, room.peers[1])

    assert sizes.unexplained_peers(room) == 3


def test_a_reason_given_at_the_start_stays_good():
    room = make_group()
    sam = make_facilitator(room)
    room.start(by=sam, now=timezone.now(), reason="Four come in May.")

    assert sizes.unexplained_peers(room) is None


def test_somebody_more_is_an_answer_too(room):
    leave(room, room.peers[0])

    make_member(room, person=make_person("Ravi Menon"))

    assert sizes.unexplained_peers(room) is None
