"""How does an intake begin and change? With its days, and a line in the programme's log."""

from datetime import date, datetime

from django.db import transaction

from groups.audit import Act, note
from groups.models import Cohort, Person, Programme


@transaction.atomic
def open_cohort(programme: Programme, name: str, *, by: Person, now: datetime, **days: date) -> Cohort:
    """Plan an intake of a programme: its first and last day to apply, the answers by, and the year of its groups."""
    cohort = Cohort.objects.create(programme=programme, name=name, **days)
    note(Act.OPENED_COHORT, now=now, actor=by, programme=programme, about=cohort)
    return cohort


@transaction.atomic
def change_cohort(cohort: Cohort, *, by: Person, now: datetime, **told: date | str) -> None:
    """Give an intake other days or another name."""
    for name, value in told.items():
        setattr(cohort, name, value)
    cohort.save()
    note(Act.CHANGED_COHORT, now=now, actor=by, programme=cohort.programme, about=cohort)
