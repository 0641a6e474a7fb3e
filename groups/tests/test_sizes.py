"""Is a started group that becomes too small asked for a reason, kept in the log, and nobody shut out?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups import sizes
from groups.founding import invite
from groups.models import GroupFull, GroupTooSmall, Membership
from groups.tests.makers import make_facilitator, make_group, make_member, make_person, make_programme

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


def seated(many, *, least, most):
    """A group with so many peers, of a programme with its own numbers."""
    programme = make_programme()
    programme.smallest, programme.largest = least, most
    programme.save()
    group = make_group(programme=programme)
    for number in range(many):
        make_member(group, f"Kit{number} Lane")
    return group


def test_a_programme_of_three_to_four_starts_a_group_of_three_and_asks_why_there_is_a_fifth():
    group = seated(3, least=3, most=4)
    sam = make_person("Sam Okoro")
    group.start(by=sam, now=timezone.now())
    make_member(group, "Jo Bell")

    with pytest.raises(GroupFull, match="A group holds 4 people and this would be number 5"):
        group.admit(make_person("Ana Dias"), now=timezone.now())
    group.admit(make_person("Ben Asher"), now=timezone.now(), reason="He founded it with us.", by=sam)

    assert [(given.peers, given.reason) for given in group.size_reasons.all()] == [(5, "He founded it with us.")]


def test_a_programme_of_three_to_four_asks_why_a_group_starts_with_two():
    group = seated(2, least=3, most=4)

    with pytest.raises(GroupTooSmall, match="starts at 3 people and this one has 2"):
        group.start(by=make_person("Sam Okoro"), now=timezone.now())


def test_a_programme_of_up_to_twelve_holds_twelve_without_a_word(client):
    group = seated(11, least=8, most=12)
    sam = make_facilitator(group)
    group.start(by=sam, now=timezone.now())

    with pytest.raises(GroupFull):
        invite(group, "one.more@example.org", by=sam, now=timezone.now())
    invite(group, "one.more@example.org", by=sam, now=timezone.now(), reason="A pair.")

    assert (group.memberships.peers().count(), group.size_reasons.get().peers) == (12, 13)


def test_few_are_counted_by_the_programmes_own_number():
    group = seated(3, least=3, most=4)
    group.start(by=make_person("Sam Okoro"), now=timezone.now())
    before = sizes.unexplained_peers(group)

    leave(group, group.memberships.peers().first().person)

    assert (before, sizes.unexplained_peers(group)) == (None, 2)


def test_raised_numbers_ask_for_a_word_and_close_nothing(client, room):
    room.programme.smallest = 6
    room.programme.save()
    client.force_login(room.sam)

    page = client.get(f"/groups/{room.slug}/").content.decode()

    assert "It needs 6, or a word on why" in page
    assert "fewer than 6" in page


def test_the_pages_say_the_programmes_own_numbers(client):
    group = seated(3, least=4, most=9)
    client.force_login(make_facilitator(group))

    assert "4 to 9 of them" in client.get(f"/groups/{group.slug}/").content.decode()
    assert "person number 10" in client.get(f"/groups/{group.slug}/invite/").content.decode()
