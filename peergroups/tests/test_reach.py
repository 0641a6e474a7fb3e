"""Does a page say how many people get a mail, before the press that sends it?"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from accountability import recap
from groups import archives, charters, glass, sabbaticals, signatures
from groups.tests.makers import make_member, make_person, make_room
from meetings import planning, sharing
from meetings.live import leading
from meetings.polls import asking
from meetings.reading import agenda_of
from meetings.tests.makers import make_meeting, make_poll
from peergroups.outbox.models import Delivery
from peergroups.tests.database import once_a_module

pytestmark = pytest.mark.django_db
NEW = "We begin on time."


def made():
    """Make a room of five: two who hear of everything beside the facilitator, one who takes a break, one unsigned."""
    group, sam, _priya = make_room()
    make_member(group, "Una Sign", signed=False)
    away = make_member(group, "Jo Bell")
    make_member(group, "Arun Rao")
    now = timezone.now()
    sabbaticals.take(group.membership_of(away), back_on=now.date() + timedelta(days=60), now=now)
    later = make_meeting(group, now + timedelta(days=20), now=now)
    held = leading.start(make_meeting(group, now + timedelta(minutes=5), now=now), sam, now=now)
    held.here.all().delete()
    poll = make_poll(group, now + timedelta(days=9), by=sam, now=now)
    Delivery.objects.all().delete()
    nadia = make_person("Nadia Karim")
    group.programme.admins.add(nadia)
    return SimpleNamespace(group=group, sam=sam, nadia=nadia, held=held, later=later, poll=poll, slug=group.slug)


room = once_a_module(made)


def propose(room, now):
    charters.propose(room.group, text=NEW, opening=NEW, by=room.sam, now=now)
    signatures.plan(now=now)


def ask_to_read(room, now):
    glass.ask(room.group, by=room.nadia, reason="Somebody may be in danger.", hours=24, now=now)


def ask_for_times(room, now):
    asking.give_up(room.poll, now=now)
    make_poll(room.group, now + timedelta(days=9), by=room.sam, now=now)


PRESSES = {
    "meetings:move": lambda room, now: planning.move_meeting(room.later, now + timedelta(days=21), minutes=90, now=now),
    "meetings:cancel": lambda room, now: planning.cancel_meeting(room.later, now=now),
    "meetings:arrange": lambda room, now: sharing.share(room.later, agenda_of(room.later), now=now),
    "meetings:find_time": ask_for_times,
    "meetings:pick": lambda room, now: asking.pick(room.poll, room.poll.slots.get(), now=now),
    "accountability:end": lambda room, now: recap.owe(room.held, now=now),
    "groups:change_charter": propose,
    "groups:archive": lambda room, now: archives.ask(room.group, by=room.sam, now=now),
    "groups:glass": ask_to_read,
}


@pytest.mark.parametrize(("door", "press"), PRESSES.items(), ids=PRESSES)
def test_a_page_says_how_many_get_a_mail(client, room, door, press):
    client.force_login(room.nadia if press is ask_to_read else room.sam)
    about = {"groups": room.slug, "meetings:pick": room.poll.pk, "accountability:end": room.held.meeting_id}
    page = reverse(door, args=[about.get(door) or about.get(door.partition(":")[0]) or room.later.pk])
    ask = client.post if door == "groups:change_charter" else client.get
    shown = " ".join(ask(page, {"text": NEW, "opening": NEW}).content.decode().split())

    press(room, timezone.now())

    people = Delivery.objects.values("person").distinct().count()
    assert people in (2, 3, 4, 5)
    assert f"{people} people get a mail at once." in shown or f"mails it to {people} people" in shown
