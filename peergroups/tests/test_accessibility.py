"""Can everybody use every page? Judged by axe in light and dark, on a phone and a desk; nothing scrolls sideways."""

import pytest
from django.urls import reverse

from groups.models import Person
from peergroups.tests.axe import judge
from peergroups.tests.cast import ROLES, gather
from peergroups.tests.doors import DOORS
from peergroups.tests.doors.addresses import address
from peergroups.tests.doors.answers import OK

pytestmark = pytest.mark.django_db(transaction=True)

MAIN = """document.querySelector("main").outerHTML.replace(/[A-Za-z0-9]{64}/g, "")"""  # but for tokens
LONG = "Zusammenarbeitsvereinbarungsbesprechungstermin"
FILES = ("meetings:file", "meetings:feed", "groups:import_template", "groups:import_problems")  # not for eyes
PIECES = ("meetings:live_now",)  # of a page that is judged
SIGN_IN = ("login", "request_login_code", "reset_password", "reset_password_done", "signup", "inactive")
ACCOUNT = ("email", "change_password", "set_password", "logout")


@pytest.fixture
def cast():
    """The room of the doors, with words so long that they do not fit on one line."""
    cast = gather()
    Person.objects.filter(pk=cast.people["member"].pk).update(business=LONG, name=f"Priya {LONG}")
    type(cast.room).objects.filter(pk=cast.room.pk).update(name=LONG)
    type(cast.meeting).objects.filter(pk=cast.meeting.pk).update(address=LONG * 2)
    return cast


def pages(role, cast):
    """List the addresses that show a page to this role."""
    column = ROLES.index(role)
    open_to = [door.split()[1] for door, row in DOORS.items() if door.startswith("GET ") and row[column] == OK]
    doors = [name for name in open_to if name not in FILES + PIECES]
    account = SIGN_IN if role == "visitor" else ACCOUNT
    yield from (address(name, cast) for name in doors)
    yield from (reverse(f"account_{name}") for name in account)
    yield from ("/accounts/login/?by=password", "/nowhere/")


@pytest.fixture(scope="module")
def judged():
    """Remember what was judged already: within the same frame, many pages are the same for whoever opens them."""
    return set()


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("outsider", "former")])
def test_every_page_can_be_used_by_everybody(visit, client, cast, judged, role):
    visitor = visit(reduced_motion="reduce")  # colours change at once
    if cast.people[role]:
        visitor.come_in_as(cast.people[role], client)

    faults = {}
    for where in pages(role, cast):
        visitor.open(where)
        if (shown := visitor.page.evaluate(MAIN)) not in judged:
            judged.add(shown)
            faults |= {f"{where} {fault}": None for fault in judge(visitor.page)}

    assert list(faults) == []


@pytest.mark.parametrize("door", ["groups:invite", "meetings:plan", "accountability:add", "settings"])
def test_a_refused_form_can_be_used_by_everybody(visit, client, cast, door):
    visitor = visit(reduced_motion="reduce")  # colours change at once
    visitor.come_in_as(cast.people["facilitator"], client)
    visitor.open(address(door, cast))
    for box in visitor.page.locator("main :is(input:not([type]), [type=text], [type=email], [type=number])").all():
        box.fill("")

    visitor.page.locator("main .button.primary").click()
    visitor.page.get_by_role("alert").wait_for()

    assert judge(visitor.page) == []
