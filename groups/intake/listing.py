"""Who wants in, in the order in which somebody should look at them? For an admin, with how long each has waited."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from groups import stages, vocabulary
from groups.intake import ninety_days
from groups.intake.ninety_days import SOON, TOO_LONG
from groups.intake.reviewing import reviewable
from groups.models import Application, Cohort, Person, Programme

Decision = Application.Decision
Words = str | Promise
STATES: dict[str, Words] = {
    "undecided": _("Waiting for an answer"),
    "accepted": _("Accepted, no group yet"),
    "waitlisted": _("On the waiting list"),
    "declined": _("Declined"),
    "placed": _("In a group"),
    "soon": _("Waiting for 60 days and more"),
    "long": _("Waiting for 90 days and more"),
    "all": _("Everybody"),
}
BY_MARK = {SOON: "soon", TOO_LONG: "long"}
ORDERS: dict[str, tuple[Words, tuple[str, ...]]] = {
    "longest": (_("Longest wait first"), ("submitted_at", "pk")),
    "newest": (_("Newest first"), ("-submitted_at", "pk")),
    "name": (_("By name"), ("person__name", "pk")),
}


def questions(now: datetime) -> dict[str, Q]:
    """Say of each state who is in it."""
    unplaced = Q(placed_at=None)
    waits = unplaced & ~Q(decision=Decision.DECLINED)
    return {
        "undecided": unplaced & Q(decision=""),
        "accepted": unplaced & Q(decision=Decision.ACCEPTED),
        "waitlisted": unplaced & Q(decision=Decision.WAITLISTED),
        "declined": unplaced & Q(decision=Decision.DECLINED),
        "placed": ~unplaced,
        "soon": waits & Q(submitted_at__lte=now - timedelta(days=SOON)),
        "long": waits & Q(submitted_at__lte=now - timedelta(days=TOO_LONG)),
        "all": Q(),
    }


def counts(cohort: Cohort, admin: Person, now: datetime) -> dict[str, int]:
    """Count who is in each state, in one question."""
    asked = {state: Count("pk", filter=question) for state, question in questions(now).items() if state != "all"}
    return reviewable(cohort, admin).aggregate(all=Count("pk"), **asked)


def listed(
    cohort: Cohort, admin: Person, *, state: str, words: str, order: str, now: datetime
) -> QuerySet[Application]:
    """Return those in one state whom every word fits."""
    found = reviewable(cohort, admin).filter(questions(now)[state]).select_related("person__profile")
    for word in words.split():
        name = Q(person__name__icontains=word) | Q(person__email__icontains=word)
        work = Q(person__business__icontains=word) | Q(person__profile__trade__icontains=word)
        found = found.filter(name | work)
    return found.order_by(*ORDERS[order][1])


@dataclass(frozen=True)
class Waited:
    """How long somebody has waited for a group, and which mark they have passed; None once they wait no more."""

    days: int
    mark: int | None

    @property
    def is_too_long(self) -> bool:
        return self.mark == TOO_LONG


def waited(application: Application, now: datetime) -> Waited | None:
    """Say how long somebody has waited, as long as the clock runs."""
    over = application.withdrawn_at or application.placed_at or application.decision == Decision.DECLINED
    if over or application.submitted_at is None:
        return None
    since = application.submitted_at
    return Waited(ninety_days.days(since, now), ninety_days.mark(since, now))


def stage_of(person: Person) -> Words:
    """Say in words how far along a business is; nothing where it was not said."""
    profile = getattr(person, "profile", None)
    found = profile and stages.stage(profile.years, profile.people, profile.revenue)
    return capfirst(vocabulary.STAGES[found - 1]) if found else ""


def state_of(application: Application) -> Words:
    return STATES["placed" if application.placed_at else application.decision or "undecided"]


def with_waits(programmes: QuerySet[Programme], person: int, soon: datetime, too_long: datetime) -> QuerySet[Programme]:
    """Add how many others wait since before these moments, and the intake of whoever waits longest."""
    waits = Application.objects.unplaced().filter(cohort__programme=OuterRef("pk")).exclude(person=person).order_by()

    def count(since: datetime) -> Subquery:
        found = waits.filter(submitted_at__lte=since).values("cohort__programme").annotate(n=Count("pk"))
        return Subquery(found.values("n"), output_field=IntegerField())

    longest = Subquery(waits.order_by("submitted_at").values("cohort")[:1])
    return programmes.annotate(wait_soon=count(soon), wait_too_long=count(too_long), longest_in=longest)
