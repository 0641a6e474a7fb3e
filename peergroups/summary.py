"""What does the week bring? One mail on Monday morning, where there is something and its reader hears of it nowhere."""

from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from accountability.models import Commitment
from groups.models import Membership, Person
from meetings.models import Meeting
from peergroups.kit import spoken
from peergroups.kit.wallclock import local, local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "weekly_summary"
EIGHT, MONDAY, SUNDAY = 8, 0, 6
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
JUST_NOW, OF_USE = timedelta(hours=48), timedelta(hours=12)


def plan(*, now: datetime) -> int:
    """Owe the summary to all for whom it is between eight and nine on a Monday; return how many are new."""
    zones = Person.objects.filter(is_active=True).order_by().values_list("time_zone", flat=True).distinct()
    there = [zone for zone in zones if is_time(now, zone)]
    if not there:
        return 0
    asked = Delivery.objects.filter(person=OuterRef("pk"), kind=KIND, owed_at__gt=now - timedelta(days=2))
    people = readers(now).filter(time_zone__in=there).exclude(Exists(asked))
    return ledger.owe_all([owed(person, now) for person in people], now=now)


def is_time(now: datetime, zone: str) -> bool:
    there = local(now, zone)
    return there.weekday() == MONDAY and there.hour == EIGHT


def owed(person: Person, now: datetime) -> ledger.Owed:
    return ledger.Owed(
        person_id=person.pk,
        kind=KIND,
        about=person,
        occurrence=local_day(now, person.time_zone),
        due_at=now,
        useless_after=now + OF_USE,
    )


def readers(now: datetime) -> QuerySet[Person]:
    """Those who sit somewhere and have something before them, were not here these two days and had no mail all week."""
    heard = Delivery.objects.filter(person=OuterRef("pk"), state=Delivery.State.SENT, sent_at__gt=now - A_WEEK)
    here = UserSession.objects.filter(user=OuterRef("pk"), last_seen_at__gt=now - JUST_NOW)
    seats = Membership.objects.hearing().filter(person=OuterRef("pk"))
    rooms = Membership.objects.hearing().filter(person=OuterRef(OuterRef("pk"))).values("group")
    meets = near(now).filter(group__in=rooms)
    something = Exists(meets) | Exists(before_them(now).filter(person=OuterRef("pk")))
    people = Person.objects.filter(Exists(seats), something, is_active=True).exclude(Exists(here))
    return people.exclude(Exists(heard.exclude(kind=KIND))).exclude(last_login__gt=now - JUST_NOW)


def near(now: datetime) -> QuerySet[Meeting]:
    return Meeting.objects.standing().filter(starts_at__gt=now, starts_at__lte=now + A_WEEK)


def before_them(now: datetime) -> QuerySet[Commitment]:
    """Open commitments whose day is this week and still to come; of today and of what is over, other mails ask."""
    monday = (now + A_DAY if now.weekday() == SUNDAY else now).date()  # for its reader, be it Sunday in UTC
    return Commitment.objects.open().of_attending().filter(due_on__range=(monday + A_DAY, monday + A_WEEK))


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    return readers(now).filter(pk=delivery.person_id).exists()


def context(delivery: Delivery, *, now: datetime) -> dict[str, Any]:
    """Say when one meets and how many commitments come to their day, and nothing of what they are."""
    person = delivery.person
    places = Membership.objects.hearing().filter(person=person)
    meetings = near(now).filter(group__memberships__in=places).select_related("group").order_by("starts_at")
    zone = person.time_zone
    return {
        "meetings": [
            (one.group, spoken.time_range(one.starts_at, one.minutes, one.zone_shown or zone, now)) for one in meetings
        ],
        "commitments": before_them(now).filter(person=person).count(),
        "button_url": reverse("today"),
    }
