"""Does a page that is not for one read like a page that is not there?"""

import re
from copy import deepcopy

import pytest

from peergroups.tests.cast import ROLES, gather
from peergroups.tests.database import once_a_module
from peergroups.tests.doors import DOORS
from peergroups.tests.doors.addresses import address
from peergroups.tests.doors.answers import FORBIDDEN, MISSING

pytestmark = pytest.mark.django_db
CLOSED = [door for door, row in DOORS.items() if row[ROLES.index("outsider")] == MISSING and "demo:" not in door]
OF_ONE_VISIT = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


room = once_a_module(gather)


@pytest.fixture
def cast(room):
    return deepcopy(room)


def closed_page(client, method, path):
    """Knock, and return what is read there, without what is drawn anew at each visit and the address itself."""
    response = client.generic(method, path, "", content_type="application/x-www-form-urlencoded")
    assert response.status_code == MISSING
    return OF_ONE_VISIT.sub("", response.content.decode()).replace(path, "")


@pytest.mark.parametrize("door", CLOSED)
def test_what_is_there_and_what_is_not_read_alike(client, cast, door):
    method, name = door.split()
    client.force_login(cast.people["outsider"])
    there = address(name, cast)
    nowhere = re.sub(r"\d{6,}", "12345678", there).replace(cast.room.slug, "no-such-street")

    assert closed_page(client, method, there) == closed_page(client, method, nowhere)


def test_a_role_too_small_reads_the_same_as_a_stranger(client, cast):
    door = "GET meetings:arrange"
    assert DOORS[door][ROLES.index("member")] == FORBIDDEN

    pages = {}
    for role in ("member", "outsider"):
        client.force_login(cast.people[role])
        page = client.get(address("meetings:arrange", cast)).content.decode()
        pages[role] = OF_ONE_VISIT.sub("", page).replace(cast.people[role].email, "")

    assert pages["member"] == pages["outsider"]
