"""Does a meeting go on when its facilitator cannot come? Named ahead, stood in for, asked about, handed over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from groups.tests.makers import make_member, make_room
from meetings.tests.makers import make_meeting
from peergroups.outbox import sending
from peergroups.outbox.ledger import database_now
from peergroups.tests.browser import PHONE, mails_to

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_meeting_goes_on_when_its_facilitator_cannot_come(visit):
    group, sam, priya = make_room()
    make_member(group, "Tom Reed")
    group.memberships.filter(person=sam).update(is_peer=False)
    meeting = make_meeting(group, timezone.now() + timedelta(days=5), now=timezone.now())
    facilitator, elect = visit(viewport=PHONE, java_script_enabled=False), visit(viewport=PHONE)
    facilitator.come_in_as(sam, Client())
    elect.come_in_as(priya, Client())
    names_the_next(facilitator, group)
    stands_in(facilitator, elect, meeting)
    asks_for_answers(elect)
    hands_over(facilitator, elect, meeting)


def names_the_next(facilitator, group):
    facilitator.open(f"/groups/{group.slug}/duties/")
    facilitator.press("Name the next three")
    facilitator.sees("Named in turn, where nobody was.")
    assert facilitator.page.get_by_label("Elect").input_value() != ""


def stands_in(facilitator, elect, meeting):
    """Once the facilitator says that they cannot come, the elect arranges the meeting at once."""
    assert elect.open(f"/meetings/{meeting.pk}/plan/") == 403
    facilitator.open(f"/meetings/{meeting.pk}/")
    facilitator.press("I can’t")
    elect.open("/today/")
    elect.follow("Arrange the agenda")
    assert elect.heading() != ""


def asks_for_answers(elect):
    elect.open("/facilitate/")
    elect.sees("You facilitate this meeting.")
    elect.follow("No answer yet from Tom.")
    elect.fill("Your words", "Do you come?")
    elect.press("Send it")
    elect.sees("Your mail to Tom is on its way.")
    sending.drain(now=database_now())
    assert "Do you come?" in mails_to("tom@example.org")[-1].body


def hands_over(facilitator, elect, meeting):
    facilitator.open(f"/meetings/{meeting.pk}/")
    facilitator.press("Hand this meeting over to Priya")
    facilitator.sees("Priya facilitates this meeting now.")
    elect.open(f"/meetings/{meeting.pk}/")
    elect.sees("For you as facilitator")
