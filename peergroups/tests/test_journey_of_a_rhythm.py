"""Does a facilitator get from no dates to twelve in everybody's calendar, by the keyboard alone?"""

from datetime import timedelta
from itertools import pairwise

import pytest

from groups.tests.makers import make_room
from meetings.tests.calendars import read
from peergroups import clock
from peergroups.kit.wallclock import local_day
from peergroups.outbox import ledger
from peergroups.tests.browser import PHONE, mails_to

pytestmark = pytest.mark.django_db(transaction=True)


def type_into(visitor, label, text):
    box = visitor.page.get_by_label(label, exact=True).first
    box.focus()
    box.fill(text)


def enter(visitor, name):
    """Press a button as a keyboard does."""
    button = visitor.page.get_by_role("button", name=name)
    button.focus()
    visitor.page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_rhythm_is_chosen_seen_changed_and_told_by_keyboard(visit, client, scripts):
    group, sam, priya = make_room()
    keeper = visit(viewport=PHONE, java_script_enabled=scripts)
    keeper.come_in_as(sam, client)
    keeper.open(f"/groups/{group.slug}/")

    keeper.follow("Choose a rhythm")
    enter(keeper, "See the dates")  # refused: what is missing is said, and the summary has the focus
    keeper.sees("Choose the time it starts.")
    keeper.page.get_by_label("Every few weeks").focus()
    keeper.page.keyboard.press("Space")
    for label, text in {"Every how many weeks": "2", "Time": "18:00", "Address (optional)": "12 Mill Street"}.items():
        type_into(keeper, label, text)
    enter(keeper, "See the dates")
    keeper.sees("every 2 weeks, 6:00 pm (London)")
    first = keeper.page.get_by_label("Skip this date").first
    first.focus()
    keeper.page.keyboard.press("Space")
    enter(keeper, "Save dates")
    keeper.sees("2 people get updated calendar invitations.")
    enter(keeper, "Save and tell them")
    keeper.sees("To come (12)")
    clock.tick(now=ledger.database_now())

    [letter] = mails_to(priya.email)
    [content] = [
        part.get_payload(decode=True) for part in letter.message().walk() if "calendar" in part.get_content_type()
    ]
    starts = sorted(event["start"] for event in read(content))
    days = [local_day(start, group.zone) for start in starts]
    assert {(later - day) for day, later in pairwise(days)} == {timedelta(weeks=2)}
