"""Whom does a programme know already? Those it has seen apply, seated or asked; everybody else is new to it.

Whether an address is known elsewhere on this server makes no difference to any answer given here.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from groups.intake import values
from groups.intake.cells import Cause
from groups.intake.verdicts import Standing
from groups.models import Application, Asked, Cohort, Facilitator, Membership, Person, Programme


def with_standing(people: QuerySet[Person], programme: Programme) -> QuerySet[Any]:
    """Add what each is to the programme: `applied` (and sent it), `seated` and `keeps`."""
    mine = {"person": OuterRef("pk")}
    applied = Application.objects.submitted().filter(cohort__programme=programme, **mine)
    seats = Membership.objects.current().filter(group__programme=programme, **mine)
    keeps = Q(Exists(Facilitator.objects.filter(programme=programme, **mine))) | Q(Exists(seats.facilitating()))
    return people.annotate(applied=Exists(applied), seated=Exists(seats.filter(is_peer=True)), keeps=keeps)


def known(cohort: Cohort, emails: Iterable[str]) -> dict[str, Standing]:
    """Return what stands in the way of a list, and what it could change; in as many questions for 2,000 as for one."""
    wanted = list(emails)
    found = {asked.email: of_asked(asked) for asked in asked_for(cohort).filter(email__in=wanted)}
    people = with_standing(Person.objects.filter(email__in=wanted), cohort.programme)
    people = people.filter(Q(applied=True) | Q(seated=True) | Q(keeps=True))
    people = people.select_related("profile").prefetch_related("free_times")
    here = {person.pk: person for person in people}
    wishes = {wish.person_id: wish for wish in wishes_of(cohort, here)}
    for person in here.values():
        standing = of_known(person, wishes.get(person.pk))
        if standing is not None:
            found[person.email] = standing
    return {email: standing for email, standing in found.items() if standing is not None}


def asked_for(cohort: Cohort) -> QuerySet[Asked]:
    return Asked.objects.filter(cohort=cohort)


def wishes_of(cohort: Cohort, people: Iterable[int]) -> QuerySet[Application]:
    """Return what was sent in for one cohort; a newer wish comes last."""
    sent = Application.objects.filter(cohort=cohort, person__in=list(people), submitted_at__isnull=False)
    return sent.order_by("began_at")


def of_asked(asked: Asked) -> Standing | None:
    """Judge an address that was put down and of which nothing else is known here."""
    if asked.declined_at:
        return Standing({}, bars=Cause.SAID_NO)
    return Standing(values.unpacked(asked.given)) if asked.given else None


def of_known(person: Any, wish: Application | None) -> Standing | None:
    """Judge somebody of the programme; who has not applied to this cohort yet may be added to it."""
    if person.keeps:
        return Standing({}, bars=Cause.KEEPS_GROUPS)
    if person.seated:
        return Standing({}, bars=Cause.IN_A_GROUP)
    if wish is None:
        return None
    if wish.withdrawn_at:
        return Standing({}, bars=Cause.SAID_NO)
    told = values.of(person, wish)
    return Standing(told, own=frozenset(told) if person.last_login else frozenset())
