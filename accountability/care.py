"""Who might be glad of a call? Whoever was silent for two weeks after their day, or said “not yet” twice in a row."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max, Q
from django.urls import reverse

from accountability.models import Call, Commitment, FollowUp
from groups.mails import from_group
from groups.models import Membership, Person
from peergroups.kit.wallclock import MORNING, instant, local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "call_somebody"
TWO_WEEKS, LATELY, OF_USE = timedelta(weeks=2), timedelta(days=60), timedelta(days=7)
NEWS = timedelta(days=3)
SILENT, NOT_YET = "silent", "not_yet"


@dataclass(frozen=True)
class Sign:
    """One member who might be glad of a call: why, and since when."""

    place: Membership
    why: str
    since: datetime


def signs(groups: Collection[int], now: datetime, people: Collection[int] | None = None) -> list[Sign]:
    """Find the signs in some groups, of all or of these people, that nobody has acted upon; it takes two queries."""
    found = {**silent(rows := told_lately(groups, now, people), now), **twice_not_yet(rows)}
    if not found:
        return []
    groups, people = (set(numbers) for numbers in zip(*found, strict=True))
    places = Membership.objects.hearing().filter(group__in=groups, person__in=people)
    places = places.annotate(called_at=Max("calls__at"))
    return [
        Sign(place, *found[who])
        for place in places.select_related("person", "group").order_by("person__name")
        if (who := (place.group_id, place.person_id)) in found
        and (place.called_at is None or place.called_at < found[who][1])
    ]


@dataclass(frozen=True)
class Told:
    """One commitment, and the word on it."""

    group: int
    person: int
    due_on: date
    zone: str
    carried_at: datetime | None
    outcome: str | None
    said_at: datetime | None

    @property
    def is_unsaid(self) -> bool:
        """Say whether it is open, and nothing was said of it on its day or later."""
        if self.carried_at or self.outcome in FollowUp.SETTLED:
            return False
        return self.said_at is None or local_day(self.said_at, self.zone) < self.due_on


def told_lately(groups: Collection[int], now: datetime, people: Collection[int] | None) -> list[Told]:
    rows = Commitment.objects.filter(group__in=groups)
    if people is not None:
        rows = rows.filter(person__in=people)
    rows = rows.filter(Q(due_on__gt=(now - LATELY).date()) | Q(said__said_at__gt=now - LATELY))
    fields = ("group", "person", "due_on", "group__zone", "carried_at", "said__outcome", "said__said_at")
    return [Told(*row) for row in rows.order_by("due_on").values_list(*fields)]


def silent(rows: list[Told], now: datetime) -> dict[tuple[int, int], tuple[str, datetime]]:
    """Return who said nothing of a commitment since its day, which was two weeks ago or more."""
    first, last = (now - LATELY).date(), (now - TWO_WEEKS).date()
    over = [row for row in rows if first < row.due_on <= last and row.is_unsaid]
    return {(row.group, row.person): (SILENT, instant(row.due_on + TWO_WEEKS, time.min, row.zone)) for row in over}


def twice_not_yet(rows: list[Told]) -> dict[tuple[int, int], tuple[str, datetime]]:
    """Return whose last two words were “not yet”."""
    said: dict[tuple[int, int], list[tuple[datetime, str]]] = defaultdict(list)
    for row in rows:
        if row.said_at and row.outcome:
            said[row.group, row.person].append((row.said_at, row.outcome))
    last = {who: sorted(words)[-2:] for who, words in said.items() if len(words) > 1}
    return {
        who: (NOT_YET, words[-1][0])
        for who, words in last.items()
        if all(outcome == FollowUp.Outcome.NOT_YET for _at, outcome in words)
    }


def plan(*, now: datetime) -> int:
    """Owe whoever keeps the room a word on each new sign; nobody is told of their own."""
    groups, people = with_news(now)
    found = [sign for sign in signs(groups, now, people) if sign.since > now - NEWS]
    groups = {sign.place.group_id for sign in found}
    keepers = Membership.objects.keepers().filter(group__in=groups).select_related("person") if groups else []
    mails = [
        owed(sign, keeper.person, now)
        for sign in found
        for keeper in keepers
        if keeper.group_id == sign.place.group_id and keeper.person_id != sign.place.person_id
    ]
    return ledger.owe_all(mails, now=now)


def with_news(now: datetime) -> tuple[set[int], set[int]]:
    """Narrow to the few groups and people of whom something was said, or a day is two weeks over, in these days."""
    today = now.date()
    over = Commitment.objects.open().filter(due_on__range=(today - TWO_WEEKS - NEWS, today - TWO_WEEKS))
    said = FollowUp.objects.filter(outcome=FollowUp.Outcome.NOT_YET, said_at__gt=now - NEWS)
    found = {*over.values_list("group", "person"), *said.values_list("commitment__group", "commitment__person")}
    return {group for group, _person in found}, {person for _group, person in found}


def owed(sign: Sign, keeper: Person, now: datetime) -> ledger.Owed:
    """Say it at nine in the morning by the keeper's clock, or at once where that is over."""
    nine = instant(local_day(now, keeper.time_zone), MORNING, keeper.time_zone)
    return ledger.Owed(
        person_id=keeper.pk,
        kind=KIND,
        about=sign.place,
        occurrence=f"{sign.why} {sign.since.date()}",
        due_at=max(nine, now),
        useless_after=now + OF_USE,
    )


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether the sign still stands, and its reader still keeps the room."""
    place = delivery.about
    keeps = place.group.memberships.keepers().filter(person=delivery.person_id).exists()
    return keeps and any(sign.place.pk == place.pk for sign in signs([place.group_id], now))


def riders(delivery: Delivery, *, now: datetime) -> list[Delivery]:
    """Find what else there is to say of the same group: a mail that names nobody says it once."""
    places = Membership.objects.filter(group=delivery.about.group_id).values("pk")
    found = Delivery.objects.besides(delivery, now).filter(kind=KIND, about_id__in=places)
    return [other for other in found if still_true(other, now=now)]


def context(delivery: Delivery, *, now: datetime) -> dict[str, Any]:
    """Name the group and nobody; who it is, and why, is read after signing in."""
    group = delivery.about.group
    people = {one.about_id for one in (delivery, *delivery.riders)}
    return from_group(group) | {
        "people": len(people),
        "button_url": reverse("accountability:care", args=[group.slug]),
    }


def has_called(place: Membership, *, by: Person, now: datetime) -> None:
    """Take down that somebody called: the sign is seen to, and a later one is another."""
    Call.objects.create(place=place, by=by, at=now)
