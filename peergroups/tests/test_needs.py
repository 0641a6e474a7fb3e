"""Does Today ask a facilitator for what somebody's going leaves to do, and nobody else?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups import wall
from groups.tests.makers import make_application, make_member, make_person, make_room
from meetings import freeing
from meetings.models.updates import keep
from meetings.tests.makers import make_meeting
from peergroups.tests.cast import gather

pytestmark = pytest.mark.django_db
FREE, FEW = "Arrange the agenda", "Write why"


@pytest.fixture
def cast():
    """A started group of five, with a hot seat given to the one who leaves."""
    cast, cast.now = gather(), timezone.now()
    make_member(cast.room, "Tom Reed")
    make_member(cast.room, "Ana Dias")
    cast.room.start(by=cast.people["facilitator"], now=cast.now - timedelta(days=30))
    return cast


def asked(client, cast, role):
    client.force_login(cast.people[role])
    page = client.get("/today/").content.decode()
    return FREE in page, FEW in page


def leave(cast):
    cast.room.membership_of(cast.people["member"]).leave(now=cast.now)
    freeing.plan(now=cast.now)


def test_nothing_is_asked_while_everybody_is_there(client, cast):
    assert asked(client, cast, "facilitator") == (False, False)


def test_the_facilitator_is_asked_for_the_seat_and_for_a_reason(client, cast):
    leave(cast)

    assert [asked(client, cast, role) for role in ("facilitator", "unsigned")] == [(True, True), (False, False)]


def test_the_seat_given_again_is_asked_for_no_more(client, cast):
    leave(cast)
    for item in cast.meeting.agenda_items.filter(kind="hot_seat"):
        cast.meeting.hot_seats.create(item=item, person=cast.people["facilitator"], assigned_at=cast.now)

    assert asked(client, cast, "facilitator") == (False, True)


def waits(client, person):
    client.force_login(person)
    return "have waited for" in (page := client.get("/today/").content.decode()) or "has waited for" in page


@pytest.fixture
def nobody_waits(cast):
    cast.cohort.applications.update(submitted_at=cast.now)


def test_those_who_run_a_programme_are_told_who_waits_too_long(client, cast, nobody_waits):
    wish = make_application(make_person("Zoe Lee"), cast.cohort, now=cast.now - timedelta(days=61))

    told = {role: waits(client, person) for role, person in cast.people.items() if person}

    assert [role for role, is_told in told.items() if is_told] == ["admin"]
    wish.placed_at = cast.now
    wish.save()
    assert not waits(client, cast.people["admin"])


def test_an_admin_is_not_told_of_their_own_wait(client, cast, nobody_waits):
    make_application(cast.people["admin"], cast.cohort, now=cast.now - timedelta(days=91))

    assert not waits(client, cast.people["admin"])


@pytest.mark.parametrize(("days", "is_peer", "waits"), [(6, True, True), (8, True, False), (6, False, False)])
def test_an_update_is_asked_for_in_the_last_week_until_it_is_shared(client, days, is_peer, waits):
    group, sam, _priya = make_room()
    group.memberships.filter(person=sam).update(is_peer=is_peer)
    now = timezone.now()
    meeting = make_meeting(group, now + timedelta(days=days), now=now)
    client.force_login(sam)

    seen = [is_update_asked(client)]
    with wall.as_person(sam):
        seen.append(keep(meeting, sam, now=now, challenge="Rota") and is_update_asked(client))
        keep(meeting, sam, now=now, challenge="Rota").share(now=now)
    seen.append(is_update_asked(client))

    assert seen == [waits, waits, False]


def is_update_asked(client):
    return "Your update for Mill Street" in client.get("/today/").content.decode()
