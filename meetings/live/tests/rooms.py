"""A meeting being held, and what its people do on their phones, for the tests of the live room."""

from datetime import timedelta
from types import SimpleNamespace

from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.tests.makers import make_member, make_room
from meetings.live import signal
from meetings.models import Sitting
from meetings.tests.makers import make_meeting, make_seat

MINUTE = timedelta(minutes=1)


def seated(time_machine):
    """A meeting of 90 minutes that begins now: Sam keeps the room, Priya has the hot seat, Arun is late."""
    cache.clear()
    group, sam, priya = make_room()
    arun = make_member(group, "Arun Rao")
    now = timezone.now().replace(microsecond=0)
    meeting = make_meeting(group, now + timedelta(days=1), now=now)
    make_seat(meeting, priya, now=now)
    time_machine.move_to(meeting.starts_at, tick=False)
    room = SimpleNamespace(group=group, sam=sam, priya=priya, arun=arun, meeting=meeting, clock=time_machine)
    room.phones = {person: phone(person) for person in (sam, priya, arun)}
    return room


def phone(person):
    client = Client()
    client.force_login(person)
    return client


def at(room, name):
    return reverse(f"meetings:{name}", args=[room.meeting.pk])


def page(room, person):
    return room.phones[person].get(at(room, "live")).content.decode()


def begin(room):
    room.phones[room.sam].post(at(room, "start"))
    return Sitting.objects.get(meeting=room.meeting)


def steer(room, do, person=None):
    return room.phones[person or room.sam].post(at(room, "steer"), {"do": do})


def say(room, person, do):
    return room.phones[person].post(at(room, "say"), {"do": do})


def wait(room, **time):
    room.clock.move_to(timezone.now() + timedelta(**time), tick=False)


def now_in(room):
    sitting = Sitting.objects.select_related("current__item").get(meeting=room.meeting)
    return f"{sitting.current.item.kind} {sitting.current.step}".strip()


def clock_of(text):
    return text.split('id="clock"')[1].split(">")[1].split("<")[0]


def go_to(room, kind):
    stretch = Sitting.objects.get(meeting=room.meeting).stretches.filter(item__kind=kind).first()
    steer(room, f"turn {stretch.pk}")
    return stretch


def ask(room, person, version):
    where = f"{at(room, 'live_now')}?phone={signal.token(room.meeting.pk, person.pk)}"
    return room.phones[person].get(where, headers={"HX-PTag": str(version)})
