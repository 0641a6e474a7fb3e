"""How does a test look into the pool of a cohort?"""

from groups.models import Conflict, Person
from groups.seating.pooling import gather
from groups.seating.terms import Terms
from groups.tests.makers import NOON, make_group, make_member

SLOT = 48 + 34


def pooled(cohort, **terms):
    return gather(cohort, Terms.of(cohort.programme) if not terms else Terms(**terms))


def conflict(cohort, kind, one, other, **fields):
    return Conflict.objects.create(
        programme=cohort.programme, kind=kind, source="admin", one=one, other=other, declared_at=NOON, **fields
    )


def people(cohort, count=2):
    return list(Person.objects.filter(applications__cohort=cohort).order_by("name")[:count])


def make_running(cohort, *, members=5, start=SLOT, **fields):
    """Make a group of the programme that meets already."""
    room = make_group("Quay", programme=cohort.programme)
    for name, value in {"usual_start": start, **fields}.items():
        setattr(room, name, value)
    room.save()
    return room, [make_member(room, f"M{number} Member") for number in range(members)]
