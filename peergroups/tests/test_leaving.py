"""Does leaving reach every path at once: pages of all apps, what they post to, and the mail that was owed already?"""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.utils import timezone

from groups import leaving
from groups.models import Membership
from meetings.planning import cancel_meeting, move_meeting
from peergroups import clock
from peergroups.outbox.models import Delivery
from peergroups.tests.cast import CANARY, gather
from peergroups.tests.database import once_a_module
from peergroups.tests.doors import DOORS
from peergroups.tests.doors.addresses import address

pytestmark = pytest.mark.django_db
FORMER = 5  # the column of the table of doors
OWN = ("POST groups:end_help",)  # one's own, whatever rooms one is in
ROOMS = [door for door, row in DOORS.items() if row[FORMER] == 404 and row[4] not in (403, 404) and door not in OWN]


def expecting():
    """A member with an open session, mail owed to them, and then their leaving."""
    cast, now = gather(), timezone.now()
    move_meeting(cast.meeting, cast.meeting.starts_at + timedelta(hours=1), minutes=90, now=now)
    clock.plan(now)
    cast.leaver, cast.now = cast.people["member"], now
    return cast


room = once_a_module(expecting)


@pytest.fixture
def cast(room):
    return deepcopy(room)


def leave(cast):
    place = Membership.objects.get(group=cast.room, person=cast.leaver)
    leaving.leave(place, last_day=timezone.localdate(cast.now, cast.room.clock), now=cast.now)


def knock(client, door, cast, **headers):
    method, name = door.split()
    return client.generic(method, address(name, cast), "", headers=headers)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
@pytest.mark.parametrize("door", ROOMS)
def test_an_open_session_finds_nothing_any_more(client, cast, door, headers):
    client.force_login(cast.leaver)
    client.get("/today/")

    leave(cast)

    answer = knock(client, door, cast, **headers)
    assert (answer.status_code, CANARY in answer.content.decode()) == (404, False)


def test_what_is_no_room_page_holds_nothing_of_it_either(client, cast):
    client.force_login(cast.leaver)

    leave(cast)

    pages = [client.get(path).content.decode() for path in ("/today/", "/groups/", "/commitments/", "/settings/")]
    assert [page for page in pages if CANARY in page or cast.room.slug in page] == []


def test_mail_that_was_owed_already_is_not_sent(cast, sink):
    owed = Delivery.objects.owed().filter(person=cast.leaver)
    kinds = set(owed.values_list("kind", flat=True))

    leave(cast)
    cancel_meeting(cast.meeting, now=cast.now)
    clock.tick(now=cast.now)

    states = set(Delivery.objects.filter(person=cast.leaver).values_list("state", flat=True))
    assert (kinds >= {"meeting_moved"}, states, owed.exists()) == (True, {"stale"}, False)
