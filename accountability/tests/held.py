"""A meeting being held, and what its people tap and type in the tests of its close."""

from datetime import timedelta
from types import SimpleNamespace

from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accountability.models import Dictation
from accountability.tests.pages import typed
from groups.tests.makers import make_member, make_room
from meetings.live import attending, leading
from meetings.models import Sitting
from meetings.tests.makers import make_meeting


def make_held(time_machine):
    """A meeting that has begun, in its part of new commitments: Sam leads, Priya and Arun are there, Jo is not."""
    cache.clear()
    group, sam, priya = make_room()
    arun, jo = make_member(group, "Arun Rao"), make_member(group, "Jo Bell")
    now = timezone.now().replace(microsecond=0)
    meeting = make_meeting(group, now + timedelta(days=1), now=now)
    make_meeting(group, now + timedelta(days=29), now=now)
    time_machine.move_to(meeting.starts_at, tick=False)
    sitting = leading.start(meeting, sam, now=timezone.now())
    for person in (priya, arun):
        attending.arrive(sitting, person, private=True, now=timezone.now())
    turn(sitting, "commitments")
    room = SimpleNamespace(group=group, sam=sam, priya=priya, arun=arun, jo=jo, meeting=meeting, sitting=sitting)
    room.phones = {person: phone(person) for person in (sam, priya, arun, jo)}
    room.later = timezone.localdate() + timedelta(days=20)
    return room


def phone(person):
    client = Client()
    client.force_login(person)
    return client


def turn(sitting, kind):
    leading.turn_to(sitting, sitting.stretches.get(item__kind=kind), now=timezone.now())


def at(room, name, *more):
    return reverse(f"accountability:{name}", args=[room.meeting.pk, *more])


def shown(room, person):
    return room.phones[person].get(room.meeting.get_live_url()).content.decode()


def write_commitment(room, person, **changes):
    return room.phones[person].post(at(room, "commit"), typed(due_on=room.later, **changes))


def none(room, person, of=None, **more):
    do = f"none {of.pk}" if of else "none"
    return room.phones[person].post(at(room, "none"), {"do": do, **more})


def take_down(room, person, what="Ring the bank"):
    return room.phones[room.sam].post(at(room, "take_down", person.pk), {"what": what, "due_on": room.later})


def settle(room, person, do):
    dictation = Dictation.objects.open().get(person=room.arun)
    return room.phones[person].post(reverse("accountability:settle", args=[dictation.pk]), {"do": do}, follow=True)


def end(room):
    return room.phones[room.sam].post(at(room, "end"))


def is_over():
    return Sitting.objects.get().ended_at is not None


def names_of(response):
    text = response.content.decode()
    return [name for name in ("Sam", "Priya", "Arun", "Jo Bell") if f"<h3>{name}" in text]
