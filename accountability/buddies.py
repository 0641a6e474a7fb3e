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

By = Holding.By


@dataclass(frozen=True)
class Pair:
    """Somebody who wants to be held by a buddy, and who that is now."""

    held: Holding
    buddy: Person


def places(now: datetime) -> QuerySet[Any]:
    """The places of those who chose a buddy or their facilitator, and are there for it; who joined first, first.

    With each, how often the group has `met`, and which facilitator would ask (`asks`).
    """
    held = Meeting.objects.held(now).filter(group=OuterRef("group")).order_by().values("group")
    keepers = Membership.objects.keepers().filter(group=OuterRef("group")).exclude(person=OuterRef("person"))
    asks = keepers.order_by("joined_at", "pk").values("person")[:1]
    there = Membership.objects.hearing().filter(person__is_active=True)
    return (
        there.filter(holding__by__in=(By.BUDDY, By.FACILITATOR))
        .annotate(met=Coalesce(Subquery(held.annotate(many=Count("pk")).values("many")), 0), asks=Subquery(asks))
        .select_related("person", "group", "holding__words")
        .order_by("joined_at", "pk")
    )


def of_group(group: int, now: datetime) -> QuerySet[Any]:
    return places(now).filter(group=group)


def of_rooms(person: int, now: datetime) -> QuerySet[Any]:
    """Those of the groups somebody sits in, as far as these are open to whoever looks."""
    mine = Membership.objects.current().filter(person=Person.only_id(person)).values("group")
    return places(now).filter(IsOpen(F("group")), group__in=mine)


def pairs(found: Iterable[Any]) -> list[Pair]:
    """Pair those who chose a buddy, each group for itself; nobody is in a pair where nobody else did."""
    circles: dict[int, list[Any]] = defaultdict(list)
    for place in found:
        if place.holding.by == By.BUDDY:
            circles[place.group_id].append(place)
    told = []
    for circle in circles.values():
        people = {place.person_id: place.person for place in circle}
        buddies = paired([*people], circle[0].met)
        told += [Pair(place.holding, people[buddies[place.person_id]]) for place in circle if buddies]
    return told


def buddy_of(person: int, group: int, now: datetime) -> Person | None:
    """Return who is somebody's buddy in a group; None for whoever has none."""
    found = pairs(chosen_in(group, now))
    return next((pair.buddy for pair in found if pair.held.place.person_id == person), None)


def held_by(person: Person, now: datetime) -> list[Holding]:
    """Return how those want to be held who are this person's to hold: as their buddy by now, or who facilitates."""
    found = chosen_around(person.pk, now)
    as_buddy = [pair.held for pair in pairs(found) if pair.buddy == person]
    asked = [place.holding for place in found if place.holding.by == By.FACILITATOR and place.asks == person.pk]
    return as_buddy + asked


def to_mind(group: int) -> QuerySet[Any]:
    """The places of a group whose people say what not to do to them, as far as whoever looks may read it."""
    there = Membership.objects.current().filter(group=group, holding__words__isnull=False)
    return there.select_related("person", "holding__words").order_by("person__name", "pk")


def not_to_do(person: Person, group: Group, besides: Collection[Holding]) -> list[Holding]:
    """Return what others of a group ask somebody not to do, besides those whom they hold."""
    found = [place.holding for place in chosen_to_mind(group.pk) if place.person != person]
    return [one for one in found if one.avoid and one not in besides]


def as_readers(person: Person, rooms: Collection[Group], now: datetime) -> dict[int, str]:
    """Say of whoever is somebody's buddy that they are, where they are offered as the one reader of a text."""
    found = [pair for pair in pairs(chosen_around(person.pk, now)) if pair.held.place.person_id == person.pk]
    mine = [pair.buddy for pair in found if pair.held.place.group in rooms]
    return {buddy.pk: _("One person: %(name)s, your buddy now") % {"name": buddy} for buddy in mine}


chosen_in, chosen_around = Rows(of_group, int, datetime), Rows(of_rooms, int, datetime)
chosen_to_mind = Rows(to_mind, int)
