"""Can an admin run a programme at a browser, from founding it to a group that goes on by itself?"""

from datetime import timedelta

import pytest

from groups.models import Cohort, Group, Person, Programme
from groups.tests.makers import make_facilitator, make_member, make_person
from peergroups.outbox import ledger
from peergroups.tests.browser import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
A_DAY = timedelta(days=1)


@SCRIPTS
def test_a_programme_is_founded_and_run_and_its_group_goes_on_by_itself(visit, client, scripts):
    today = ledger.database_now().date()
    found(visit(viewport=DESK, java_script_enabled=scripts), client)

    nadia = visit(viewport=PHONE, java_script_enabled=scripts)
    nadia.come_in_as(Person.objects.get(email="nadia@example.org"), client)
    set_the_rules(nadia, scripts)
    plan_an_intake(nadia, today)
    name_a_facilitator(nadia)
    found_a_group(nadia)
    nadia.open("/programmes/lighthouse/log/")
    nadia.sees("planned an intake")

    jo = time_goes_by(today)
    go_on(visit(viewport=PHONE, java_script_enabled=scripts), jo, client)


def found(otto, client):
    otto.come_in_as(make_person("Otto Berg", is_operator=True), client)
    otto.open("/today/")
    otto.follow("Found a programme")
    otto.fill("What the programme is called", "Lighthouse")
    otto.fill("The address of its first admin", "nobody")
    otto.press("Found the programme")
    otto.sees("Enter an address like name@example.org.")
    otto.fill("The address of its first admin", "nadia@example.org")
    otto.press("Found the programme")
    otto.sees("Lighthouse is there.")


def set_the_rules(nadia, scripts):
    nadia.open("/today/")
    nadia.follow("Programme")
    nadia.sees("Nobody can apply")
    nadia.follow("Rules and weights")
    nadia.fill("Fewest people in a group", "3")
    nadia.fill("Different trades", "10")
    if scripts:
        nadia.sees("90 of 100 points: 10 more to give.")
    nadia.press("Save")
    nadia.sees("Together these are 90.")
    nadia.fill("New faces", "15")
    nadia.press("Save")
    nadia.sees("Saved.")


def plan_an_intake(nadia, today):
    nadia.follow("Plan an intake")
    nadia.fill("What it is called", "Winter")
    days = {
        "First day to apply": today,
        "Last day to apply": today - A_DAY,
        "Everybody has an answer by": today + 20 * A_DAY,
        "Its groups meet from": today + 30 * A_DAY,
        "Its groups meet until": today + 400 * A_DAY,
    }
    for label, on in days.items():
        nadia.fill(label, on.isoformat())
    nadia.press("Plan the intake")
    nadia.sees("the first day to apply, or a later day")
    nadia.fill("Last day to apply", (today + 10 * A_DAY).isoformat())
    nadia.press("Plan the intake")
    nadia.sees("Winter is planned.")
    nadia.sees("Nobody is named to keep groups yet")


def name_a_facilitator(nadia):
    nadia.follow("Lighthouse")
    nadia.follow("Facilitators")
    nadia.fill("Their e-mail address", "sam@example.org")
    nadia.fill("Cities in which", "London, Leeds")
    nadia.press("Add")
    nadia.sees("Keeps 0 of at most 2 groups")
    nadia.sees("Has not said yet when they can.")


def found_a_group(nadia):
    nadia.follow("Lighthouse")
    nadia.follow("Found a group by hand")
    nadia.fill("Name", "Amber Lane")
    nadia.page.get_by_label("Of which intake").select_option(label="Winter")
    nadia.press("Found the group")
    nadia.sees("Amber Lane is there.")


def time_goes_by(today):
    """Let the people come and the year pass; return one of them."""
    group = Group.objects.get(name="Amber Lane")
    sam = make_facilitator(group, person=Programme.objects.get().facilitators.get().person)
    jo = make_member(group, "Jo Bell")
    make_member(group, "Ana Cruz")
    group.start(by=sam, now=ledger.database_now())
    past = {"opens_on": today - 400 * A_DAY, "closes_on": today - 390 * A_DAY, "answers_by": today - 380 * A_DAY}
    Cohort.objects.update(**past, starts_on=today - 370 * A_DAY, ends_on=today - 5 * A_DAY)
    return jo


def go_on(member, jo, client):
    member.come_in_as(jo, client)
    member.open("/groups/amber-lane/")
    member.press("Go on by ourselves")
    member.sees("Amber Lane goes on by itself.")
    member.open("/settings/next-intake/")
    member.choose("Tell me of the next intake")
    member.press("Save")
    member.sees("Saved.")
