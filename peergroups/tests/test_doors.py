"""Does every door open to whom it should, and to nobody else? A route without a row fails."""

from copy import deepcopy

import pytest

from peergroups.tests.cast import CANARY, ROLES, gather
from peergroups.tests.database import once_a_module
from peergroups.tests.doors import DOORS
from peergroups.tests.doors.addresses import knock, own_routes, seen, whole
from peergroups.tests.doors.answers import FORBIDDEN, LOGIN, METHOD, MISSING

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")
OUTSIDE = {"visitor", "outsider", "invited", "unsigned", "former", "admin", "operator"}
REFUSED = (LOGIN, FORBIDDEN, MISSING, METHOD)

room = once_a_module(gather)


@pytest.fixture
def cast(room):
    return deepcopy(room)


def test_every_view_stands_behind_a_gate():
    assert [name for name, view in own_routes() if not hasattr(view, "gate")] == []


def test_every_route_has_a_row():
    assert {door.split()[1] for door in DOORS} == {name for name, view in own_routes()}


@pytest.mark.parametrize("door", DOORS)
def test_each_role_gets_the_answer_in_the_table(client, cast, door):
    """Whoever is refused or stands outside also reads not a word of the room."""
    answers = {role: knock(client, door, cast, cast.people[role]) for role in ROLES}

    assert [seen(answers[role]) for role in ROLES] == DOORS[door]
    refused = {role for role, expected in zip(ROLES, DOORS[door], strict=True) if expected in REFUSED}
    assert [role for role in ROLES if role in OUTSIDE | refused and CANARY in whole(answers[role])] == []


@pytest.mark.parametrize("name", sorted({name for name, view in own_routes()}))
def test_a_method_without_a_row_is_refused(client, cast, name):
    unlisted = [method for method in METHODS if f"{method} {name}" not in DOORS]

    answers = {method: knock(client, f"{method} {name}", cast, cast.people["member"]) for method in unlisted}

    assert {answer.status_code for answer in answers.values()} <= {METHOD, FORBIDDEN, MISSING}
