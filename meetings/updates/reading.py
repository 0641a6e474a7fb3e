"""What did members share for a meeting, and who is prepared? Nothing here can tell a draft from an empty page."""

from typing import Any

from groups.models import Membership, Person, Words
from meetings.models import Meeting, Update
from meetings.reading import people_expected


def updates_for(meeting: Meeting, reader: Person) -> dict[str, Any]:
    """Return what a reader may read of a meeting's updates, by name, and whether their own is among them."""
    found = meeting.updates.exclude(words__audience=Words.Audience.ME)
    rows = list(found.select_related("words__reader", "person").order_by("person__name"))
    return {"updates": rows, "is_mine_there": any(row.person_id == reader.pk for row in rows)}


def readiness_of(meeting: Meeting) -> list[Membership]:
    """Return the current members, each with their `answer`, and whether update and brief are there for all to read.

    A brief is None where somebody has no hot seat, an update where it is not theirs to write.
    """
    shared = set(Update.objects.filter(meeting=meeting, shared_at__isnull=False).values_list("person", flat=True))
    seats = meeting.hot_seats.filter(item__isnull=False).values_list("person", "brief__shared_at")
    briefs = {person: shared_at is not None for person, shared_at in seats}
    places = people_expected(meeting)
    for place in places:
        place.update_shared = place.person_id in shared if place.is_peer else None
        place.brief_shared = briefs.get(place.person_id)
    return places
