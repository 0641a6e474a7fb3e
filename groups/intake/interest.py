"""Who wants to hear when a programme takes people in again? Kept until they are told, once."""

from datetime import datetime

from django.db import transaction

from groups.intake.applying import today_of
from groups.models import Cohort, Interest, Person, Programme
from peergroups.kit.wallclock import MORNING, instant, local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

OPEN = "applications_open"
END_OF_DAY = MORNING.replace(hour=23, minute=59)


def wait(programme: Programme, person: Person, *, now: datetime) -> None:
    """Note that somebody wants to be told; twice is once."""
    Interest.objects.get_or_create(programme=programme, person=person, defaults={"asked_at": now})


def wait_no_more(programme: Programme, person: Person) -> None:
    Interest.objects.filter(programme=programme, person=person).delete()


def is_waiting(programme: Programme, person: Person) -> bool:
    return Interest.objects.filter(programme=programme, person=person).exists()


def plan(*, now: datetime) -> None:
    """Owe the news of each open intake to those who wait for it, and forget that they waited."""
    for programme in Programme.objects.filter(interests__isnull=False).distinct():
        cohort = programme.cohorts.open(today_of(programme, now)).order_by("closes_on").first()
        if cohort:
            tell(cohort, now=now)


@transaction.atomic
def tell(cohort: Cohort, *, now: datetime) -> None:
    waiting = cohort.programme.interests.select_for_update().select_related("person")
    ledger.owe_all([mail(cohort, interest.person, now=now) for interest in waiting], now=now)
    waiting.filter(pk__in=[interest.pk for interest in waiting]).delete()


def mail(cohort: Cohort, person: Person, *, now: datetime) -> ledger.Owed:
    """Say it at nine in the morning by the person's clock, while there is time to apply."""
    nine = instant(local_day(now, person.time_zone), MORNING, person.time_zone)
    closes = instant(cohort.closes_on, END_OF_DAY, cohort.programme.zone)
    return ledger.Owed(person.pk, OPEN, cohort, str(cohort.opens_on), min(max(nine, now), closes), useless_after=closes)


def still_open(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether one can still apply, and has not begun to."""
    cohort = delivery.about
    begun = cohort.applications.filter(person=delivery.person_id, withdrawn_at=None)
    return cohort.is_open(today_of(cohort.programme, now)) and not begun.exists()
