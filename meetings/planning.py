"""How does a meeting come about, move and end early? With everybody told in the same breath."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from groups.models import Group
from meetings.models import Meeting
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery


def is_taken(group: Group, starts_at: datetime, *, but: Meeting | None = None) -> bool:
    """Say whether a group meets at this time already, in another meeting than the one that is to be moved."""
    others = group.meetings.standing().exclude(pk=but.pk if but else None)
    return others.filter(starts_at=starts_at).exists()


def plan_meeting(group: Group, starts_at: datetime, minutes: int, *, now: datetime, **where: Any) -> Meeting:
    """Fix the next gathering of a group, with an agenda laid for the peers who will be there."""
    meeting = Meeting.objects.create(
        group=group,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        timed_at=now,
        revised_at=now,
        **where,
    )
    meeting.lay_agenda(people=group.memberships.peers().there_at(starts_at).count())
    return meeting


def move_meeting(meeting: Meeting, starts_at: datetime, *, minutes: int, now: datetime, **where: str) -> None:
    """Hold a meeting at another time or place; when the time changes, every member is owed the news."""
    before = meeting.starts_at
    meeting.move(starts_at, minutes=minutes, now=now, known=start_told(meeting), **where)
    leave_the_rhythm(meeting, now=now)
    if meeting.starts_at != before:
        tell_all(meeting, "meeting_moved", occurrence=meeting.timed_at, useless_after=meeting.starts_at, now=now)


def start_told(meeting: Meeting) -> datetime:
    """Return the start its members heard of last: while the news of a move waits to be sent, the one before."""
    told_alone = Q(kind="meeting_moved", about_id=meeting.pk)
    is_news = meeting.cadence and meeting.timed_at >= meeting.cadence.news_since
    told_with_all = Q(kind="dates_saved", about_id=meeting.cadence_id if is_news else 0)
    waiting = Delivery.objects.owed().filter(told_alone | told_with_all)
    return meeting.started_before if meeting.started_before and waiting.exists() else meeting.starts_at


def leave_the_rhythm(meeting: Meeting, *, now: datetime) -> None:
    """Keep what was chosen by hand for one date: no change of the rhythm takes it back."""
    if meeting.cadence_id and meeting.off_rhythm_at is None:
        meeting.off_rhythm_at = now
        meeting.save(update_fields=["off_rhythm_at"])


def cancel_meeting(meeting: Meeting, *, now: datetime) -> None:
    """Call a meeting off and owe every member the news."""
    called_off_at = meeting.cancel(now=now)
    tell_all(meeting, "meeting_cancelled", occurrence=called_off_at, useless_after=meeting.starts_at, now=now)


def tell_all(
    meeting: Meeting,
    kind: str,
    *,
    occurrence: datetime,
    useless_after: datetime,
    now: datetime,
    due_at: datetime | None = None,
) -> None:
    """Owe each member who takes no break one mail about this meeting, at once or when it is due."""
    ledger.owe_all(
        [
            ledger.Owed(
                person_id=person_id,
                kind=kind,
                about=meeting,
                occurrence=occurrence,
                due_at=due_at or now,
                useless_after=useless_after,
            )
            for person_id in meeting.group.memberships.hearing().values_list("person", flat=True)
        ],
        now=now,
    )
