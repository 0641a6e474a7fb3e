"""Who keeps a room, and who runs a programme? What happens when the only one goes."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from groups.audit import Act, note
from groups.leaving import keeps_it_alone
from groups.models import Group, Membership, Person, Programme
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

NOBODY_KEEPS, NOBODY_RUNS = "nobody_keeps", "nobody_runs"
OF_USE_FOR = timedelta(days=7)


class SomebodyKeeps(Exception):
    """A room is kept already, so that nobody can take it."""


def unkept() -> QuerySet[Group]:
    """The started groups without a facilitator, with the moment since when."""
    keepers = Membership.objects.facilitating().filter(group=OuterRef("pk"))
    last = keepers.filter(left_at__isnull=False).order_by("-left_at").values("left_at")[:1]
    groups = Group.objects.filter(started_at__isnull=False).exclude(Exists(keepers.current()))
    return groups.annotate(unkept_since=Coalesce(Subquery(last), "started_at"))


def plan(*, now: datetime) -> int:
    """Owe the members and the admins of such a group the news, once for each time."""
    return ledger.owe_all(
        [owed(group, person_id, now) for group in unkept() for person_id in sorted(concerned(group))], now=now
    )


def concerned(group: Group) -> set[int]:
    """Whom it concerns: those who could keep it, and those who can ask somebody in."""
    members = group.memberships.hearing().values_list("person", flat=True)
    return {*members, *group.programme.admins.values_list("pk", flat=True)}


def owed(group: Group, person_id: int, now: datetime) -> ledger.Owed:
    return ledger.Owed(
        person_id=person_id,
        kind=NOBODY_KEEPS,
        about=group,
        occurrence=group.unkept_since,
        due_at=now,
        useless_after=now + OF_USE_FOR,
    )


def still_unkept(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether nobody took it meanwhile, and it still concerns this person."""
    group = unkept().filter(pk=delivery.about_id).first()
    return group is not None and delivery.person_id in concerned(group)


@transaction.atomic
def take(place: Membership, *, now: datetime) -> None:
    """Keep a room that nobody keeps; of two who want it the first has it."""
    Group.objects.select_for_update().get(pk=place.group_id)
    if place.group.memberships.current().facilitating().exists():
        raise SomebodyKeeps
    place.role = Membership.Role.FACILITATOR
    place.save(update_fields=["role"])
    note(Act.CHANGED_ROLE, now=now, actor=place.person, group=place.group, person=place.person, about=place)


def rooms_kept_alone(person: Person) -> list[Group]:
    """The groups that would have nobody without this person."""
    kept = person.memberships.current().facilitating().select_related("group").order_by("group__name")
    return [place.group for place in kept if keeps_it_alone(place)]


def programmes_run_alone(person: Person) -> QuerySet[Programme]:
    alone = Programme.objects.annotate(others=Count("admins", filter=~Q(admins=person)))
    return alone.filter(admins=person, others=0).order_by("name")


def tell_facilitators(programme: Programme, *, now: datetime) -> None:
    """Owe the facilitators of a programme the news that nobody runs it."""
    keepers = Membership.objects.current().facilitating().filter(group__programme=programme)
    mails = [
        ledger.Owed(person_id, NOBODY_RUNS, programme, now, due_at=now, useless_after=now + OF_USE_FOR)
        for person_id in sorted(set(keepers.values_list("person", flat=True)))
    ]
    ledger.owe_all(mails, now=now)


def still_unrun(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether there still is no admin, and this person still keeps one of its groups."""
    keepers = Membership.objects.current().facilitating().filter(person=delivery.person_id)
    return keepers.filter(group__programme=delivery.about_id, group__programme__admins=None).exists()
