"""Does the whole main job work for people at a browser, with JavaScript and without?"""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail

from accountability.models import Commitment
from accountability.tests.makers import make_commitment
from groups import wall
from groups.tests.makers import make_facilitator, make_group, make_member
from meetings.models import HotSeat, Meeting
from meetings.sharing import SECOND_THOUGHTS
from meetings.tests.makers import make_meeting, make_seat
from peergroups import clock
from peergroups.kit.wallclock import MORNING, instant, local_day
from peergroups.outbox import ledger
from peergroups.tests.browser import DESK, PHONE, mails_to

pytestmark = pytest.mark.django_db(transaction=True)

LONDON = "Europe/London"
SAM, PRIYA, ARUN, LEO = (f"{name}@example.org" for name in ("sam", "priya", "arun", "leo"))
BRIEF, COMMITMENT = "Whether to sell the second canary van", "Ring three canary breeders"
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


@pytest.fixture
def room():
    """Mill Street with three people, and Leo who sits in another group."""
    group = make_group()
    make_member(make_group("Quay", programme=group.programme), "Leo Hart")
    sam, priya, arun = make_facilitator(group), make_member(group), make_member(group, "Arun Rao")
    return SimpleNamespace(group=group, sam=sam, priya=priya, arun=arun)


@pytest.fixture
def meeting_day():
    return local_day(ledger.database_now(), LONDON) + timedelta(days=28)


@SCRIPTS
def test_a_group_prepares_its_meeting_and_is_reminded(visit, room, meeting_day, scripts):
    """The whole main job; the canaries stand in what Priya writes, and must never fly out by mail."""
    sam = visit(viewport=DESK, java_script_enabled=scripts)
    plan_a_meeting(sam, meeting_day)
    arrange_its_agenda(sam, scripts)

    priya = visit(viewport=PHONE, java_script_enabled=scripts)
    answer_and_read(priya)
    write_the_brief(priya, scripts)
    commit_to_something(priya)

    live_through_the_month(Meeting.objects.get(), meeting_day)
    say_it_is_done(priya)
    a_stranger_finds_nothing(visit(viewport=PHONE))
    assert [letter.subject for letter in mail.outbox if "canary" in letter.message().as_string().lower()] == []


def plan_a_meeting(sam, day):
    sam.open("/today/")
    sam.sign_in(SAM)
    sam.follow("Plan a meeting")
    sam.fill("Day", day.isoformat())
    sam.fill("Time", "18:00")
    sam.choose("In person")
    sam.press("Plan the meeting")
    sam.sees("Enter where you meet.")
    sam.fill("Address", "12 Mill Street")
    sam.press("Plan the meeting")
    sam.sees("The meeting is planned.")


def arrange_its_agenda(sam, scripts):
    """An arrow moves a part, and a wrong sum is refused beside it; both keep what was typed."""
    box = sam.page.get_by_label("Minutes for Hot seat")
    fitting = int(box.input_value())
    box.fill(str(fitting + 5))
    if scripts:
        sam.sees("95 of 90 minutes: 5 too many.")
    sam.press("Move Needs and leads up")
    sam.page.locator(".arrange").nth(4).get_by_text("Needs and leads").first.wait_for()
    assert box.input_value() == str(fitting + 5)
    sam.press("Save the agenda")
    sam.page.get_by_role("alert").get_by_text("Take 5 away.").wait_for()
    assert box.input_value() == str(fitting + 5)
    box.fill(str(fitting))
    if scripts:
        sam.sees("90 of 90 minutes: it fits.")
    sam.page.get_by_label("Who takes this hot seat").select_option(label="Priya Nair: no hot seat yet")
    sam.press("Save the agenda")
    sam.sees("Hot seat: Priya")


def answer_and_read(priya):
    priya.open("/today/")
    priya.sign_in(PRIYA)
    priya.sees("You have the hot seat")
    priya.follow("See the agenda")
    priya.press("I’m coming")
    priya.page.get_by_role("button", name="I’m coming", pressed=True).wait_for()
    assert priya.page.locator(".agenda .row").count() > 5
    priya.sees("12 Mill Street")


def write_the_brief(priya, scripts):
    """Half of it is kept while she looks elsewhere; then she shares it."""
    priya.follow("Write your brief")
    priya.fill("The problem, in one sentence", BRIEF)
    if scripts:
        priya.page.locator("[data-saved][data-state=kept]").wait_for()
    else:
        priya.press("Save the draft")
        priya.sees("Saved.")
    priya.open("/today/")
    priya.follow("Write your brief")
    assert priya.page.get_by_label("The problem, in one sentence").input_value() == BRIEF
    priya.press("Share it")
    priya.sees("Shared. Your group can read it now.")
    priya.follow("Read the brief")
    priya.sees(BRIEF)


def commit_to_something(priya):
    """The day of the next meeting is offered; she takes it."""
    priya.open("/commitments/")
    priya.follow("Add a commitment")
    priya.fill("What I will do", COMMITMENT)
    priya.press("Save the commitment")
    priya.sees("Your commitment is saved.")
    priya.sees(COMMITMENT)


def live_through_the_month(meeting, day):
    """Go round the clock at each moment that matters, and see who hears what."""

    def heard(now):
        before = len(mail.outbox)
        clock.tick(now=now)
        return sorted((letter.to[0].split("@")[0], letter.subject[:8]) for letter in mail.outbox[before:])

    everyone = [("arun", "You meet"), ("priya", "You meet"), ("sam", "You meet")]
    half, begins = day - timedelta(days=14), meeting.starts_at
    assert heard(nine(half) - timedelta(minutes=1)) == []
    assert heard(nine(half)) == [("priya", "Halfway ")]
    assert heard(begins - timedelta(days=7)) == everyone
    assert heard(begins - timedelta(days=3)) == []
    assert heard(begins - timedelta(days=3) + SECOND_THOUGHTS) == [(name, "The agen") for name, _subject in everyone]
    assert heard(begins - timedelta(days=1)) == [(name, "Read bef") for name, _subject in everyone]
    assert heard(nine(day)) == [("priya", "Today is")]
    assert heard(begins - timedelta(hours=1)) == everyone


def nine(day):
    return instant(day, MORNING, LONDON)


def say_it_is_done(priya):
    nudge = next(letter for letter in mails_to(PRIYA) if letter.subject == "Today is the day you chose")
    priya.arrive_from(nudge)
    priya.press("Done")
    priya.sees("Saved. Your group sees it.")


def a_stranger_finds_nothing(leo):
    leo.open("/today/")
    leo.sign_in(LEO)
    meeting, seat = Meeting.objects.get(), HotSeat.objects.get()
    addresses = [meeting.get_absolute_url(), f"{meeting.get_absolute_url()}seats/1/", meeting.group.get_absolute_url()]
    assert [leo.open(address) for address in addresses] == [404, 404, 404]
    with wall.as_person(seat.person):
        commitment = Commitment.objects.get()
    assert leo.open(f"/commitments/{commitment.pk}/change/") == 404


def test_a_meeting_prints_on_one_page(visit, client):
    """Seven people with a commitment each, two hot seats, and room for notes."""
    now, group = ledger.database_now(), make_group()
    people = [make_member(group, f"{name} Longname") for name in ("Ana", "Arun", "Jo", "Marta", "Priya", "Tom", "Wen")]
    meeting = make_meeting(group, now + timedelta(days=3), 120, now=now, dial_in="+44 20 7946 0321, code 4417")
    for person in people:
        make_commitment(group, person, "Call three old customers and ask why", now=now, due_on=meeting.ends_at.date())
    for person in people[:2]:
        make_seat(meeting, person, now=now)
    printer = visit()
    printer.come_in_as(people[0], client)
    printer.open(meeting.get_absolute_url())

    paper = printer.page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
