"""What do the rules ask of a commitment? Its days, how its owner wants to be held, and what they were asked by mail."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, Q, Subquery
from django.db.models.functions import Cast

from accountability.models import Commitment, Holding
from accountability.models.commitments import CommitmentQuerySet
from accountability.rules import (
    AFTER,
    BY_NIGHT,
    DUE,
    HALFWAY,
    Held,
    Known,
    Nudge,
    Sent,
    due_nudge,
    had_enough,
    still_to_ask,
)
from groups.models import Membership, Person
from peergroups.kit.quiet import Quiet
from peergroups.kit.wallclock import local_day
from peergroups.outbox.models import Delivery, Wishes

KINDS = (HALFWAY, DUE, AFTER)
QUIET = [f"person__mail_wishes__{field}" for field in ("quiet_from", "quiet_until", "quiet_weekends")]


@dataclass(frozen=True)
class Voice:
    """Who asks in a mail, as what, and in which tone; without a person it is the app."""

    person: Person | None = None
    tone: str = Holding.Tone.GENTLE
    is_buddy: bool = False


@dataclass
class Case:
    """One commitment, with all the rules go by."""

    commitment: Commitment
    held: Held
    sent: list[Sent] = field(default_factory=list)
    mails: list[datetime] = field(
        default_factory=list
    )  # when its owner had a mail with such questions, about any of theirs
    holding: Holding | None = None

    @property
    def known(self) -> Known:
        said = self.commitment.follow_up_said
        return Known(self.commitment.dated_on, self.commitment.due_on, said and said.said_at)

    def rests(self, now: datetime) -> bool:
        """Say whether its owner is to be left in peace: on a pause, or asked often enough this week."""
        today = local_day(now, self.held.zone)
        return Wishes.of(self.commitment.person).pauses(today) or had_enough(self.mails, now)

    def due(self, now: datetime) -> Nudge | None:
        return None if self.rests(now) else due_nudge(self.known, self.held, self.sent, now)

    def still_to_ask(self, kind: str, now: datetime) -> Nudge | None:
        return None if self.rests(now) else still_to_ask(kind, self.known, self.held, self.sent, now)


def to_look_at(near: CommitmentQuerySet, now: datetime) -> list[int]:
    """Narrow to those whose question it is time for, and was not owed yet, by one light query.

    Each minute many are near their day, and next to none has to be asked: what decides that is gathered of those alone.
    """
    place = Holding.objects.filter(place__group=OuterRef("group"), place__person=OuterRef("person"))
    hold = place.filter(place__in=Membership.objects.current())
    told = Delivery.objects.filter(person=OuterRef("person"), kind__in=KINDS, about_id=OuterRef("pk"))
    told = told.filter(about_type=Commitment._meta.label_lower, occurrence=Cast(OuterRef("due_on"), CharField()))
    rows = near.annotate(
        hour=Subquery(hold.values("hour")),
        before=Subquery(hold.values("day_before")),
        told=ArraySubquery(told.values("kind")),
    )
    fields = ("pk", "dated_on", "due_on", "said__said_at", "told", "person__time_zone", "hour", "before", *QUIET)
    return [
        number
        for number, dated_on, due_on, said_at, asked, zone, hour, before, *quiet in rows.values_list(*fields)
        if (nudge := due_nudge(Known(dated_on, due_on, said_at), held(zone, hour, before, quiet), (), now))
        and nudge.kind not in asked
    ]


def held(zone: str, hour: int | None, day_before: bool | None, quiet: list[Any]) -> Held:
    """Say how somebody wants to be asked; None where they chose nothing."""
    kept = BY_NIGHT if quiet[0] is None else Quiet(*quiet)
    return Held(zone, quiet=kept) if hour is None else Held(zone, hour, bool(day_before), kept)


def of(commitments: Iterable[Commitment]) -> list[Case]:
    """Gather what the rules ask of many commitments; it takes two queries, however many there are."""
    found = list(commitments)
    if not found:
        return []
    people = {commitment.person_id for commitment in found}
    holdings, (sent, mails) = holdings_of(people), sent_to(people)
    return [
        Case(
            commitment,
            held_by(commitment.person, holding := holdings.get((commitment.group_id, commitment.person_id))),
            sent[commitment.pk],
            sorted(mails[commitment.person_id].values()),
            holding,
        )
        for commitment in found
    ]


def held_by(person: Person, holding: Holding | None) -> Held:
    quiet = Wishes.of(person).quiet
    if holding is None:
        return Held(person.time_zone, quiet=quiet)
    return Held(person.time_zone, holding.hour, holding.day_before, quiet)


def holdings_of(people: Iterable[int]) -> dict[tuple[int, int], Holding]:
    """Return how each wants to be held, by group and person."""
    rows = Holding.objects.filter(place__in=Membership.objects.current().filter(person__in=people))
    return {(one.place.group_id, one.place.person_id): one for one in rows.select_related("place")}


def sent_to(people: Iterable[int]) -> tuple[dict[int, list[Sent]], dict[int, dict[str, datetime]]]:
    """Return what was asked about each commitment, and when each person had which mail; one mail may ask of several."""
    rows = Delivery.objects.filter(Q(person__in=people), kind__in=KINDS, state=Delivery.State.SENT)
    sent: dict[int, list[Sent]] = defaultdict(list)
    mails: dict[int, dict[str, datetime]] = defaultdict(dict)
    for person, about, kind, day, at, mail in rows.values_list(
        "person", "about_id", "kind", "occurrence", "sent_at", "message_id"
    ):
        if at is not None:
            mails[person][mail] = at
            sent[about].append(Sent(kind, date.fromisoformat(day), at))
    return sent, mails
