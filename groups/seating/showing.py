"""What does an admin see of a draft? Each group in words with what it traded, and who has no seat and why.

An admin who is among the people learns nothing of the group they sit in that would tell who may not sit with them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, ngettext

from groups import vocabulary
from groups.formation.lacking import MISSES, missing
from groups.formation.pool import Pool
from groups.formation.telling import Miss, Told, Unseated, told
from groups.models import Conflict, Group, Person, Profile
from groups.seating import weighing
from groups.seating.discretion import Viewer, seen_by
from groups.seating.layout import Table, which
from groups.seating.retelling import told as retold
from groups.seating.steps import Bench
from groups.seating.unseated import told_to
from groups.seating.weighing import Fit, Problem, Weighed
from groups.seating.words import Words

_ = gettext_lazy
FITS = {Fit.GOOD: _("Good fit"), Fit.CHECK: _("Check"), Fit.BROKEN: _("Cannot stay so")}
SMALL_LOSS, TOLD_LOSSES = 5_000, 3  # thousandths of a point; less is not spoken of


@dataclass(frozen=True)
class Seat:
    """One person in a group, or without one."""

    id: str
    name: str
    does: str
    is_held: bool = False
    is_newcomer: bool = True
    can_move: bool = False
    why: str = ""


@dataclass(frozen=True)
class Line:
    """A sentence on what is wrong, and the matter it is about."""

    matter: str
    sentence: str


@dataclass(frozen=True)
class Card:
    """One group as it is shown."""

    key: str
    title: str
    fit: Fit
    problems: tuple[Line, ...]
    allowed: tuple[Line, ...]
    lead: str
    when: str
    keeper: str
    traded: str
    reasons: tuple[str, ...]
    factors: tuple[tuple[str, str, int], ...]  # what is weighed, what it gave, of how many points
    points: str
    seats: tuple[Seat, ...]
    is_locked: bool
    is_running: bool
    is_yours: bool

    @property
    def verdict(self) -> str:
        return str(FITS[self.fit])

    @property
    def pill(self) -> str:
        return {Fit.GOOD: "primary", Fit.CHECK: "ochre", Fit.BROKEN: "danger"}[self.fit]

    @property
    def count(self) -> str:
        return ngettext("%(n)d person", "%(n)d people", len(self.seats)) % {"n": len(self.seats)}


class Shown:
    """Tells of one draft to one admin. Of its hundreds of people it fetches the names, and details where asked."""

    def __init__(self, bench: Bench, viewer: int) -> None:
        self.bench, self.pool, self.layout = bench, seen_by(bench.pool, viewer), bench.layout
        self.reader = str(viewer)
        self.zone = bench.draft.pool.get("zone", "UTC")
        self.places = {person.id: place for place, person in enumerate(self.pool.people)}
        known = Conflict.objects.filter(programme=bench.draft.programme).standing().between_known_people()
        pairs = known.seen_by_admin(viewer).values_list("one", "other")
        named = frozenset(frozenset(map(str, pair)) for pair in pairs)
        self.viewer = Viewer(self.pool, self.layout, self.places.get(str(viewer)), named)

    @cached_property
    def words(self) -> Words:
        ids = [*self.places, *(keeper.id for keeper in self.pool.facilitators)]
        names = {str(pk): name for pk, name in Person.objects.filter(pk__in=ids).values_list("pk", "name")}
        running = [group.id for group in self.pool.running]
        intake = self.bench.draft.cohort.name
        rooms = Group.objects.filter(pk__in=running).values_list("pk", "name") if running else ()
        return Words(self.zone, self.pool.rules.length, names, {str(pk): name for pk, name in rooms}, intake)

    @cached_property
    def fits(self) -> dict[str, Fit]:
        """Judge every group, without the words."""
        allowed = self.bench.allowed
        return {table.key: weighing.fit(self.pool, self.layout, table, allowed) for table in self.layout.tables}

    def title(self, table: Table) -> str:
        called = which(self.pool, table)
        return table.name or self.words.group(table.number, called.running)

    def cards(self, tables: Iterable[Table]) -> list[Card]:
        """Show these groups."""
        tables = list(tables)
        does = self.doings([place for table in tables for place in self.pool.with_newcomers(table.group)])
        return [self.card(table, does) for table in tables]

    def card(self, table: Table, does: Mapping[int, str]) -> Card:
        weighed = weighing.weigh(self.pool, self.layout, table, self.bench.allowed)
        keeper = table.group.facilitator
        reasons = {reason.word: reason for reason in weighed.reasons}
        return Card(
            key=table.key,
            title=self.title(table),
            fit=weighed.fit,
            problems=self.lines(weighed.problems),
            allowed=self.lines(weighed.allowed),
            lead=self.lead(weighed.reasons),
            when=self.words.time(table.group.start),
            keeper="" if keeper is None else self.words.name(self.pool.facilitators[keeper].id),
            traded=traded(weighed),
            reasons=tuple(map(self.words.sentence, reasons.values())),
            factors=weights(self.pool, weighed),
            points=f"{weighed.score / 1000:.0f}",
            seats=tuple(self.seat(place, does, table) for place in self.pool.with_newcomers(table.group)),
            is_locked=table.locked,
            is_running=table.group.running is not None,
            is_yours=table.key == self.viewer.mine,
        )

    def lead(self, reasons: Iterable[Told]) -> str:
        """Say in a line who they are to each other."""
        first = ("industries", "one_industry", "same_stage", "stages", "theme")
        said = [self.words.say(reason) for reason in reasons if reason.word in first]
        return f"{capfirst(', '.join(said))}."

    def lines(self, problems: Iterable[Problem]) -> tuple[Line, ...]:
        """Say what is wrong; whoever is one of two who may not sit together is not told who the other is."""
        shown = {problem.what.word + problem.id: problem for problem in map(self.viewer.careful, problems)}
        return tuple(Line(problem.id, self.words.sentence(problem.what)) for problem in shown.values())

    def seat(self, place: int, does: Mapping[int, str], table: Table | None = None, why: str = "") -> Seat:
        one = self.pool.people[place].id
        return Seat(
            one,
            self.words.name(one),
            does.get(place, ""),
            place in self.layout.held,
            table is None or place in table.group.members,
            self.viewer.may_move(place) and not self.is_fixed(place),
            why,
        )

    def is_fixed(self, place: int) -> bool:
        """Say whether somebody stays where they are, whoever asks."""
        here = self.layout.seats.get(place)
        locked = here is not None and self.layout.by_key[here].locked
        return bool(locked or place in self.layout.held or place in self.pool.seated or self.bench.draft.invited_at)

    def called(self, key: str | None) -> str:
        """Call the group of a key by what it is called on the bench."""
        return self.title(self.layout.by_key[key]) if key else ""

    def doings(self, places: Iterable[int]) -> dict[int, str]:
        """Say what people do, in a line each: Courier, 4 staff."""
        by_id = {self.pool.people[place].id: place for place in places}
        rows = Profile.objects.filter(person__in=list(map(int, by_id))).values_list(
            "person", "trade", "industry", "people"
        )
        return {by_id[str(one)]: doing(trade, industry, people) for one, trade, industry, people in rows}

    @cached_property
    def unseated(self) -> list[int]:
        """Who waits and has no seat, by name."""
        waiting = [place for place in self.pool.waiting if place not in self.layout.seats]
        return sorted(waiting, key=lambda place: self.words.name(self.pool.people[place].id))

    def without_seat(self, places: Iterable[int]) -> list[Seat]:
        places = list(places)
        does = self.doings(places)
        return [self.seat(place, does, why=self.why(place)) for place in places]

    def why(self, place: int) -> str:
        """Say why somebody has no seat: for certain where the solver knew, else what they miss by least now."""
        one = self.pool.people[place].id
        kept = self.bench.draft.reasons.get(one)
        why = told_to(self.reader, one, retold(kept), self.bench.pool, ()) if kept else None
        if why is None or why.reason is None:
            why = self.nearest(place)
        return self.words.sentence(why)

    def nearest(self, place: int) -> Unseated:
        """Tell the groups somebody misses by least, of those this admin may read of."""
        misses = [
            Miss(which(self.pool, table), missing(self.pool, [place], table.group)) for table in self.layout.tables
        ]
        if not self.layout.tables:
            return Unseated(told("no_groups"))
        readable = [miss for miss in misses if self.viewer.may_read(place, miss)]
        return Unseated(None, misses=tuple(sorted(readable, key=lambda miss: len(miss.lacks))[:MISSES]))


def traded(weighed: Weighed) -> str:
    """Name what a group gave up most of."""
    most = [str(vocabulary.FACTORS[name]) for name, by in weighed.lost if by >= SMALL_LOSS][:TOLD_LOSSES]
    return ", ".join(most)


def weights(pool: Pool, weighed: Weighed) -> tuple[tuple[str, str, int], ...]:
    """Give the numbers behind a group's fit."""
    lost = dict(weighed.lost)
    return tuple(
        (capfirst(str(vocabulary.FACTORS[name])), f"{most - lost.get(name, 0) / 1000:.1f}", most)
        for name, most in pool.rules.weights.items()
        if most
    )


def doing(trade: str, industry: str, people: int | None) -> str:
    does = trade or str(vocabulary.INDUSTRIES.get(industry, ""))
    if not people:
        return does
    staff = gettext("alone") if people == 1 else gettext("%(n)d people") % {"n": people}
    return ", ".join(filter(None, (does, staff)))
