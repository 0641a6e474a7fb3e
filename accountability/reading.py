"""What do the pages need to know of promises? Each list in one query, texts and people included."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from accountability.models import Commitment
from accountability.models.commitments import CommitmentQuerySet
from groups.models import Group, Membership, Person
from meetings.models import Meeting
from meetings.reading import next_meetings
from peergroups.kit.wallclock import local_day

ByPerson = list[tuple[Person, list[Commitment]]]

LATELY = timedelta(days=45)  # how long a settled promise stays in sight
A_MONTH = timedelta(days=30)  # what counts as soon while no meeting is planned
STILL_THE_MEETING = timedelta(days=2)  # a promise written down so soon afterwards was made in the room


def rooms_of(person: Person) -> QuerySet[Group]:
    """The groups a person may write in: they sit there and signed the charter."""
    places = Membership.objects.signed().filter(person=person)
    return Group.objects.filter(memberships__in=places).order_by("name")


def open_ones(person: Person) -> CommitmentQuerySet:
    """What this person has still to do, the nearest first."""
    return Commitment.objects.of(person).visible_to(person).open().worded().by_day()


def settled_ones(person: Person, now: datetime) -> CommitmentQuerySet:
    return Commitment.objects.of(person).visible_to(person).settled_since(now - LATELY).worded()


def mine(person: Person, rooms: list[Group], now: datetime) -> dict[str, Any]:
    """Sort a person's promises: due before the next meeting of their group, later, and settled lately."""
    meetings = next_meetings(rooms, now)
    in_a_month = local_day(now, person.time_zone) + A_MONTH
    soon: list[Commitment] = []
    later: list[Commitment] = []
    for commitment in open_ones(person):
        meeting = meetings.get(commitment.group_id)
        until = local_day(meeting.starts_at, person.time_zone) if meeting else in_a_month
        (soon if commitment.due_on <= until else later).append(commitment)
    return {"soon": soon, "later": later, "lately": list(settled_ones(person, now)), "meets": bool(meetings)}


def by_person(commitments: Iterable[Commitment]) -> ByPerson:
    """Put promises together by whoever made them, people by name."""
    ordered = sorted(commitments, key=lambda commitment: (commitment.person.name, commitment.person_id))
    return [(owner, list(theirs)) for owner, theirs in groupby(ordered, key=lambda commitment: commitment.person)]


def said_aloud(group: Group, now: datetime) -> ByPerson:
    """What the members of a group promised, and what came of it lately, by person."""
    return by_person(group.commitments.of_members().in_sight(now - LATELY).worded().by_day())


def carried_into(meeting: Meeting) -> ByPerson:
    """What is asked about first at a meeting: open promises made before it, by person."""
    made_before = Commitment.objects.filter(group=meeting.group_id, made_at__lt=meeting.starts_at)
    return by_person(made_before.of_members().open().worded().by_day())


def said_at(meeting: Meeting) -> ByPerson:
    """What people promised at a meeting, and what came of it, by person."""
    return by_person(meeting.commitments.of_members().worded().by_day())


def day_to_offer(person: Person, group: Group, now: datetime) -> date | None:
    """Return the day of the group's next meeting after today; None while there is none."""
    today = local_day(now, person.time_zone)
    days = (local_day(meeting.starts_at, person.time_zone) for meeting in group.meetings.upcoming(now)[:3])
    return next((found for found in days if found > today), None)


def meeting_of(group: Group, now: datetime) -> Meeting | None:
    """Return the meeting that is going on, or was held within two days; None when it is longer ago."""
    begun = group.meetings.standing().filter(starts_at__lte=now, ends_at__gte=now - STILL_THE_MEETING)
    return begun.order_by("-starts_at").first()


def people_of(group: Group) -> list[Person]:
    """The people in a group now, its facilitator first: those who read what is written there."""
    places = group.memberships.current().select_related("person").order_by("role", "person__name")
    return [place.person for place in places]
