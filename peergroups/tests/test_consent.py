"""Do people at a browser come to say yes to each other, and does nobody read whose no it was?"""

from datetime import time, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from groups.models import Application, Conflict, Group, Proposal
from groups.models.proposals import Said
from groups.seating import consents
from groups.seating.tests.makers import make_intake
from groups.seating.tests.proposed import make_draft, planned
from peergroups import clock
from peergroups.kit.wallclock import instant
from peergroups.outbox import ledger
from peergroups.tests.browser import PHONE, mails_to

pytestmark = pytest.mark.django_db(transaction=True)
YES = Said(yes=True)
A_DAY = timedelta(days=1)


@pytest.fixture
def intake():
    """Ten who wait and two who keep groups, in a draft of two groups."""
    cohort = make_intake(10, keepers=2)
    cohort.admin = cohort.programme.admins.get()
    wishes = Application.objects.filter(cohort=cohort).select_related("person").order_by("person__name")
    cohort.waiting = [wish.person for wish in wishes]
    keepers = [one.person for one in cohort.programme.facilitators.select_related("person").order_by("person__name")]
    five, others = cohort.waiting[:5], cohort.waiting[5:]
    groups = [planned("g1", five, facilitator=keepers[0]), planned("g2", others, facilitator=keepers[1])]
    cohort.draft = make_draft(cohort, *groups, by=cohort.admin)
    return cohort


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_groups_are_proposed_one_comes_about_and_a_newcomer_joins_it(visit, intake, scripts):
    """At a phone all the way; one of the second group has a conflict that nobody hears of."""

    def at_the_phone_of(person):
        visitor = visit(viewport=PHONE, java_script_enabled=scripts)
        visitor.come_in_as(person, Client())  # of their own: signing in ends the session of who was there
        return visitor

    nadia = at_the_phone_of(intake.admin)
    invite(nadia, intake)
    one, other = Proposal.objects.order_by("name")
    say_yes(at_the_phone_of(intake.waiting[0]), one)
    say_no(at_the_phone_of(intake.waiting[5]), other, intake.waiting[6])
    the_others_say_yes(one, other)
    nadia.open(reverse("groups:proposals", args=[intake.programme.slug]))
    nadia.sees("6 of 6 answered")

    tomorrow = instant(ledger.database_now().date() + A_DAY, time(12), "UTC")  # no night holds mails back
    clock.tick(now=tomorrow)
    what_everybody_reads(nadia, at_the_phone_of(intake.waiting[0]), at_the_phone_of(intake.waiting[5]), other)

    newcomer = intake.waiting[7]
    ask_the_group(nadia, newcomer, tomorrow)
    assert mails_to(newcomer.email)[-1].subject == "The proposed group does not come about"
    clock.tick(now=tomorrow + A_DAY)
    join(at_the_phone_of(newcomer), tomorrow)
    nobody_was_told(intake.waiting[5:7])


def invite(nadia, intake):
    nadia.open(reverse("groups:review_draft", args=[intake.programme.slug, intake.draft.pk]))
    nadia.sees("12 mails leave")
    nadia.press("Ask them")
    nadia.sees("Tick this once you have read who is asked")
    assert mail.outbox == []
    nadia.choose("I have read who is asked, and the mails may leave")
    nadia.press("Ask them")
    nadia.sees("2 groups are proposed to their people.")
    clock.tick(now=ledger.database_now())


def say_yes(ana, proposal):
    """She arrives from Today, and cannot say yes without the pledge."""
    ana.open("/today/")
    ana.follow("See and answer")
    ana.choose("Yes, I want to sit in this group")
    ana.press("Answer")
    ana.sees("Sign the pledge to say yes")
    ana.choose("I sign this pledge")
    ana.press("Answer")
    ana.sees("Your answer is kept. Nobody is told what it was.")


def say_no(ben, proposal, whom):
    ben.open(proposal.get_absolute_url())
    ben.choose("I cannot sit in this group: a conflict")
    ben.choose(whom.first_name if not whom.profile.shown else whom.name)
    ben.page.get_by_label("What stands between you?").select_option("Competitor")
    ben.press("Answer")
    ben.sees("Your answer is kept. Nobody is told what it was.")
    assert ben.page.locator("input:checked").count() == 0


def the_others_say_yes(*proposals):
    for proposal in proposals:
        for answer in proposal.answers.filter(answered_at=None):
            consents.answer(proposal, answer.person, YES, now=ledger.database_now())


def what_everybody_reads(nadia, inside, outside, other):
    nadia.page.reload()
    nadia.sees("Complete")
    nadia.sees("Cannot be as proposed")
    inside.open("/today/")
    inside.follow("Read and sign the charter")
    outside.open(other.get_absolute_url())
    outside.sees("It does not come about as proposed")


def ask_the_group(nadia, newcomer, now):
    group = Group.objects.get()
    for place in group.memberships.all():
        place.sign(group.charter, now=ledger.database_now())
    nadia.open(group.get_absolute_url())
    nadia.follow("Open seat")
    nadia.press("Open a seat")
    nadia.press(f"Ask the group about {newcomer.name}")
    nadia.sees(f"The group is asked about {newcomer.name}, who does not know of it yet.")
    proposal = Proposal.objects.get(newcomer=newcomer)
    for answer in proposal.answers.all():
        consents.answer(proposal, answer.person, YES, now=now)


def join(newcomer, now):
    """The mail of the second morning leads to the group, a yes into it."""
    proposal = Proposal.objects.get(newcomer__isnull=False)
    newcomer.open(proposal.get_absolute_url())
    newcomer.choose("Yes, I want to sit in this group")
    newcomer.choose("I sign this pledge")
    newcomer.press("Answer")
    newcomer.sees("You have answered")
    clock.tick(now=now + 3 * A_DAY)
    newcomer.page.reload()
    newcomer.sees("Your group is complete")
    newcomer.follow("Open your group")
    assert "charter" in newcomer.page.url
    assert Group.objects.get().memberships.peers().count() == 6


def nobody_was_told(pair):
    """The two sit in no later plan together, and no mail names either to anybody."""
    conflict = Conflict.objects.get()
    assert {conflict.one_id, conflict.other_id} == {person.pk for person in pair}
    names = [name for person in pair for name in (person.name, person.first_name)]
    told = [letter for letter in mail.outbox if letter.to not in [[person.email] for person in pair]]
    assert [letter.subject for letter in told for name in names if name in letter.message().as_string()] == []
