"""Does a group find a time at a browser, with JavaScript and without: asked, answered by a mail's link, picked?"""

from datetime import timedelta

import pytest

from groups import free_times
from groups.tests.makers import make_facilitator, make_group, make_member
from meetings.models import Meeting, Poll
from peergroups import clock
from peergroups.outbox import ledger
from peergroups.tests.browser import DESK, PHONE, mails_to, newest_mail

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room():
    group = make_group()
    group.sam, group.priya = make_facilitator(group), make_member(group)
    group.arun = make_member(group, "Arun Rao", time_zone="Asia/Kolkata")
    free_times.keep(group.priya, {"morning": {0, 1, 2, 3, 4}, "midday": {0, 1, 2, 3, 4}})
    return group


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_group_finds_a_time(visit, client, room, scripts):
    sam = visit(viewport=DESK, java_script_enabled=scripts)
    sam.come_in_as(room.sam, client)
    ask(sam)
    clock.tick(now=ledger.database_now())

    answer_by_the_link(visit(viewport=PHONE, java_script_enabled=scripts))
    arun = visit(viewport=PHONE, java_script_enabled=scripts)
    arun.come_in_as(room.arun, client)
    answer_from_today(arun)

    sam.come_in_as(room.sam, client)
    pick(sam)
    clock.tick(now=ledger.database_now())
    assert newest_mail("priya@example.org").subject.startswith("A time is found")


def ask(sam):
    """Nothing ticked is told beside the boxes; the other fields keep what was typed."""
    sam.open("/groups/mill-street/meetings/")
    sam.follow("Ask which times suit")
    sam.fill("Length in minutes", "60")
    sam.press("Find times")
    boxes = sam.page.get_by_role("group", name="Times to offer").get_by_role("checkbox")
    for n in range(boxes.count()):
        boxes.nth(n).uncheck()
    sam.choose("By video")
    sam.press("Ask the group")
    sam.page.get_by_role("alert").get_by_text("Tick at least one time").wait_for()
    sam.sees("Enter the link to the call.")
    assert sam.page.get_by_label("Length in minutes").input_value() == "60"
    for n in range(2):
        boxes.nth(n).check()
    sam.fill("Link to the call", "https://call.example.org/1")
    sam.press("Ask the group")
    sam.sees("Your group is asked.")


def answer_by_the_link(priya):
    """Nobody signs in, and nobody but Priya is named."""
    priya.arrive_from(mails_to("priya@example.org")[-1])
    priya.press("Send my times")
    priya.page.get_by_role("alert").get_by_text("Mark at least one time.").wait_for()
    for choice in ("Yes", "If need be"):
        priya.page.get_by_role("radio", name=choice, exact=True).nth(0 if choice == "Yes" else 1).check(force=True)
    priya.press("Send my times")
    priya.sees("Thank you, Priya. Your times are sent.")
    assert priya.page.get_by_text("Mill Street").count() == 0


def answer_from_today(arun):
    arun.open("/today/")
    arun.follow("Send my times")
    arun.sees("(Kolkata)")
    arun.page.get_by_role("radio", name="Yes", exact=True).first.check(force=True)
    arun.press("Send my times")
    arun.sees("You have answered.")


def pick(sam):
    sam.open("/today/")
    sam.follow("Send my times")
    sam.follow("See what suits whom, and pick")
    sam.sees("1 has yet to answer.")
    best = Poll.objects.get().slots.first()
    assert sam.page.get_by_role("radio", checked=True).get_attribute("value") == str(best.pk)
    sam.press("Meet then")
    sam.sees("The time is fixed.")
    meeting = Meeting.objects.get()
    assert (meeting.starts_at, meeting.minutes) == (best.starts_at, 60)
    assert meeting.starts_at - ledger.database_now() > timedelta(days=5)
