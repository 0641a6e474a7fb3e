"""Who might need a private word? Whoever missed two meetings, or was not heard of for weeks; for the facilitator."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from groups.models import Membership
from meetings.awaited import Awaited
from meetings.models import Attendance, Meeting, Presence, SeatRequest, Topic, Update, Vote
from meetings.presence import how_it_was

THREE_WEEKS = timedelta(weeks=3)
LATELY = timedelta(days=200)  # the last two meetings are looked for in this time
Was = Presence.Was


class Signs:
    """All that tells of the members of some groups that they take part: what they said, and where they were."""

    def __init__(self, groups: Collection[int], awaited: Awaited, now: datetime):
        self.awaited, self.now = awaited, now
        self.held: dict[int, list[Meeting]] = defaultdict(list)
        rows = Meeting.objects.held(now).filter(group__in=groups, ends_at__gt=now - LATELY)
        for meeting in rows:
            self.held[meeting.group_id].append(meeting)
        self.was = how_it_was([meeting for meetings in self.held.values() for meeting in meetings[:2]])
        self.heard = latest(groups, now)

    def why(self, place: Membership, meeting: Meeting | None) -> str:
        """Say why somebody might need a word; nothing where there is no reason."""
        if not place.is_peer or place.is_away_at(self.now):
            return ""
        if self.missed_two(place):
            return _("Missed the last two meetings")
        return _("No reply for three weeks") if meeting and self.is_silent(place, meeting) else ""

    def missed_two(self, place: Membership) -> bool:
        last = self.held[place.group_id][:2]
        return len(last) == 2 and all(self.was.get((each.pk, place.person_id)) == Was.MISSED for each in last)

    def is_silent(self, place: Membership, meeting: Meeting) -> bool:
        """Say whether their answer is missing, and nothing came from them for three weeks.

        Whoever may have been at a meeting since counts as heard.
        """
        if place not in self.awaited.answers(meeting):
            return False
        there = [
            each.ends_at
            for each in self.held[place.group_id][:2]
            if self.was.get((each.pk, place.person_id)) not in (Was.MISSED, Was.EXCUSED)
        ]
        heard = [place.joined_at, *there, *self.heard[place.group_id, place.person_id]]
        return max(heard) <= self.now - THREE_WEEKS


def latest(groups: Collection[int], now: datetime) -> dict[tuple[int, int], list[datetime]]:
    """Return when each last answered, voted, shared, brought or asked something, by group and person; of no draft."""
    signs: list[tuple[QuerySet[Any], str, str]] = [
        (Attendance.objects.all(), "meeting__group", "answered_at"),
        (Vote.objects.all(), "slot__poll__group", "answered_at"),
        (Update.objects.all(), "meeting__group", "shared_at"),
        (Topic.objects.all(), "meeting__group", "added_at"),
        (SeatRequest.objects.all(), "group", "asked_at"),
    ]
    heard: dict[tuple[int, int], list[datetime]] = defaultdict(list)
    for rows, group, at in signs:
        recent = rows.filter(**{f"{group}__in": groups, f"{at}__gt": now - THREE_WEEKS}).order_by()
        for where, who, when in recent.values_list(group, "person").annotate(Max(at)):
            heard[where, who].append(when)
    return heard
