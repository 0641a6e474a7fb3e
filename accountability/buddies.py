"""Who is whose buddy in a group by now? Reckoned from who chose to have one and how often the group has met."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accountability.models import Holding
from accountability.pairing import paired
from groups.models import Group, Membership, Person
from groups.wall import IsOpen
from meetings.models import Meeting
from peergroups.kit.questions import Rows


@dataclass(frozen=True)
class Pair:
    """Somebody who wants to be held by a buddy, and who that is now."""

    held: Holding
    buddy: Person


def by_somebody(now: datetime) -> QuerySet[Any]:
    """How those want to be held who chose a buddy or their facilitator, and are there for it; who joined first, first.

    With each, how often the group has `met`, and which facilitator would ask (`asks`).
    """
    there = Membership.objects.signed().attending().filter(person__is_active=True)
    held = Meeting.objects.held(now).filter(group=OuterRef("place__group")).order_by().values("group")
    keepers = Membership.objects.keepers().filter(group=OuterRef("place__group"))
    asks = keepers.exclude(person=OuterRef("place__person")).order_by("joined_at", "pk").values("person")[:1]
    rows = Holding.objects.exclude(by=Holding.By.APP).filter(place__in=there)
    return (
        rows.annotate(met=Coalesce(Subquery(held.annotate(many=Count("pk")).values("many")), 0), asks=Subquery(asks))
        .select_related("place__person", "place__group", "words")
        .order_by("place__joined_at", "place")
    )


def of_group(group: int, now: datetime) -> QuerySet[Any]:
    return by_somebody(now).filter(place__group=group)


def of_rooms(person: int, now: datetime) -> QuerySet[Any]:
    """Those of the groups somebody sits in, as far as these are open to whoever looks."""
    rooms = Membership.objects.current().filter(person=Person.only_id(person)).values("group")
    return by_somebody(now).filter(IsOpen(F("place__group")), place__group__in=rooms)


def pairs(rows: Iterable[Any]) -> list[Pair]:
    """Pair those who chose a buddy, each group for itself; nobody is in a pair where nobody else did."""
    circles: dict[int, list[Any]] = defaultdict(list)
    for one in rows:
        if one.by == Holding.By.BUDDY:
            circles[one.place.group_id].append(one)
    found = []
    for circle in circles.values():
        people = {one.place.person_id: one.place.person for one in circle}
        buddies = paired([*people], circle[0].met)
        found += [Pair(one, people[buddies[one.place.person_id]]) for one in circle if buddies]
    return found


def buddy_of(person: int, group: int, now: datetime) -> Person | None:
    """Return who is somebody's buddy in a group; None for whoever has none."""
    found = pairs(chosen_in(group, now))
    return next((pair.buddy for pair in found if pair.held.place.person_id == person), None)


def held_by(person: Person, now: datetime) -> list[Holding]:
    """Return how those want to be held who are this person's to hold: as their buddy by now, or who facilitates."""
    rows = chosen_around(person.pk, now)
    as_buddy = [pair.held for pair in pairs(rows) if pair.buddy == person]
    return as_buddy + [one for one in rows if one.by == Holding.By.FACILITATOR and one.asks == person.pk]


def as_readers(person: Person, rooms: Collection[Group], now: datetime) -> dict[int, str]:
    """Say of whoever is somebody's buddy that they are, where they are offered as the one reader of a text."""
    found = [pair for pair in pairs(chosen_around(person.pk, now)) if pair.held.place.person_id == person.pk]
    mine = [pair.buddy for pair in found if pair.held.place.group in rooms]
    return {buddy.pk: _("One person: %(name)s, your buddy now") % {"name": buddy} for buddy in mine}


chosen_in, chosen_around = Rows(of_group, int, datetime), Rows(of_rooms, int, datetime)
