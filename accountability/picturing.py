"""What do the pictures of commitments show? One's own year, and what a group said by month."""

from collections import Counter, defaultdict
from datetime import date, datetime
from typing import Any

from accountability import charts
from accountability.models import Commitment
from accountability.reading import owned, parts
from groups.models import Group, Person
from peergroups.kit.wallclock import local_day


def my_year(person: Person, now: datetime) -> dict[str, Any]:
    """Draw somebody's own commitments of a year for themselves, and list them beneath."""
    today = local_day(now, person.time_zone)
    mine = owned(Commitment.objects.of(person).visible_to(person).worded().order_by("made_at"), person)
    drawn = charts.year([step_of(one) for one in mine], today)
    told = {one.pk: parts(one) for one in mine}
    listed = [(chain.number, told[mark.key]) for chain in drawn.chains for mark in chain.marks]
    return {"year": drawn, "listed": listed}


def step_of(commitment: Commitment) -> charts.Step:
    said, made = commitment.follow_up_said, local_day(commitment.made_at, commitment.person.time_zone)
    return charts.Step(commitment.pk, commitment.follows_id, made, commitment.due_on, said.outcome if said else "")


def months_of(group: Group, now: datetime) -> charts.Months:
    """Sum up what a group said by month; who has left since counts as before, so that no difference tells of them."""
    today = local_day(now, group.zone)
    people: dict[date, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    if group.memberships.current().count() >= charts.FEW:
        said = group.commitments.filter(said__outcome__in=charts.KINDS, due_on__gte=charts.twelve(today, ahead=-1)[0])
        for due_on, person, outcome in said.values_list("due_on", "person", "said__outcome"):
            people[due_on.replace(day=1)][person][outcome] += 1
    return charts.months(people, today)
