"""What becomes of a group whose intake is over? Nothing closes; its members say with one click that it goes on."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import DateField, DateTimeField, F, Func, QuerySet, Value
from django.db.models.functions import Cast, Now

from groups.audit import Act, note
from groups.models import Group, Membership, Person
from groups.models.memberships import sits_in
from peergroups.kit.wallclock import MORNING, instant, local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "intake_ends"
A_DAY, SAID_BEFORE = timedelta(days=1), timedelta(days=14)


@dataclass(frozen=True)
class Ending:
    """The last day of a group's intake, and whether it is past."""

    day: date
    over: bool


def today_there(now: datetime | None = None) -> Cast:
    """The day it is by the clock of a group's programme, in the query itself."""
    moment = Value(now) if now else Now()
    local = Func(F("programme__zone"), moment, function="timezone", output_field=DateTimeField())
    return Cast(local, DateField())


def past(now: datetime | None = None) -> QuerySet[Group]:
    """The groups whose intake is over, whether they go on by themselves or not."""
    return Group.objects.filter(started_at__isnull=False, cohort__ends_on__lt=today_there(now))


def finished() -> QuerySet[Group]:
    """Those that have not said yet that they go on by themselves."""
    return past().filter(runs_itself_since=None)


def ending(group: Group, *, now: datetime) -> Ending | None:
    """Say when a group's intake ends or ended: from a fortnight before, until the group goes on by itself."""
    if group.cohort is None or group.started_at is None or group.runs_itself_since:
        return None
    today, last = local_day(now, group.programme.zone), group.cohort.ends_on
    return Ending(last, over=last < today) if last - today <= SAID_BEFORE else None


@transaction.atomic
def go_on(group: Group, *, by: Person, now: datetime) -> None:
    """Let a group go on by itself; of two who say so the first is in the log."""
    kept = Group.objects.select_for_update(of=("self",)).select_related("cohort", "programme").get(pk=group.pk)
    if ending(kept, now=now):
        kept.runs_itself_since = now
        kept.save(update_fields=["runs_itself_since"])
        note(Act.WENT_ON, now=now, actor=by, group=kept)


def plan(*, now: datetime) -> int:
    """Owe each member the news a fortnight before, once for each last day."""
    return ledger.owe_all(
        [owed(place, group) for group in soon(now) for place in asked(group).select_related("person")], now=now
    )


def soon(now: datetime) -> list[Group]:
    """The groups whose intake ends within a fortnight, today included."""
    near = (now.date() - A_DAY, now.date() + SAID_BEFORE + A_DAY)  # in some zone or other
    rows = Group.objects.filter(cohort__ends_on__range=near, runs_itself_since=None)
    found = [(group, ending(group, now=now)) for group in rows.select_related("cohort", "programme")]
    return [group for group, its_ending in found if its_ending and not its_ending.over]


def asked(group: Group) -> QuerySet[Membership]:
    return group.memberships.hearing()


def owed(place: Membership, group: Group) -> ledger.Owed:
    assert group.cohort is not None  # noqa: S101 - for the types: `soon` found it by its last day
    last = group.cohort.ends_on
    return ledger.Owed(
        person_id=place.person_id,
        kind=KIND,
        about=group,
        occurrence=last,
        due_at=instant(last - SAID_BEFORE, MORNING, place.person.time_zone),
        useless_after=instant(last + A_DAY, time.min, group.programme.zone),
    )


def still_ends(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether it still ends on that day, nobody has said that it goes on, and this person sits there."""
    group = Group.objects.filter(pk=delivery.about_id).select_related("cohort", "programme").first()
    its_ending = group and ending(group, now=now)
    if group is None or not its_ending or its_ending.over or delivery.occurrence != str(its_ending.day):
        return False
    return sits_in(group.pk, delivery.person_id)
