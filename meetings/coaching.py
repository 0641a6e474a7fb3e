"""Who helps the presenter to prepare? A coach, named a week ahead; last time's presenter is proposed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from groups.models import Membership, Person
from groups.models.memberships import sits_in
from meetings.models import HotSeat
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "coach_named"
AHEAD = timedelta(days=7)  # so that the two find an hour before the meeting


def is_late(seat: HotSeat, now: datetime) -> bool:
    """Say whether less than a week is left."""
    return seat.meeting.starts_at - now < AHEAD


def candidates(seat: HotSeat) -> list[Person]:
    """Whoever sits in the group and will be there, but the presenter."""
    places = Membership.objects.signed().filter(group=seat.meeting.group_id).exclude(person=seat.person_id)
    there = places.there_at(seat.meeting.starts_at).select_related("person")
    return [place.person for place in there.order_by("person__name", "person")]


def proposed(seat: HotSeat, now: datetime) -> int | None:
    """Return the key of whoever presented last, but for the presenter: they know best how it is."""
    held = HotSeat.objects.standing().filter(meeting__group=seat.meeting.group_id, meeting__ends_at__lte=now)
    last = held.exclude(person=seat.person_id)
    return last.order_by("-meeting__starts_at", "-item__position").values_list("person", flat=True).first()


@transaction.atomic
def name(seat: HotSeat, coach: Person | None, *, now: datetime) -> None:
    """Name a coach, or nobody; whoever is named anew is owed a mail. The same coach again changes nothing."""
    held = HotSeat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    if held.coach_id == (coach and coach.pk):
        return
    held.coach, held.coach_named_at = coach, now if coach else None
    held.met = held.phrased = held.checked_at = None
    held.save(update_fields=["coach", "coach_named_at", "met", "phrased", "checked_at"])
    if coach:
        ledger.owe(
            coach,
            kind=KIND,
            about=held,
            occurrence=now,
            due_at=now,
            useless_after=seat.meeting.starts_at,
            now=now,
        )


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether this person still coaches, since then, and the meeting is still to come."""
    seat = delivery.about
    is_news = seat.coach_id == delivery.person_id and seat.item_id and seat.meeting.is_open(now)
    return bool(
        is_news
        and delivery.occurrence == ledger.written(seat.coach_named_at)
        and sits_in(seat.meeting.group_id, delivery.person_id)
    )


def plan(*, now: datetime) -> None:
    """Free coming hot seats of coaches who have left by then or are on a sabbatical."""
    there = Membership.objects.there_at(OuterRef("meeting__starts_at"))
    here = Exists(there.filter(group=OuterRef("meeting__group"), person=OuterRef("coach")))
    coming = HotSeat.objects.filter(coach__isnull=False, meeting__starts_at__gt=now)
    coming.exclude(here).update(coach=None, coach_named_at=None, met=None, phrased=None, checked_at=None)
