"""Does an admin at a browser come from an intake to drafts: propose, watch, stop, compare, with scripts and without?"""

import pytest

from groups.models import Draft
from groups.seating.tests.makers import make_applicant, make_intake
from peergroups.tests.browser import DESK, PHONE
from peergroups.tests.processes import beat, forget_everything, worker
from peergroups.tests.test_forming import lengthened

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
SLOWLY = 60_000  # milliseconds: what is waited for is made by another process


@pytest.fixture
def nadia(visit, client, scripts):
    """The admin of an intake of twelve who fit and one who does not, on a phone, or at a desk without scripts."""
    forget_everything()
    cohort = make_intake(12, keepers=2)
    make_applicant(cohort, "Lone Soul", free=[(0, 8)])
    nadia = visit(viewport=PHONE if scripts else DESK, java_script_enabled=scripts)
    nadia.come_in_as(cohort.programme.admins.get(), client)
    nadia.page.set_default_timeout(SLOWLY)
    nadia.scripts, nadia.forming = scripts, f"/cohorts/{cohort.pk}/forming/"
    nadia.open(nadia.forming)
    return nadia


def watch(nadia, text, times=1):
    """Wait for something to show, so often: the page looks by itself, and without scripts one looks again."""
    while not nadia.scripts and nadia.page.get_by_text(text).count() < times:
        nadia.page.wait_for_timeout(300)
        nadia.open(nadia.forming)
    nadia.page.get_by_text(text).nth(times - 1).wait_for()


@SCRIPTS
def test_two_drafts_are_proposed_watched_and_compared(nadia, sink):
    nadia.sees("1 has no fitting time yet")
    with worker(sink, queue="forming"):
        nadia.press("Propose")
        watch(nadia, "12 of 13 have a seat")
        nadia.page.get_by_text("Sizes, place, and what makes a good fit").click()
        nadia.page.get_by_label("Different trades").select_option("0")
        nadia.press("Propose")
        watch(nadia, "Without regard to different trades")
        watch(nadia, "No better grouping exists", times=2)

    nadia.open(nadia.forming)
    nadia.follow("Compare two")

    nadia.sees("12 of 13")
    nadia.sees("Is free only when no facilitator who suits them is")


@SCRIPTS
def test_a_long_one_is_watched_and_stopped(nadia, sink):
    nadia.press("Propose")
    lengthened(Draft.objects.get())
    with worker(sink, queue="forming"):
        beat("make_drafts")
        watch(nadia, "Looking for groups")
        watch(nadia, "of 120 have a seat")
        nadia.press("Stop and keep the best so far")
        watch(nadia, "Stopped, with the best so far")

    assert nadia.page.get_by_role("button", name="Once more with another seed").count() == 1
    assert Draft.objects.get().plan_steps.count() == 1
