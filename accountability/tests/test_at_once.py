"""What happens when something is done in two places at once? It is done once, and nobody is alarmed."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connection

from accountability import closing
from accountability.models import Commitment, EnoughGoals, Goal, NotToCarry, set_out
from accountability.tests.makers import NOON, make_commitment, make_follow_up
from groups import wall
from peergroups.outbox.models import Alarm, Delivery

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("tuesday_noon")]
LATER = date(2026, 12, 24)


def in_two_windows(person, act):
    """Do it here, and elsewhere before this is kept; return why the second was refused."""
    refused = []

    def elsewhere():
        try:
            with wall.as_person(person):
                act()
        except (EnoughGoals, NotToCarry) as error:
            refused.append(type(error))
        finally:
            connection.close()

    second = Thread(target=elsewhere)
    with wall.as_person(person):
        act()
        second.start()
        second.join(timeout=0.2)
    second.join()
    return refused


def test_there_is_no_fourth_goal(group, priya):
    def begin():
        return set_out(group, priya, due_on=LATER, now=NOON, audience="group", goal="A contract")

    with wall.as_person(priya):
        for _goal in range(2):
            begin()

    assert (in_two_windows(priya, begin), Goal.objects.count()) == ([EnoughGoals], 3)


def test_what_goes_on_is_carried_over_once(group, priya):
    commitment = make_commitment(group, priya)
    make_follow_up(commitment, "not_yet")

    with wall.as_person(priya):
        stale = [Commitment.objects.get() for _window in range(2)]

    refused = in_two_windows(priya, lambda: stale.pop().carry_over(due_on=LATER, now=NOON, what="Call the rest"))

    assert (refused, Commitment.objects.count()) == ([NotToCarry], 2)


def test_a_forgotten_meeting_is_ended_once_by_two_clocks(room):
    later = room.sitting.ends_at + timedelta(hours=2)

    in_two_windows(room.sam, lambda: closing.end_forgotten(now=later))

    recaps = Delivery.objects.filter(kind="recap")
    assert (recaps.count(), Alarm.objects.exists()) == (len(room.phones), False)
