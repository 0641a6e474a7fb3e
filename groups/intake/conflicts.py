"""Who may not sit with whom? Declared in private, matched and judged by admins who are no part of the pair.

Nobody learns who declared: no mail goes, no log of a group or programme tells, and an admin who is one of the two finds
nothing of it. The audit keeps each act of an admin with the number of the row, on no page.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import CombinedExpression
from django.utils.functional import cached_property

from groups.audit import Act, note
from groups.intake.likeness import is_short_for, mentions, telling
from groups.intake.pairs import Pair, pair
from groups.models import Application, Conflict, Facilitator, Membership, Person, Programme

AT_MOST = 20  # that one person declares in one programme
OF_A_NAME = 5  # what a word counts that stands in a name, where one in what they do counts one
Kind, Source = Conflict.Kind, Conflict.Source


class NotYours(Exception):
    """Whoever is one of the two does not judge the pair."""


def people_of(programme: Programme) -> QuerySet[Person]:
    """Those a group of this programme may hold: who wants in, who sits there, who keeps and who runs it."""
    wants = Application.objects.submitted().filter(person=OuterRef("pk"), cohort__programme=programme)
    sits = Membership.objects.current().filter(person=OuterRef("pk"), group__programme=programme)
    keeps = Facilitator.objects.filter(person=OuterRef("pk"), programme=programme)
    runs = Programme.objects.filter(pk=programme.pk, admins=OuterRef("pk"))
    here = Exists(wants) | Exists(sits) | Exists(keeps) | Exists(runs)
    return Person.objects.filter(here, erased_at=None)


def found_by(words: str, programme: Programme, *, without: Iterable[Person] = ()) -> QuerySet[Person]:
    """Look for people by their name, address, business or trade: those whom most words fit first, a name above all."""
    hits: CombinedExpression | Value = Value(0)
    for word in sorted(telling(words)):
        name = Q(name__icontains=word) | Q(email__icontains=word)
        work = Q(business__icontains=word) | Q(profile__trade__icontains=word) | Q(profile__market__icontains=word)
        hits = hits + Case(When(name, then=OF_A_NAME), When(work, then=1), default=0)
    hidden = [person.pk for person in without]
    found = people_of(programme).exclude(pk__in=hidden).select_related("profile").annotate(hits=hits)
    return found.filter(hits__gt=0).order_by("-hits", "name", "pk")


@transaction.atomic
def declare(
    application: Application, *, kind: str, whom: str, why: str = "", runs_it: Person | None = None, now: datetime
) -> Conflict:
    """Put down whom somebody named; one who runs the programme is kept from seeing it at once."""
    return Conflict.objects.create(
        programme=application.programme,
        kind=kind,
        source=Source.APPLICANT,
        one=application.person,
        declared_by=application.person,
        other=runs_it,
        told=f"{whom}\n{why}".strip(),
        declared_at=now,
    )


def declared(person: Person, programme: Programme) -> QuerySet[Conflict]:
    """Return what somebody declared themselves, as they wrote it; whom an admin took it for is not told."""
    return Conflict.objects.declared_in_private(person).filter(programme=programme).standing().order_by("declared_at")


def take_back(conflict: Conflict) -> None:
    """Leave nothing of it: what was said in private goes in private."""
    conflict.delete()


def speaks_of(conflict: Conflict, person: Person) -> bool:
    """Say whether a line that was not matched yet may be about this person."""
    names = [name for name in (person.name, person.business, person.email) if name]
    return mentions(conflict.told, *names) or is_short_for(conflict.whom, person.name)


def may_judge(conflict: Conflict, admin: Person) -> bool:
    """Say whether an admin may know of it: they run the programme, and it is not about them."""
    seen = Conflict.objects.seen_by_admin(admin).filter(pk=conflict.pk).exists()
    return seen and (conflict.other_id is not None or not speaks_of(conflict, admin))


def unmatched(programme: Programme, admin: Person) -> list[Conflict]:
    """List what was declared about somebody not found yet, the oldest first, but for lines about this admin."""
    rows = Conflict.objects.seen_by_admin(admin).standing().filter(programme=programme, other=None)
    return [row for row in rows.select_related("declared_by").order_by("declared_at") if not speaks_of(row, admin)]


def read_by_nobody(programme: Programme) -> list[Conflict]:
    """List the lines that every admin wrote themselves or may be meant by: nobody looks for who is meant there."""
    lines = Conflict.objects.standing().filter(programme=programme, source=Source.APPLICANT, other=None)
    rows = list(lines.exclude(kind=Kind.TOGETHER))
    admins = list(programme.admins.filter(is_active=True)) if rows else []
    return [row for row in rows if all(row.one_id == admin.pk or speaks_of(row, admin) for admin in admins)]


def apart_unread(programme: Programme, people: Collection[int]) -> set[Pair]:
    """Pair whoever wrote such a line with all it may be about: rather one too many than not the one who is meant."""
    rows = [row for row in read_by_nobody(programme) if row.one_id in people]
    others = list(Person.objects.filter(pk__in=people)) if rows else []
    return {pair(row.one_id, one.pk) for row in rows for one in others if one.pk != row.one_id and speaks_of(row, one)}


@dataclass
class Held:
    """Two people and all that holds of them, as an admin sees it."""

    people: tuple[Person, Person]
    rows: list[Conflict] = field(default_factory=list)

    @property
    def first(self) -> Conflict:
        return self.rows[0]

    @cached_property
    def kinds(self) -> list[str]:
        return list(dict.fromkeys(row.get_kind_display() for row in self.rows))

    @property
    def is_overridden(self) -> bool:
        return all(row.overridden_at for row in self.rows)

    @property
    def is_private(self) -> bool:
        return any(row.source == Source.APPLICANT for row in self.rows)


def pairs(programme: Programme, admin: Person, *, about: Person | None = None) -> tuple[list[Held], list[Held]]:
    """Return the pairs kept apart, overridden ones too, and those kept together, in the order of their names."""
    rows = Conflict.objects.seen_by_admin(admin).standing().filter(programme=programme, other__isnull=False)
    if about:
        rows = rows.filter(Q(one=about) | Q(other=about))
    apart: dict[Pair, Held] = {}
    together: dict[Pair, Held] = {}
    for row in rows.select_related("one", "other").defer("told").order_by("declared_at"):
        place = together if row.is_together else apart
        key = pair(row.one_id, row.other_id)
        place.setdefault(key, Held(in_order(row))).rows.append(row)
    return by_name(apart), by_name(together)


def in_order(row: Conflict) -> tuple[Person, Person]:
    """Name the two by the alphabet: not by who said it."""
    people = [person for person in (row.one, row.other) if person]
    first, second = sorted(people, key=lambda person: (str(person).casefold(), person.pk))
    return first, second


def by_name(held: dict[Pair, Held]) -> list[Held]:
    return sorted(held.values(), key=lambda each: [str(person).casefold() for person in each.people])


def of_pair(conflict: Conflict, admin: Person) -> Held:
    """Gather all that an admin may know of the two whom one row is about."""
    rows = (
        Conflict.objects.seen_by_admin(admin)
        .standing()
        .filter(
            Q(one=conflict.one_id, other=conflict.other_id) | Q(one=conflict.other_id, other=conflict.one_id),
            programme=conflict.programme_id,
        )
    )
    told = rows.select_related("one", "other", "declared_by", "overridden_by").order_by("declared_at")
    return Held(in_order(conflict), [row for row in told if row.is_together == conflict.is_together])


@transaction.atomic
def set_pair(programme: Programme, one: Person, other: Person, *, kind: str, by: Person, now: datetime) -> Conflict:
    """Say as an admin that two sit apart, or together; what holds already is not said twice."""
    if by.pk in (one.pk, other.pk):
        raise NotYours
    Programme.objects.select_for_update().get(pk=programme.pk)
    alike = Conflict.objects.standing().filter(programme=programme, kind=kind, source=Source.ADMIN, overridden_at=None)
    known = alike.filter(Q(one=one, other=other) | Q(one=other, other=one)).first()
    if known:
        return known
    given = {"programme": programme, "kind": kind, "source": Source.ADMIN, "declared_by": by, "declared_at": now}
    conflict = Conflict.objects.create(one=one, other=other, **given)
    note(Act.SET_PAIR, now=now, actor=by, about=conflict)
    return conflict


@transaction.atomic
def set_aside(programme: Programme, one: Person, other: Person, *, by: Person, now: datetime) -> None:
    """Remember that two who look like competitors are none, so that it is not asked again."""
    conflict = set_pair(programme, one, other, kind=Kind.COMPETITOR, by=by, now=now)
    lift(conflict, by=by, now=now)


@transaction.atomic
def lift(conflict: Conflict, *, by: Person, now: datetime) -> bool:
    """End what an admin set; what was declared is its declarer's, and can be overridden with a reason only."""
    ended = Conflict.objects.standing().filter(pk=conflict.pk, source=Source.ADMIN).update(lifted_at=now)
    if ended:
        note(Act.LIFTED_PAIR, now=now, actor=by, about=conflict)
    return bool(ended)


@transaction.atomic
def match(conflict: Conflict, other: Person | None, *, by: Person, now: datetime) -> None:
    """Say whom a declared line is about, or that nobody here is meant after all."""
    held = Conflict.objects.select_for_update(of=["self"]).get(pk=conflict.pk)
    if held.source != Source.APPLICANT or (other and other.pk in (held.one_id, by.pk)):
        raise NotYours
    held.other, held.overridden_at, held.overridden_by, held.override_reason = other, None, None, ""
    held.save(update_fields=["other", "overridden_at", "overridden_by", "override_reason"])
    note(Act.MATCHED_PAIR, now=now, actor=by, about=held)


@transaction.atomic
def override(conflict: Conflict, reason: str, *, by: Person, now: datetime) -> None:
    """Let two sit together although something stands between them, and keep why."""
    for row in kept_apart_for(conflict, by):
        if row.overridden_at is None:
            row.overridden_at, row.overridden_by, row.override_reason = now, by, reason
            row.save(update_fields=["overridden_at", "overridden_by", "override_reason"])
            note(Act.OVERRODE_PAIR, now=now, actor=by, about=row)


@transaction.atomic
def uphold(conflict: Conflict, *, by: Person, now: datetime) -> None:
    """Keep the two apart again."""
    for row in kept_apart_for(conflict, by):
        if row.overridden_at is not None:
            row.overridden_at, row.overridden_by, row.override_reason = None, None, ""
            row.save(update_fields=["overridden_at", "overridden_by", "override_reason"])
            note(Act.UPHELD_PAIR, now=now, actor=by, about=row)


def kept_apart_for(conflict: Conflict, admin: Person) -> Iterator[Conflict]:
    """Hold all that keeps the two apart while it is changed."""
    keys = [row.pk for row in of_pair(conflict, admin).rows if not row.is_together]
    yield from Conflict.objects.select_for_update(of=["self"]).filter(pk__in=keys).order_by("pk")
