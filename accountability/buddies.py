"""Who is whose buddy in a group by now? Reckoned from who chose to have one and how often the group has met."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accountability.models import Holding
from accountability.pairing import paired
from groups.models import Group, Membership, Person
from meetings.models import Meeting

Rooms = Iterable[Group | int] | QuerySet[Group]


@dataclass(frozen=True)
class Pair:
    """Somebody who wants to be held by a buddy, and who that is now."""

    held: Holding
    buddy: Person


def choosing(rooms: Rooms, way: str) -> QuerySet[Holding]:
    """Those who chose to be held in one way and are there for it, whoever joined first before the others."""
    there = Membership.objects.signed().attending().filter(group__in=rooms, person__is_active=True)
    rows = Holding.objects.filter(by=way, place__in=there).select_related("place__person", "place__group", "words")
    return rows.order_by("place__joined_at", "place")


def pairs(rooms: Rooms, now: datetime) -> list[Pair]:
    """Return all pairs of some groups by one query; nobody is in one where nobody else chose a buddy."""
    held = Meeting.objects.held(now).filter(group=OuterRef("place__group")).order_by().values("group")
    met = Coalesce(Subquery(held.annotate(many=Count("pk")).values("many")), 0)
    circles = defaultdict(list)
    for one in choosing(rooms, Holding.By.BUDDY).annotate(met=met):
        circles[one.place.group_id].append(one)
    found = []
    for circle in circles.values():
        people = {one.place.person_id: one.place.person for one in circle}
        buddies = paired([*people], circle[0].met)
        found += [Pair(one, people[buddies[one.place.person_id]]) for one in circle if buddies]
    return found


def buddy_of(person: int, group: int, now: datetime) -> Person | None:
    """Return who is somebody's buddy in a group; None for whoever has none."""
    return next((pair.buddy for pair in pairs([group], now) if pair.held.place.person_id == person), None)


def as_readers(person: Person, rooms: Rooms, now: datetime) -> dict[int, str]:
    """Say of whoever is somebody's buddy that they are, where they are offered as the one reader of a text."""
    mine = [pair.buddy for pair in pairs(rooms, now) if pair.held.place.person_id == person.pk]
    return {buddy.pk: _("One person: %(name)s, your buddy now") % {"name": buddy} for buddy in mine}
