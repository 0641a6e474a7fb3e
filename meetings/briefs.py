"""Whose brief is still missing? The seated person hears of it 4 days and 1 day before, at nine in their morning."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from groups.models.memberships import sits_in
from meetings import reminders
from meetings.models import HotSeat
from peergroups.kit.questions import IsThere
from peergroups.kit.wallclock import MORNING, instant, local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "brief_due"
LEADS = (1, 4)  # days, tightest first
HORIZON = timedelta(days=6)


def waiting(now: datetime) -> QuerySet[HotSeat]:
    """The seats of coming meetings whose brief the group cannot read yet."""
    coming = HotSeat.objects.standing().filter(meeting__starts_at__gt=now, brief__shared_at=None)
    return coming.select_related("meeting__group", "person")


def due_at(seat: HotSeat, days: int) -> datetime:
    """Return nine in the morning on the seated person's own wall, so many days before the meeting there."""
    zone = seat.person.time_zone
    return instant(local_day(seat.meeting.starts_at, zone) - timedelta(days=days), MORNING, zone)


def due_lead(seat: HotSeat, now: datetime) -> int | None:
    return next((days for days in LEADS if due_at(seat, days) <= now), None)


def plan(*, now: datetime) -> int:
    """Owe one reminder to each seated person whose brief is due and not shared."""
    seats = waiting(now).filter(meeting__starts_at__lte=now + HORIZON)
    return ledger.owe_all([owed(seat, lead) for seat in seats if (lead := due_lead(seat, now))], now=now)


def owed(seat: HotSeat, lead: int) -> ledger.Owed:
    due = max(due_at(seat, lead), seat.assigned_at)
    return ledger.Owed(
        person_id=seat.person_id,
        kind=KIND,
        about=seat,
        occurrence=occurrence(seat, lead),
        due_at=due,
        useless_after=min(due + timedelta(days=1), seat.meeting.starts_at),
    )


def going(meeting: int, person: int, now: datetime) -> QuerySet[Delivery]:
    """The mail about somebody's brief for this meeting that leaves in this round, unless it is quiet for them."""
    mine = HotSeat.objects.filter(meeting=meeting, person=person).values("pk")
    rows = Delivery.objects.owed().filter(person=person, kind=KIND, about_id__in=mine, attempts__lte=1)
    return rows.filter(due_at__lte=now, useless_after__gte=now)


goes_now = IsThere(going, int, int, datetime)  # asked for every reminder of the day before


def riders(delivery: Delivery, *, now: datetime) -> list[Delivery]:
    """Find the reminder of the same meeting that is due now: its reader gets one mail, and not two in a minute."""
    found = Delivery.objects.besides(delivery, now).filter(kind=reminders.KIND, about_id=delivery.about.meeting_id)
    return [other for other in found if reminders.still_true(other, now=now)]


def occurrence(seat: HotSeat, lead: int) -> str:
    return f"{lead} days {seat.meeting.starts_at.isoformat()}"


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether the seat is still theirs, the meeting still then, and the brief still to come."""
    seat = waiting(now).filter(pk=delivery.about_id).first()
    lead = due_lead(seat, now) if seat else None
    if seat is None or lead is None:
        return False
    return delivery.occurrence == occurrence(seat, lead) and sits_in(seat.meeting.group_id, seat.person_id)
