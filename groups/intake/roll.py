"""Who is in a programme, and how far has each come? Everybody asked, applied, seated or gone; no word of a room."""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils.translation import gettext_lazy as _

from groups.models import Application, Asked, Membership, Person, Programme

A_PAGE = 50


class State(TextChoices):
    """How far somebody has come."""

    LISTED = "listed", _("Not invited yet")
    INVITED = "invited", _("Invited")
    APPLIED = "applied", _("Applied")
    WAITING = "waiting", _("Waiting for a group")
    SEATED = "seated", _("In a group")
    PAUSED = "paused", _("Paused")
    LEFT = "left", _("Left")
    OUT = "out", _("Not taking part")


MARKS = {State.APPLIED: "ochre", State.WAITING: "ochre", State.SEATED: "primary"}


def of(programme: Programme) -> QuerySet[Any]:
    """Everybody of a programme, with `state` and the name and address (`called`, `reached`) its admins know them by.

    Of whoever has told the programme nothing, that is what an admin put down.
    """
    mine = {"person": OuterRef("pk")}
    wishes = Application.objects.filter(cohort__programme=programme, submitted_at__isnull=False, **mine)
    asked = Asked.objects.filter(cohort__programme=programme, **mine).order_by("-at")
    places = Membership.objects.filter(group__programme=programme, **mine)
    people: QuerySet[Any] = Person.objects.filter(erased_at=None).annotate(
        is_asked=Exists(asked), has_applied=Exists(wishes), has_sat=Exists(places)
    )
    people = people.filter(Q(is_asked=True) | Q(has_applied=True) | Q(has_sat=True))
    known = Q(has_applied=True) | Q(has_sat=True)
    return people.annotate(
        state=state(wishes, asked, places),
        called=Case(When(known, then=F("name")), default=latest(asked, "name")),
        work=Case(When(known, then=F("business")), default=Value("")),
        reached=Case(When(known, then=F("email")), default=latest(asked, "email")),
    ).order_by(Lower(Coalesce(NullIf("called", Value("")), "reached")), "pk")


def latest(rows: QuerySet, field: str) -> Coalesce:
    return Coalesce(Subquery(rows.values(field)[:1]), Value(""), output_field=CharField())


def state(wishes: Any, asked: Any, places: Any) -> Case:
    """Say how far each has come: the seat before the wish, and the wish before the question."""
    going = wishes.filter(withdrawn_at=None).exclude(decision=Application.Decision.DECLINED)
    listed = asked.filter(batch__isnull=False, answered_at=None, declined_at=None)
    unheard = listed.filter(person__last_login=None)
    return Case(
        When(Exists(places.attending()), then=Value(State.SEATED)),
        When(Exists(places.current()), then=Value(State.PAUSED)),
        When(Exists(unheard.filter(sent_at=None)), then=Value(State.LISTED)),
        When(Exists(unheard), then=Value(State.INVITED)),
        When(Exists(going.filter(decision="")), then=Value(State.APPLIED)),
        When(Exists(going.filter(placed_at=None)), then=Value(State.WAITING)),
        When(Exists(places), then=Value(State.LEFT)),
        When(Exists(wishes) | Exists(asked.filter(declined_at__isnull=False)), then=Value(State.OUT)),
        When(Exists(listed.filter(sent_at=None)), then=Value(State.LISTED)),
        default=Value(State.INVITED),
        output_field=CharField(),
    )


def listed(programme: Programme, *, state: str = "", sought: str = "") -> QuerySet[Any]:
    """Keep those in one state, and those whose name, business or address has what is sought."""
    people = of(programme)
    if sought:
        own = Q(work__icontains=sought) & ~Q(state__in=(State.LISTED, State.INVITED))  # who has told us, and only they
        people = people.filter(Q(called__icontains=sought) | Q(reached__icontains=sought) | own)
    return people.filter(state=state) if state else people


def with_places(people: QuerySet[Any], programme: Programme) -> QuerySet[Any]:
    """Bring along the groups each sits in, and where a wish and a question of theirs stand."""
    places = Membership.objects.current().filter(group__programme=programme).select_related("group")
    asked = Asked.objects.filter(cohort__programme=programme).select_related("cohort").order_by("-at")
    return people.prefetch_related(
        Prefetch("memberships", places, to_attr="places"), Prefetch("asked", asked, to_attr="questions")
    )


def counts(programme: Programme) -> dict[str, int]:
    """Say how many there are in each state."""
    found: QuerySet[Any] = of(programme).order_by().values_list("state").annotate(number=Count("pk"))
    return {**dict.fromkeys(State.values, 0), **dict(found)}
