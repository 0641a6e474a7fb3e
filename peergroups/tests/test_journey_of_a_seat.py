"""Does somebody who asks for a hot seat come prepared to it, with a coach? At a phone, and without scripts."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from groups.tests.makers import make_member, make_room
from meetings.tests.makers import make_meeting, make_seat
from peergroups.tests.browser import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)

QUESTION = "Do I buy the second van, or rent one?"


def test_from_four_lines_to_a_prepared_hot_seat(visit):
    group, sam, priya = make_room()
    arun, now = make_member(group, "Arun Rao"), timezone.now()
    make_seat(make_meeting(group, now - timedelta(days=20), now=now), arun)
    meeting = make_meeting(group, now + timedelta(days=9), now=now)

    asker = visit(viewport=PHONE)
    asker.come_in_as(priya, Client())
    ask(asker, group)
    keeper = visit(viewport=DESK, java_script_enabled=False)
    keeper.come_in_as(sam, Client())
    give_the_seat(keeper, meeting)
    prepare(asker, meeting)
    coach = visit(viewport=PHONE, java_script_enabled=False)
    coach.come_in_as(arun, Client())
    answer(coach)

    keeper.open(f"{meeting.get_absolute_url()}seats/1/")
    keeper.sees(QUESTION)
    keeper.sees("Two sides are argued by peers.")
    keeper.page.get_by_text("Yes", exact=True).nth(1).wait_for()


def ask(asker, group):
    asker.open(group.get_absolute_url())
    asker.follow("Ask for a hot seat")
    asker.fill("Your question, in one sentence", QUESTION)
    asker.fill("The situation", "Two labs want a fixed round.")
    asker.choose("Torn between two")
    asker.page.get_by_label("Who reads these lines").select_option(label="The group: Mill Street")
    asker.press("Go on")
    asker.sees("This could be a hot seat")
    asker.press("Ask for a hot seat")
    asker.sees("Waits for a hot seat")


def give_the_seat(keeper, meeting):
    keeper.open(f"{meeting.get_absolute_url()}plan/")
    keeper.sees("Who asks for a hot seat (1)")
    keeper.sees(QUESTION)
    first = "Priya Nair: no hot seat yet, asked for one"
    keeper.page.get_by_label("Who takes this hot seat").select_option(label=first)
    keeper.press("Save the agenda")
    keeper.sees("Hot seat: Priya")


def prepare(asker, meeting):
    """What she wrote stands there; each question has a screen, and one press leads to the next."""
    asker.open(f"{meeting.get_absolute_url()}brief/")
    assert asker.page.get_by_label("The problem, in one sentence").input_value() == QUESTION
    asker.page.get_by_role("link", name="Next").first.click()
    goal = asker.page.get_by_label("What is your goal?")
    assert 0 <= goal.bounding_box()["y"] < PHONE["height"] / 2
    goal.fill("To sleep at night")
    asker.page.locator("[data-saved][data-state=kept]").wait_for()
    asker.press("Share it")
    asker.sees("Shared. Your group can read it now.")
    asker.follow("Read the brief")
    asker.follow("Name a coach")
    asker.sees("Proposed: Arun")
    asker.press("Name the coach")
    asker.sees("Arun gets a mail about it.")


def answer(coach):
    coach.open("/today/")
    coach.follow("See and answer")
    for question in ("Have you and Priya talked it through", "Can Priya say the question"):
        coach.page.get_by_role("group", name=question).get_by_label("Yes").check(force=True)
    coach.press("Save")
    coach.sees("The presenter and the facilitator see your two answers.")
