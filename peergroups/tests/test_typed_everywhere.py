"""Can anything that is typed into any field, or sent by any button, break a page?"""

from copy import deepcopy

import pytest

from peergroups.tests.cast import ROLES, gather
from peergroups.tests.database import once_a_module
from peergroups.tests.doors import DOORS
from peergroups.tests.doors.addresses import address
from peergroups.tests.doors.answers import INVALID, MOVED, OK
from peergroups.tests.test_typed import our_forms

pytestmark = pytest.mark.django_db

NASTY = ["\x00", "a\x00b", "\x1b[2J", "\x85", "\r\nBcc: all@evil.test", "9" * 5000, "-1", "1e400", "é" * 6000, "'\"<b>"]
BUTTONS = {"shift", "add", "remove", "kind", "topic", "template", "back", "next", "person"}  # sent beside the forms


room = once_a_module(gather)


@pytest.fixture
def cast(room):
    return deepcopy(room)


@pytest.mark.parametrize("door", [door for door in DOORS if door.startswith("POST")])
def test_nothing_that_is_typed_breaks_a_page(client, cast, door):
    """Every field that any form has, with everything nasty, by everybody whom the door lets in."""
    where = address(door.split()[1], cast)
    fields = {field for form in our_forms() for field in form.base_fields} | BUTTONS
    inside = [role for role, status in zip(ROLES, DOORS[door], strict=True) if status in (OK, INVALID, MOVED)]

    for role in {"member", "facilitator", "invited"} & set(inside):
        client.force_login(cast.people[role])
        answers = {nasty: client.post(where, dict.fromkeys(fields, nasty)).status_code for nasty in NASTY}
        assert {nasty: status for nasty, status in answers.items() if status >= 500} == {}
