"""Can an admin work on proposed groups at a browser: by mouse, by button, by keyboard, on a phone, without scripts?"""

import pytest

from groups.models import DraftStep
from groups.seating.tests.makers import make_draft, make_intake
from peergroups.tests.browser import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft():
    """Eleven people, whom groups of five to seven can only hold as five and six."""
    return make_draft(make_intake(11, keepers=2))


def present(draft):
    return DraftStep.objects.get(draft=draft, is_current=True).plan


def sizes(draft):
    return {group["key"]: len(group["members"]) for group in present(draft)["groups"]}


def called(draft, key):
    return f"{draft.cohort} {' AB'[int(key[1:])]}"


def small_and_large(draft):
    small, large = sorted(present(draft)["groups"], key=lambda group: len(group["members"]))
    return small["key"], large["key"]


def test_people_are_dragged_and_moved_and_it_is_taken_back(visit, client, draft):
    small, large = small_and_large(draft)
    nadia = visit(viewport=DESK)
    nadia.come_in_as(draft.programme.admins.get(), client)
    nadia.open(draft.get_absolute_url())
    assert nadia.heading() == "11 people, 2 groups proposed"

    nadia.page.locator(f"#{large} [data-drag]").first.drag_to(nadia.page.locator(f"#{small} h2"))
    nadia.sees("You moved P")
    assert sizes(draft) == {small: 6, large: 5}

    nadia.page.get_by_role("button", name="Undo", exact=True).focus()
    nadia.page.keyboard.press("Enter")
    nadia.page.locator("#undo[aria-disabled]").wait_for()
    assert sizes(draft) == {small: 5, large: 6}
    assert nadia.page.evaluate("document.activeElement.id") == "undo"

    nadia.page.get_by_role("button", name="Redo").click()
    nadia.page.locator("#redo[aria-disabled]").wait_for()
    nadia.press(f"Lock {called(draft, small)}")
    nadia.page.get_by_role("button", name=f"Unlock {called(draft, small)}").wait_for()
    nadia.page.get_by_role("button", name="Solve the rest anew").wait_for()
    assert nadia.page.evaluate("document.activeElement.id") == f"lock-{small}"
    nadia.page.keyboard.press("l")
    nadia.page.get_by_role("button", name=f"Lock {called(draft, small)}", exact=True).wait_for()
    nadia.page.keyboard.press("?")
    nadia.page.get_by_label("Single keys on the workbench").uncheck()
    nadia.page.locator(f"#{small} h2 a").focus()
    nadia.page.keyboard.press("l")
    nadia.page.keyboard.press("u")
    nadia.page.reload()
    assert nadia.page.get_by_role("button", name=f"Lock {called(draft, small)}", exact=True).is_visible()
    nadia.page.emulate_media(media="print")
    assert not nadia.page.get_by_role("button", name="Undo", exact=True).is_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_on_a_phone_somebody_is_moved_by_buttons_alone(visit, client, draft, scripts):
    small, large = small_and_large(draft)
    nadia = visit(viewport=PHONE, java_script_enabled=scripts)
    nadia.come_in_as(draft.programme.admins.get(), client)
    nadia.open(draft.get_absolute_url())

    nadia.page.get_by_label("Groups on this page").get_by_role("link", name=called(draft, large)).click()
    link = nadia.page.locator(f"#{large}").get_by_role("link", name="Move P").first
    link.focus()
    nadia.page.keyboard.press("Enter")
    nadia.page.get_by_role("heading", name="Where to").wait_for()
    nadia.sees("5 → 6")
    nadia.page.get_by_role("button", name=f": {called(draft, small)}").click()
    nadia.sees("You moved P")

    assert sizes(draft) == {small: 6, large: 5}
    nadia.press("Undo")
    nadia.page.locator("#undo[aria-disabled]").wait_for()
    assert sizes(draft) == {small: 5, large: 6}
