"""Whose answer, brief, update or vote is still missing? Read once for many meetings and polls, and of no draft."""

from collections import defaultdict
from collections.abc import Collection, Container
from datetime import datetime
from functools import cached_property

from groups.models import Membership
from meetings.models import Attendance, HotSeat, Letter, Meeting, Poll, Update, Vote

Matter = Letter.Matter


class Awaited:
    """What the members of some groups still owe to these meetings and polls."""

    def __init__(self, meetings: Collection[Meeting], polls: Collection[Poll], now: datetime):
        self.meetings, self.polls, self.now = meetings, polls, now

    def of(self, matter: str, thing: Meeting | Poll) -> list[Membership]:
        """Return by name whose word about this matter is missing."""
        if isinstance(thing, Poll):
            return self.times(thing)
        return {Matter.ANSWER: self.answers, Matter.BRIEF: self.briefs, Matter.UPDATE: self.updates}[Matter(matter)](
            thing
        )

    def answers(self, meeting: Meeting) -> list[Membership]:
        return [place for place in self.there(meeting) if (meeting.pk, place.person_id) not in self.said]

    def briefs(self, meeting: Meeting) -> list[Membership]:
        """Those with a hot seat whose brief the group as a whole cannot read."""
        return [place for place in self.coming(meeting) if (meeting.pk, place.person_id) in self.without_brief]

    def updates(self, meeting: Meeting) -> list[Membership]:
        wanted = [place for place in self.coming(meeting) if place.is_peer]
        return [place for place in wanted if (meeting.pk, place.person_id) not in self.shared]

    def times(self, poll: Poll) -> list[Membership]:
        silent = [place for place in self.places[poll.group_id] if (poll.pk, place.person_id) not in self.voted]
        return [place for place in silent if not place.is_away_at(self.now)]

    def there(self, meeting: Meeting) -> list[Membership]:
        """The members who sit in the group then, and take no break."""
        return [place for place in self.places[meeting.group_id] if not is_gone(place, meeting.starts_at)]

    def coming(self, meeting: Meeting) -> list[Membership]:
        """Those among them who did not say that they cannot come."""
        cant = Attendance.Answer.CANT
        return [place for place in self.there(meeting) if self.said.get((meeting.pk, place.person_id)) != cant]

    @cached_property
    def places(self) -> dict[int, list[Membership]]:
        groups = {meeting.group_id for meeting in self.meetings} | {poll.group_id for poll in self.polls}
        rows = Membership.objects.signed().filter(group__in=groups).select_related("person")
        found: dict[int, list[Membership]] = defaultdict(list)
        for place in rows.order_by("person__name", "pk"):
            found[place.group_id].append(place)
        return found

    @cached_property
    def said(self) -> dict[tuple[int, int], str]:
        rows = Attendance.objects.filter(meeting__in=self.meetings).values_list("meeting", "person", "answer")
        return {(meeting, person): answer for meeting, person, answer in rows}

    @cached_property
    def without_brief(self) -> Container[tuple[int, int]]:
        seats = HotSeat.objects.standing().filter(meeting__in=self.meetings, brief__shared_at=None)
        return set(seats.values_list("meeting", "person"))

    @cached_property
    def shared(self) -> Container[tuple[int, int]]:
        rows = Update.objects.filter(meeting__in=self.meetings, shared_at__isnull=False)
        return set(rows.values_list("meeting", "person"))

    @cached_property
    def voted(self) -> Container[tuple[int, int]]:
        rows = Vote.objects.filter(slot__poll__in=self.polls).order_by()
        return set(rows.values_list("slot__poll", "person").distinct())


def is_gone(place: Membership, at: datetime) -> bool:
    """Say whether a member will have left by then, or take a break."""
    return place.is_away_at(at) or (place.leaves_at is not None and place.leaves_at <= at)
