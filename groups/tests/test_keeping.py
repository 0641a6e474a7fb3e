"""What if the only one who keeps a room or runs a programme goes? It is said before, told after, and can be mended."""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups import erasure, keeping
from groups.models import Membership
from groups.tests.makers import confirmed, make_member, make_person, make_room
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    """A started group with one facilitator, in a programme with one admin."""
    group, group.sam, group.priya = make_room()
    group.now = timezone.now()
    group.start(by=group.sam, now=group.now - timedelta(days=9), reason="For the test.")
    group.programme.admins.add(nadia := make_person("Nadia Haddad"))
    group.nadia = nadia
    return group


def place_of(person):
    return Membership.objects.select_related("group", "person").get(person=person)


def told(kind):
    return {mail.person for mail in Delivery.objects.filter(kind=kind).select_related("person")}


def test_before_the_account_goes_it_is_said_what_nobody_else_keeps(client, room):
    pages = []
    for person in (room.sam, room.nadia, room.priya):
        confirmed(client, person)
        pages.append(client.get("/settings/delete-my-account/").content.decode())

    said = [("Nobody else keeps Mill Street" in page, "Nobody else runs Harbour" in page) for page in pages]
    assert said == [(True, False), (False, True), (False, False)]


def test_members_and_admins_are_told_once_that_nobody_keeps_the_room(room):
    quiet = keeping.plan(now=room.now)
    erasure.erase(room.sam, now=room.now)

    counts = [keeping.plan(now=room.now), keeping.plan(now=room.now)]

    assert (quiet, counts, told("nobody_keeps")) == (0, [2, 0], {room.priya, room.nadia})


def test_any_member_can_take_a_room_that_nobody_keeps(client, room):
    erasure.erase(room.sam, now=room.now)
    keeping.plan(now=room.now)
    client.force_login(room.priya)
    page = client.get(f"/groups/{room.slug}/").content.decode()

    client.post(f"/groups/{room.slug}/keep/")

    mail = Delivery.objects.filter(kind="nobody_keeps").first()
    assert ("Keep it from now on" in page, place_of(room.priya).facilitates) == (True, True)
    assert (keeping.still_unkept(mail, now=room.now), room.audit_events.filter(act="changed_role").count()) == (
        False,
        1,
    )


def test_a_room_that_is_kept_cannot_be_taken(client, room):
    client.force_login(room.priya)

    client.post(f"/groups/{room.slug}/keep/")

    assert not place_of(room.priya).facilitates


def test_the_facilitators_are_told_that_nobody_runs_the_programme(room):
    erasure.erase(room.nadia, now=room.now)

    mail = Delivery.objects.get(kind="nobody_runs")
    before = keeping.still_unrun(mail, now=room.now)
    room.programme.admins.add(make_person("Omar Aziz"))

    assert (mail.person, before, keeping.still_unrun(mail, now=room.now)) == (room.sam, True, False)


def test_where_another_admin_stays_nobody_is_told(room):
    room.programme.admins.add(make_person("Omar Aziz"))

    erasure.erase(room.nadia, now=room.now)

    assert told("nobody_runs") == set()


def test_another_facilitator_is_enough(room):
    make_member(room, "Tom Reed", role="facilitator")

    assert keeping.rooms_kept_alone(room.sam) == []
