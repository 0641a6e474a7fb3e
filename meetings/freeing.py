"""Which hot seats were left behind? Those of people who will not be there; the facilitator hears what to rearrange."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from groups.models import Membership
from meetings.models import AgendaItem, Attendance, HotSeat, Meeting
from meetings.models.hot_seats import HotSeatQuerySet
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "seat_freed"


def of_the_absent() -> HotSeatQuerySet:
    """The seats whose holders have left by the time of the meeting, or are on a sabbatical."""
    there = Membership.objects.there_at(OuterRef("meeting__starts_at"))
    return HotSeat.objects.exclude(Exists(there.filter(group=OuterRef("meeting__group"), person=OuterRef("person"))))


def left_behind(now: datetime) -> QuerySet[HotSeat]:
    """Those among them in coming meetings that are still on the agenda."""
    coming = of_the_absent().standing().filter(meeting__in=Meeting.objects.ahead(now))
    return coming.select_related("meeting__group")


@transaction.atomic
def plan(*, now: datetime) -> int:
    """Free what was left behind and owe the facilitators the news; the pages show it free since it is known."""
    seats = list(left_behind(now).select_for_update(of=("self",)))
    HotSeat.objects.filter(pk__in=[seat.pk for seat in seats]).update(item=None)
    forget_answers(now)
    return ledger.owe_all([owed(seat, keeper, now) for seat in seats for keeper in keepers(seat.meeting)], now=now)


def forget_answers(now: datetime) -> None:
    """Take back what those who left said about coming: should they join again, they are asked again."""
    stays = Membership.objects.current().filter(group=OuterRef("meeting__group"), person=OuterRef("person"))
    coming = Attendance.objects.filter(meeting__cancelled_at=None, meeting__starts_at__gt=now)
    coming.exclude(Exists(stays)).delete()


def keepers(meeting: Meeting) -> list[int]:
    """Those who see to the group, and whoever facilitates this meeting."""
    theirs = Q(role=Membership.Role.FACILITATOR) | Q(person__in=meeting.duties.opening_doors().values("person"))
    return list(meeting.group.memberships.hearing().filter(theirs).values_list("person", flat=True))


def owed(seat: HotSeat, keeper: int, now: datetime) -> ledger.Owed:
    return ledger.Owed(
        person_id=keeper,
        kind=KIND,
        about=seat,
        occurrence=seat.assigned_at,
        due_at=now,
        useless_after=seat.meeting.starts_at,
    )


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether there still is a hot seat to give, a meeting to come, and they keep the room."""
    seat = delivery.about
    if seat.item_id or not seat.meeting.is_open(now):
        return False
    return is_any_free(seat.meeting) and delivery.person_id in keepers(seat.meeting)


def is_any_free(meeting: Meeting) -> bool:
    return meeting.agenda_items.filter(kind=AgendaItem.Kind.HOT_SEAT, seat=None).exists()
