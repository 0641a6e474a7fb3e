"""Does a whole intake work at a browser: from the days of it to the first meeting of a group that said yes?

Sixty rows are brought in, ten of them no good; the rest is read, decided, kept apart, formed, moved, solved anew with
what was locked, and asked. One says no for a reason nobody hears. Two workers do the long work.
"""

import csv
import io
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from groups.models import Application, Cohort, Conflict, Draft, Group, Person, Proposal
from groups.models.proposals import Answer, Said
from groups.seating import consents
from groups.seating.tests.makers import make_keeper
from groups.tests.makers import make_person, make_programme
from meetings.models import Meeting
from peergroups import clock
from peergroups.outbox import ledger
from peergroups.tests.browser import DESK, PHONE
from peergroups.tests.processes import forget_everything, wait_until, worker

pytestmark = pytest.mark.django_db(transaction=True)

A_DAY = timedelta(days=1)
EVENINGS = tuple((day * 48 + 34, day * 48 + 42) for day in range(5))  # 17:00 to 21:00, Monday to Friday
INDUSTRIES = "Agency Coaching Construction Education Energy Finance Food Health Media Travel".split()  # noqa: SIM905
LISTS = [
    ("areas", ["Design", "Export", "Finance", "Law", "Marketing", "Operations", "People", "Product", "Sales"]),
    ("themes", ["First hires", "Leadership", "Pricing", "Selling more"]),
    ("free times", ["Mon 17:00-19:30", "Tue 17:00-19:30", "Wed 17:30-20:00", "Thu 18:00-20:30", "Fri 17:00-19:00"]),
]
BAD = [
    {"name": ""},
    {"e-mail": ""},
    {"e-mail": "mistyped-at-example.org"},
    {"e-mail": "p01@example.org"},
    {"years": "-3"},
    {"people": "many"},
    {"industry": "Wizardry"},
    {"position": "9"},
    {"time zone": "Middle Earth"},
    {"free times": "Tue 25:00-26:00"},
]


@pytest.fixture
def house():
    """A programme with its admin and people who keep groups, and nobody in it yet."""
    forget_everything()
    nadia = make_person("Nadia Haddad")
    programme = make_programme(nadia)
    programme.zone = "Europe/London"
    programme.save()
    for number in range(5):
        make_keeper(programme, f"F{number} Keeper", free=EVENINGS, groups_at_most=2)
    return SimpleNamespace(programme=programme, nadia=nadia)


def listed():
    """Write sixty rows: fifty people, and ten with a fault each."""
    rows = [row(number) for number in range(1, 51)]
    rows += [row(number) | fault for number, fault in enumerate(BAD, start=51)]
    file = io.StringIO()
    written = csv.DictWriter(file, list(rows[0]))
    written.writeheader()
    written.writerows(rows)
    return file.getvalue()


def row(number):
    """One person, unlike those before and after."""
    told = {name: "; ".join(picked(choices, number)) for name, choices in LISTS}
    powers = {name: 1 + (number + place) % 5 for place, name in enumerate(("position", "expertise", "connections"))}
    business = {"years": 2 + number % 9, "people": 1 + number % 12, "revenue": 40_000 + 9_000 * number}
    who = {"name": f"P{number:02} Peer", "e-mail": f"p{number:02}@example.org", "trade": f"Trade {number}"}
    rest = {"market": f"Market {number}", "languages": "English", "formats": "Online", "time zone": "Europe/London"}
    return who | told | powers | business | rest | {"industry": INDUSTRIES[number % len(INDUSTRIES)]}


def picked(choices, number):
    return {choices[(number * step + step) % len(choices)] for step in (1, 2, 3)}


def test_an_intake_from_its_days_to_a_first_meeting(visit, sink, house):
    nadia = visit(viewport=DESK)
    nadia.come_in_as(house.nadia, Client())
    plan_the_intake(nadia, house)
    with worker(sink), worker(sink, queue="forming"):
        bring_the_list_in(nadia, house)
        accept_thirty(nadia)
        keep_two_apart(nadia, house)
        draft = form(nadia)
        move_three(nadia, draft)
        draft = solve_the_rest(nadia, draft)
    ask_them(nadia, draft)

    one, other = answered(visit)
    clock.tick(now=ledger.database_now() + A_DAY)
    nadia.open(reverse("groups:proposals", args=[house.programme.slug]))
    nadia.sees("Cannot be as proposed")
    assert other.name not in [group.name for group in Group.objects.all()]

    plan_the_first_meeting(visit, Group.objects.get(name=one.name))


def plan_the_intake(nadia, house):
    today = ledger.database_now().date()
    nadia.open("/programmes/")
    nadia.follow("Plan an intake")
    nadia.fill("What it is called", "Spring")
    days = {"First day to apply": 0, "Last day to apply": 20, "Everybody has an answer by": 30}
    for label, after in (days | {"Its groups meet from": 40, "Its groups meet until": 400}).items():
        nadia.fill(label, (today + after * A_DAY).isoformat())
    nadia.press("Plan the intake")
    assert nadia.heading() == "Spring"


def bring_the_list_in(nadia, house):
    nadia.open(reverse("groups:bring_in", args=[house.programme.slug]))
    nadia.fill("Or rows, pasted", listed())
    nadia.choose("Applied, to be reviewed")
    nadia.press("Continue")
    nadia.press("See what would change")
    assert nadia.heading() == "Add 50, change 0, skip 10"
    assert Application.objects.count() == 0
    nadia.press("Add 50 people")
    nadia.sees("50 added, 0 changed, 10 skipped")


def accept_thirty(nadia):
    """Tick those who waited longest, each gets the mail as it is offered; the rest waits for another day."""
    cohort = Cohort.objects.get()
    nadia.open(reverse("groups:applications", args=[cohort.pk]) + "?state=undecided")
    for box in nadia.page.locator("input[name=who]").all()[:30]:
        box.check()
    nadia.press("Accept those ticked")
    assert nadia.heading() == "Accept 30 people"
    nadia.press("Accept and write")
    nadia.sees("leave at")
    assert cohort.applications.waiting().count() == 30


def keep_two_apart(nadia, house):
    nadia.open(reverse("groups:conflict_set", args=[house.programme.slug]))
    nadia.fill("One of the two", "P01 Peer")
    nadia.page.get_by_role("textbox", name="The other").fill("P02 Peer")
    nadia.choose("One buys from the other")
    nadia.press("Set this pair")
    assert Conflict.objects.apart().count() == 1


def form(nadia):
    nadia.open(reverse("groups:forming", args=[Cohort.objects.get().pk]))
    nadia.press("Propose")
    nadia.page.get_by_role("link", name="Look at the groups").wait_for(timeout=240_000)
    nadia.follow("Look at the groups")
    draft = Draft.objects.get()
    plan = draft.plan_steps.get(is_current=True).plan
    assert all(5 <= len(group["members"]) <= 7 for group in plan["groups"])
    assert not any(set(kept_apart()) <= set(group["members"]) for group in plan["groups"])
    return draft


def kept_apart():
    return [str(key) for key in Person.objects.filter(name__in=["P01 Peer", "P02 Peer"]).values_list("pk", flat=True)]


def move_three(nadia, draft):
    """Out of their groups, so that whatever is wrong with it is told; then back by undo."""
    for number in range(3):
        nadia.open(draft.get_absolute_url())
        nadia.page.get_by_role("link", name=re.compile("^Move ")).nth(number * 6).click()
        nadia.page.get_by_role("button", name=re.compile("^Move .*:")).first.click()
        nadia.page.locator("#undo:not([aria-disabled])").wait_for()
    for left in (2, 1, 0):
        nadia.press("Undo")
        wait_until(lambda left=left: draft.plan_steps.get(is_current=True).number == left)
        nadia.page.reload()


def solve_the_rest(nadia, draft):
    nadia.open(draft.get_absolute_url())
    nadia.page.get_by_role("button", name=re.compile("^Lock ")).first.click()
    nadia.press("Solve the rest anew")
    wait_until(lambda: Draft.objects.filter(begun_from=draft, ended_at__isnull=False).exists(), seconds=240)
    again = Draft.objects.get(begun_from=draft)
    locked = next(g for g in draft.plan_steps.get(is_current=True).plan["groups"] if g["locked"])
    kept = [sorted(group["members"]) for group in again.plan_steps.get().plan["groups"]]
    assert sorted(locked["members"]) in kept
    return again


def ask_them(nadia, draft):
    nadia.open(draft.get_absolute_url())
    nadia.follow("Review and invite")
    before = len(mail.outbox)
    nadia.choose("I have read who is asked, and the mails may leave")
    assert len(mail.outbox) == before
    nadia.press("Ask them")
    nadia.sees("are proposed to their people.")
    clock.tick(now=ledger.database_now())


def answered(visit):
    """One group says yes; in the other one says no, at a phone, for a reason of their own."""
    one, other = Proposal.objects.order_by("name")[:2]
    quiet = other.answers.filter(part=Answer.Part.PEER).select_related("person").earliest("pk")
    for proposal in (one, other):
        for answer in proposal.answers.exclude(pk=quiet.pk).select_related("person"):
            consents.answer(proposal, answer.person, Said(yes=True), now=ledger.database_now())
    phone = visit(viewport=PHONE)
    phone.come_in_as(quiet.person, Client())
    phone.open(other.get_absolute_url())
    phone.choose("I cannot sit in this group: a conflict")
    phone.choose("I would rather not say")
    phone.press("Answer")
    phone.sees("Your answer is kept. Nobody is told what it was.")
    return one, other


def plan_the_first_meeting(visit, group):
    """Whoever keeps the new group is asked for it on Today, and everybody sees it."""
    keeper = group.facilitator
    sam = visit(viewport=PHONE)
    sam.come_in_as(keeper, Client())
    place = group.membership_of(keeper)
    place.sign(group.charter, now=ledger.database_now())
    sam.open("/today/")
    sam.follow("Plan a meeting")
    sam.fill("Day", (ledger.database_now() + 45 * A_DAY).date().isoformat())
    sam.fill("Time", "18:00")
    sam.choose("By video")
    sam.fill("Link to the call", "https://meet.example.org/room")
    sam.press("Plan the meeting")
    assert Meeting.objects.get().group == group
