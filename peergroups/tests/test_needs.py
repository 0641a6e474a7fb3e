"""Does Today ask a facilitator for what somebody's going leaves to do, and nobody else?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.tests.makers import make_member
from meetings import freeing
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
