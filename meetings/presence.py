"""Who was there, and with whom should the facilitator talk? Noted after a meeting, counted over a year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from groups.models import Group, Membership, Person
from meetings.misses import A_YEAR, Misses, Noted, counted
from meetings.models import Attendance, Meeting, Presence
from peergroups.kit.wallclock import local_day

Was = Presence.Was
AS_SAID = {
    Attendance.Answer.COMING: Was.THERE,
    Attendance.Answer.LATE: Was.HALF,
    Attendance.Answer.CANT: Was.MISSED,
}


@dataclass(frozen=True)
class Flag:
    """A member with whom the facilitator might talk, and why."""

    person: Person
    misses: Misses


def expected(meeting: Meeting) -> list[Membership]:
    """Return the peers who were to be there, by name, each with how they `were`: as noted, else as they had said."""
    peers = meeting.group.memberships.filter(is_peer=True, joined_at__lte=meeting.ends_at)
    places = list(peers.there_at(meeting.starts_at).select_related("person").order_by("person__name"))
    was = how_it_was([meeting])
    for place in places:
        place.was = was.get((meeting.pk, place.person_id), "")
    return places


def how_it_was(meetings: Iterable[Meeting]) -> dict[tuple[int, int], str]:
    """Return how each was at these meetings, by meeting and person: as noted, else as they had said."""
    said = Attendance.objects.filter(meeting__in=meetings).values_list("meeting", "person", "answer")
    was = {(meeting, who): str(AS_SAID[Attendance.Answer(answer)]) for meeting, who, answer in said}
    noted = Presence.objects.filter(meeting__in=meetings).values_list("meeting", "person", "was")
    return was | {(meeting, who): how for meeting, who, how in noted}


@transaction.atomic
def note(meeting: Meeting, was: Mapping[int, str], *, now: datetime) -> None:
    """Write down how each was; noted anew, the last word counts."""
    for person, how in was.items():
        meeting.presences.update_or_create(person_id=person, defaults={"was": how, "noted_at": now})


def misses(group: Group, now: datetime) -> dict[int, Misses]:
    """Count what each missed in the last twelve months, by person."""
    rows = Presence.objects.filter(
        meeting__group=group, meeting__cancelled_at=None, meeting__starts_at__gt=now - A_YEAR
    )
    notes: dict[int, list[Noted]] = defaultdict(list)
    for person, starts_at, was in rows.values_list("person", "meeting__starts_at", "was"):
        notes[person].append(Noted(local_day(starts_at, group.zone), was))
    today = local_day(now, group.zone)
    return {person: counted(noted, today) for person, noted in notes.items()}


def misses_of(person: Person, group: Group, now: datetime) -> Misses:
    return misses(group, now).get(person.pk) or counted([], local_day(now, group.zone))


def flags(group: Group, now: datetime) -> list[Flag]:
    """Return the present members who missed more than groups allow; what comes of it a person decides."""
    too_much = {person: found for person, found in misses(group, now).items() if found.is_too_much}
    present = group.memberships.peers().filter(person__in=too_much).select_related("person").order_by("person__name")
    return [Flag(place.person, too_much[place.person_id]) for place in present]
