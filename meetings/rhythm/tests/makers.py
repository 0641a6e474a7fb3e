"""The smallest valid rhythm, its days, and what a facilitator types for it."""

from datetime import date, time

from django.urls import reverse

from groups.tests.makers import NOON
from meetings.cadence import Rule
from meetings.models import Cadence
from meetings.rhythm.drawing import Standing, Wish, as_it_is
from meetings.rhythm.saving import save_rhythm

RULE = Rule(3, time(9), date(2026, 1, 13), nth=3)
WHERE = {"place": "video", "address": "", "dial_in": "", "link": "https://call.example.org/1"}
THURSDAYS = [
    *("2026-01-15", "2026-02-19", "2026-03-19", "2026-04-16", "2026-05-21", "2026-06-18"),
    *("2026-07-16", "2026-08-20", "2026-09-17", "2026-10-15", "2026-11-19", "2026-12-17"),
]
TYPED = {
    "pattern": "monthly",
    "nth": "3",
    "weekday": "3",
    "time": "09:00",
    "first_on": "2026-01-13",
    "minutes": "90",
    "place": "video",
    "link": "https://call.example.org/1",
}


def make_rhythm(group, rule=RULE, *, now=NOON, minutes=90, **wish):
    """Save a rhythm with its twelve dates; nobody has heard of it yet."""
    save_rhythm(group, Wish(rule, minutes, WHERE, **wish), now=now)
    return Cadence.objects.get(group=group)


def kept_wish(cadence, *, now=NOON, **changed):
    """Return what the group has, with something about it changed."""
    wish = as_it_is(cadence, Standing(cadence.group, cadence, now=now))
    return Wish(**(vars(wish) | changed))


def address(group):
    return reverse("meetings:rhythm", args=[group.slug])


def days(group):
    """The days on which a group's meetings to come begin, by its own clock."""
    meetings = group.meetings.upcoming(NOON)
    return [meeting.starts_at.astimezone(group.clock).date().isoformat() for meeting in meetings]
