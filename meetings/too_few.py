"""For which meetings can too few people come? Their facilitators hear of it two days ahead, once, and decide."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from groups.models import Membership
from meetings import quorum
from meetings.freeing import keepers
from meetings.models import Attendance, Decision, Meeting, Quorum
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "too_few_come"
SETTLED = (Decision.Choice.KEEP, Decision.Choice.SHORTEN)  # whoever wants to move it has decided once it is moved


def counted(meetings: QuerySet[Meeting], only: Any = None) -> QuerySet[Meeting]:
    """Add to meetings how many peers are `expected` and `absent`, the group's `own_quorum`, and if it is `settled`.

    `only` is a condition: other meetings are not counted, and have None.
    """
    there = Membership.objects.peers().there_at(OuterRef("starts_at")).filter(group=OuterRef("group"))
    said = Attendance.objects.absences().filter(meeting=OuterRef(OuterRef("pk")))
    absent = there.filter(Exists(said.filter(person=OuterRef("person"))))
    own = Quorum.objects.filter(group=OuterRef("group")).values("least")
    settled = Decision.objects.filter(meeting=OuterRef("pk"), starts_at=OuterRef("starts_at"), choice__in=SETTLED)
    only = Q() if only is None else only
    return meetings.annotate(
        expected=where(only, number(there)),
        absent=where(only, number(absent)),
        own_quorum=where(only, Subquery(own)),
        settled=where(only, Exists(settled), models.BooleanField()),
    )


def number(rows: QuerySet[Membership]) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("group").annotate(n=Count("pk")).values("n")), 0)


def where(condition: Any, then: Any, field: Any = None) -> Any:
    """Ask only where the condition holds: a database leaves the other branch alone."""
    if not condition:
        return then
    return Case(When(condition, then=then), default=Value(None), output_field=field or models.IntegerField())


def count_of(meeting: Any) -> quorum.Count:
    """Return the count of a meeting that came `counted`."""
    return quorum.Count(meeting.expected, meeting.absent, meeting.own_quorum)


def wants_a_word(meeting: Any, now: datetime) -> bool:
    """Say of a meeting that came `counted` whether its facilitator has to decide something."""
    if meeting.expected is None or meeting.settled or not quorum.is_near(meeting.starts_at, now):
        return False
    return count_of(meeting).is_short


def recounted(meeting: Meeting) -> Any:
    return counted(Meeting.objects.filter(pk=meeting.pk)).get()


def seats_of_the_absent(meeting: Meeting) -> list[str]:
    """Name those who have a hot seat and said that they cannot come."""
    cant = meeting.attendances.absences().values("person")
    seats = meeting.hot_seats.filter(item__isnull=False, person__in=cant).select_related("person")
    return [seat.person.first_name for seat in seats]


def plan(*, now: datetime) -> int:
    """Owe the facilitators of such meetings one mail each; moved, a meeting is asked about anew."""
    near = Meeting.objects.standing().filter(starts_at__gt=now, starts_at__lte=now + quorum.AHEAD)
    short = [meeting for meeting in counted(near).select_related("group") if wants_a_word(meeting, now)]
    return ledger.owe_all([owed(meeting, keeper, now) for meeting in short for keeper in keepers(meeting)], now=now)


def owed(meeting: Meeting, keeper: int, now: datetime) -> ledger.Owed:
    return ledger.Owed(
        person_id=keeper,
        kind=KIND,
        about=meeting,
        occurrence=meeting.starts_at,
        due_at=now,
        useless_after=meeting.starts_at,
    )


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether too few still can come, at that time, nobody has decided yet, and they keep the room."""
    meeting = delivery.about
    if not meeting.is_open(now) or delivery.occurrence != ledger.written(meeting.starts_at):
        return False
    return wants_a_word(recounted(meeting), now) and delivery.person_id in keepers(meeting)
