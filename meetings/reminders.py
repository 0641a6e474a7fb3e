"""Which meetings are near, and who hears of it? 7 days, 1 day and 1 hour before: the tightest that applies, once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from groups.models import Membership
from groups.models.memberships import seated
from meetings.models import Attendance, Meeting, Poll
from peergroups.kit.questions import IsThere
from peergroups.kit.wallclock import days_before, minutes_before
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "meeting_reminder"
HORIZON = timedelta(days=7, hours=2)  # the longest lead, and the hours a clock change may add to it


@dataclass(frozen=True)
class Lead:
    """How long before a meeting a reminder is due, and how late it may still go."""

    name: str
    days: int = 0
    minutes: int = 0
    late_by: timedelta | None = None  # None: until the meeting begins

    def due_at(self, starts_at: datetime, zone: str) -> datetime:
        """Days keep the wall time of the group's zone, minutes are elapsed ones."""
        if self.days:
            return days_before(starts_at, self.days, zone)
        return minutes_before(starts_at, self.minutes)


PRE_READ = "1 day"

# Tightest first. How late each may go: reliability rules of the product, see docs/decisions.md.
LEADS = (
    Lead("1 hour", minutes=60),
    Lead(PRE_READ, days=1, late_by=timedelta(hours=6)),
    Lead("7 days", days=7, late_by=timedelta(hours=24)),
)


def due_lead(meeting: Meeting, now: datetime) -> Lead | None:
    """Return the tightest lead whose time has come; a meeting moved since then was announced by that mail already."""
    for lead in LEADS:
        due_at = lead.due_at(meeting.starts_at, meeting.group.zone)
        if due_at <= now:
            return None if meeting.started_before and due_at < meeting.timed_at else lead
    return None


def unheard(due: list[tuple[Meeting, Lead]]) -> list[tuple[Meeting, Lead]]:
    """Leave out times fixed since then that a mail told of by itself: those of a rhythm, and those a poll found."""
    late = [meeting for meeting, lead in due if lead.due_at(meeting.starts_at, meeting.group.zone) < meeting.timed_at]
    found = set(Poll.objects.filter(meeting__in=late).values_list("meeting", flat=True)) if late else set()
    told = found | {meeting.pk for meeting in late if meeting.cadence_id}
    return [(meeting, lead) for meeting, lead in due if meeting.pk not in told]


def plan(*, now: datetime) -> int:
    """Owe each member who may come the reminder that is due for their next meeting."""
    near = Meeting.objects.standing().filter(starts_at__gt=now, starts_at__lte=now + HORIZON).select_related("group")
    due = unheard([(meeting, lead) for meeting in near if (lead := due_lead(meeting, now))])
    members = expected([meeting for meeting, lead in due])
    return ledger.owe_all(
        [owed(meeting, lead, person_id) for meeting, lead in due for person_id in members[meeting.pk]], now=now
    )


def owed(meeting: Meeting, lead: Lead, person_id: int) -> ledger.Owed:
    """Say what one member is owed: late counts from when the time was fixed, not from before anybody knew it."""
    due_at = max(lead.due_at(meeting.starts_at, meeting.group.zone), meeting.timed_at)
    last = due_at + lead.late_by if lead.late_by else meeting.starts_at
    return ledger.Owed(
        person_id=person_id,
        kind=KIND,
        about=meeting,
        occurrence=occurrence(meeting, lead),
        due_at=due_at,
        useless_after=min(last, meeting.starts_at),
    )


def expected(meetings: list[Meeting]) -> dict[int, list[int]]:
    """Return, by meeting, the members who are not away and have not said that they cannot come."""
    places = Membership.objects.hearing().filter(group__in={meeting.group_id for meeting in meetings})
    by_group = defaultdict(list)
    for group_id, person_id in places.values_list("group", "person"):
        by_group[group_id].append(person_id)
    absent = set(absences(meetings).values_list("meeting", "person"))
    return {
        meeting.pk: [person for person in by_group[meeting.group_id] if (meeting.pk, person) not in absent]
        for meeting in meetings
    }


def absences(meetings: Iterable[Meeting | int]) -> QuerySet[Attendance]:
    return Attendance.objects.absences().filter(meeting__in=meetings)


def occurrence(meeting: Meeting, lead: Lead) -> str:
    """Name this reminder: moving the meeting makes it another one."""
    return f"{lead.name} {meeting.starts_at.isoformat()}"


def is_pre_read(delivery: Delivery) -> bool:
    """Say whether it is the reminder of the day before, which opens what there is to read."""
    return delivery.occurrence.startswith(f"{PRE_READ} ")


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether this is still the reminder to send: the meeting stands, at that time, and the person may come."""
    meeting = delivery.about
    lead = due_lead(meeting, now) if meeting.is_open(now) else None
    return (
        lead is not None
        and delivery.occurrence == occurrence(meeting, lead)
        and may_come(meeting.group_id, meeting.pk, delivery.person_id)
    )


def expected_seat(group: int, meeting: int, person: int) -> QuerySet[Membership]:
    """The place of a person who sits in the group, unless they said that they cannot come to this meeting."""
    return seated(group, person).exclude(Exists(absences([meeting]).filter(person=OuterRef("person"))))


may_come = IsThere(expected_seat, int, int, int)
