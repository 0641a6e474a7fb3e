"""Who was in a programme's groups before, and may be told of its next intake? Only those who want to be."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from groups.audit import Act, note
from groups.ending.going_on import past
from groups.intake.interest import OPEN
from groups.models import Application, Cohort, Interest, Membership, Person, Programme
from peergroups.kit.wallclock import instant, local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "next_intake"
A_DAY = timedelta(days=1)


def of(programme: Programme) -> QuerySet[Person]:
    """Those who left one of its groups or whose intake is over, and sit in no other group of it."""
    here = Membership.objects.filter(person=OuterRef("pk"), is_peer=True, group__programme=programme)
    over = past().filter(programme=programme)
    was = here.filter(Q(left_at__isnull=False) | Q(group__in=over))
    sits = here.current().exclude(group__in=over)
    return Person.objects.filter(Exists(was), ~Exists(sits), is_active=True, erased_at=None)


def reachable(programme: Programme) -> QuerySet[Person]:
    """Those of them who want to hear of the next intake."""
    return of(programme).filter(hears_of_intakes=True).order_by("name", "pk")


def next_intake(programme: Programme, today: date) -> Cohort | None:
    """The intake one can still apply to, or the next one to come."""
    return programme.cohorts.filter(closes_on__gte=today).order_by("opens_on").first()


def untold(cohort: Cohort) -> QuerySet[Person]:
    """Those who have not heard of this intake, will not hear because they asked to, and have not applied to it."""
    about = {"about_type": Cohort._meta.label_lower, "about_id": cohort.pk}
    told = Delivery.objects.filter(person=OuterRef("pk"), kind__in=(KIND, OPEN), **about)
    asked = Interest.objects.filter(person=OuterRef("pk"), programme=cohort.programme)
    applied = Application.objects.filter(person=OuterRef("pk"), cohort=cohort)
    return reachable(cohort.programme).exclude(Exists(told)).exclude(Exists(asked)).exclude(Exists(applied))


@transaction.atomic
def tell(cohort: Cohort, *, by: Person, now: datetime) -> int:
    """Owe each of them one mail about this intake, ever; return to how many."""
    over = instant(cohort.closes_on + A_DAY, time.min, cohort.programme.zone)
    mails = [
        ledger.Owed(person_id, KIND, cohort, "", due_at=now, useless_after=over)
        for person_id in untold(cohort).values_list("pk", flat=True)
    ]
    many = ledger.owe_all(mails, now=now)
    if many:
        note(Act.TOLD_ALUMNI, now=now, actor=by, programme=cohort.programme, about=cohort)
    return many


def still_wanted(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether one can still apply, and this person still wants to hear of it and has not applied."""
    cohort = Cohort.objects.filter(pk=delivery.about_id).select_related("programme").first()
    if cohort is None or cohort.closes_on < local_day(now, cohort.programme.zone):
        return False
    if Application.objects.filter(person=delivery.person_id, cohort=cohort).exists():
        return False
    return reachable(cohort.programme).filter(pk=delivery.person_id).exists()


def hear(person: Person, yes: bool) -> None:
    """Keep whether somebody wants to be listed among former members, and told of the next intake."""
    person.hears_of_intakes = yes
    person.save(update_fields=["hears_of_intakes"])
