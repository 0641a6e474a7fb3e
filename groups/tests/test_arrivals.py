"""Is nobody's joining unseen? Each member hears by name who came, once, and who asked them in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups import arrivals, sabbaticals
from groups.founding import invite
from groups.models import Membership
from groups.tests.makers import make_member, make_room
from peergroups.outbox import letters
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def room():
    group, group.sam, group.priya = make_room()
    group.now = timezone.now()
    return group


def join(room):
    return invite(room, "ravi@example.org", by=room.sam, now=room.now).accept(now=room.now)


def told():
    return {mail.person for mail in Delivery.objects.filter(kind="joined").select_related("person")}


def test_every_member_is_told_once_and_the_newcomer_is_not(room):
    join(room).sign(room.charter, now=room.now)

    counts = [arrivals.plan(now=room.now), arrivals.plan(now=room.now), arrivals.plan(now=room.now + 2 * A_DAY)]

    assert (counts, told()) == ([2, 0, 0], {room.sam, room.priya})


def test_the_mail_says_who_came_and_who_asked_them_in(room):
    ravi = join(room).person
    ravi.name = "Ravi Menon"
    ravi.save()
    arrivals.plan(now=room.now)
    Delivery.objects.update(written_at=room.now)

    body = letters.write(Delivery.objects.get(person=room.priya, kind="joined"), now=room.now).body

    assert "Ravi Menon has joined Mill Street, invited by Sam Okoro." in body


def test_who_has_not_signed_or_takes_a_break_is_not_told(room):
    make_member(room, "Jo Bell", signed=False)
    sabbaticals.take(Membership.objects.get(person=room.priya), back_on=(room.now + 30 * A_DAY).date(), now=room.now)
    join(room)

    arrivals.plan(now=room.now)

    assert told() == {room.sam}


@pytest.mark.parametrize("who", ["newcomer", "reader"])
def test_the_news_is_dropped_when_either_has_left(room, who):
    newcomer = join(room)
    arrivals.plan(now=room.now)
    mail = Delivery.objects.get(person=room.priya)
    before = arrivals.still_true(mail, now=room.now)

    (newcomer if who == "newcomer" else Membership.objects.get(person=room.priya)).leave(now=room.now)

    assert (before, arrivals.still_true(mail, now=room.now)) == (True, False)
