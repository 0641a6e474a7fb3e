"""What did a meeting leave? Commitments, seats, what was parked, the next date; a mail says only what is one's own."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from accountability import reading
from accountability.models import Commitment, LookBack
from groups.mails import from_group
from groups.models import Person
from groups.models.memberships import sits_in
from meetings.models import Here, HotSeat, Meeting, ParkedTopic, Sitting
from meetings.models.meetings import OVERTIME
from meetings.models.sittings import sitting_of
from meetings.planning import tell_all
from meetings.reminders import absences
from peergroups.kit.spoken import day, listed, short_moment, time_range
from peergroups.kit.wallclock import local_day
from peergroups.outbox.ledger import written
from peergroups.outbox.models import Delivery

KIND = "recap"
OF_USE = timedelta(days=2)  # afterwards one has seen it, or need not


def owe(sitting: Sitting, *, now: datetime) -> None:
    """Owe each member the mail of what they said they will do; it leaves with the next round of the clock."""
    tell_all(sitting.meeting, KIND, occurrence=now, useless_after=now + OF_USE, now=now)


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether it is the end of this meeting that it speaks of, and its reader a member."""
    sitting = Sitting.objects.filter(meeting=delivery.about_id, ended_at__isnull=False).first()
    is_it = sitting is not None and sitting.ended_at is not None and delivery.occurrence == written(sitting.ended_at)
    return is_it and sits_in(delivery.about.group_id, delivery.person_id)


def context(delivery: Delivery, *, now: datetime) -> dict[str, Any]:
    """Give the mail its facts: the days of one's own commitments and when one meets next, never the words of one."""
    meeting, person = delivery.about, delivery.person
    following = next_of(meeting, now)
    zone = (following and following.zone_shown) or person.time_zone
    days = days_of(meeting, person)
    return from_group(meeting.group) | {
        "when_short": short_moment(meeting.starts_at, meeting.zone_shown or person.time_zone),
        "days": len(days),
        "dates": listed(dict.fromkeys(day(due_on, local_day(now, person.time_zone)) for due_on in days)),
        "waiting": meeting.dictations.open().commitments().filter(person=person).exists(),
        "missed": not days and could_not_come(meeting, person),
        "next": following and time_range(following.starts_at, following.minutes, zone, now),
        "button_url": reverse("accountability:recap", args=[meeting.pk]),
    }


def days_of(meeting: Meeting, person: Person) -> list[Any]:
    mine = Commitment.objects.of(person).filter(meeting=meeting)
    return list(mine.order_by("due_on").values_list("due_on", flat=True))


def could_not_come(meeting: Meeting, person: Person) -> bool:
    """Say whether somebody had said so, and did not come after all."""
    came = Here.objects.filter(sitting__meeting=meeting, person=person)
    return absences([meeting]).filter(person=person).exists() and not came.exists()


def next_of(meeting: Meeting, now: datetime) -> Meeting | None:
    """Return when the group meets next; a meeting that ended early is over."""
    following = meeting.group.meetings.upcoming(now).exclude(pk=meeting.pk).filter(starts_at__gt=meeting.starts_at)
    return following.select_related("group").first()


def is_over(meeting: Meeting, now: datetime) -> bool:
    """Say whether it was ended, or its time is over where nobody did."""
    sitting = sitting_of(meeting)
    if sitting and sitting.ended_at:
        return True
    last = meeting.ends_at + OVERTIME if sitting else meeting.ends_at
    return meeting.cancelled_at is None and last <= now


def shown(meeting: Meeting, reader: Person, now: datetime) -> dict[str, Any]:
    """Gather what the page of a recap shows; notes are no part of it."""
    sitting = sitting_of(meeting)
    here = list(sitting.here.select_related("person").order_by("person__name")) if sitting else []
    members = list(Person.objects.filter(memberships__in=meeting.group.memberships.current()).order_by("name"))
    seats = HotSeat.objects.filter(meeting=meeting, item__isnull=False).select_related("person", "read_back")
    return {
        "sitting": sitting,
        "people": reading.told(reading.said_at(meeting, members)),
        "none": [one.person for one in here if one.nothing_at],
        "unconfirmed": [
            one.person
            for one in meeting.dictations.open().commitments().exclude(person=reader).select_related("person")
        ],
        "dictated": reading.dictated_to(reader, meeting),
        "seats": seats.order_by("item__position"),
        "looked_back": LookBack.objects.shared_of(meeting),
        "parked": parked_at(meeting, sitting),
        "next": next_of(meeting, now),
        "was_there": any(one.person_id == reader.pk for one in here),
        "has_rated": bool(sitting) and sitting.ratings.filter(person=reader).exists(),
    }


def parked_at(meeting: Meeting, sitting: Sitting | None) -> list[ParkedTopic]:
    """Return what was parked while the group met, as far as it is still kept."""
    if sitting is None or sitting.ended_at is None:
        return []
    found = ParkedTopic.objects.filter(group=meeting.group, parked_at__range=(sitting.started_at, sitting.ended_at))
    rows = found.select_related("words", "person").order_by("parked_at")
    return [topic for topic in rows if not topic.words.is_gone]
