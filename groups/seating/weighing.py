"""What is to be said of a group as it stands, and what would a move change? Only what it touches is looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from groups.formation import checking, scoring, week
from groups.formation.pool import Pool
from groups.formation.reasons import explain
from groups.formation.telling import Time, Told, told
from groups.seating.layout import Layout, Table, which

GOOD = 60_000  # thousandths from which a group is said to fit well
PAIRS = ("may_not_meet", "compete")
SIZE = "members"  # no rule that stands in the way: whoever invites says why a group is smaller or larger
AMONG_PEOPLE = (*PAIRS, "parted")


class Fit(StrEnum):
    GOOD = "good"
    CHECK = "check"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that a group breaks. The id is the same as long as it is the same people and the same matter."""

    id: str
    what: Told


@dataclass(frozen=True, slots=True)
class Weighed:
    """A group as it stands: what is wrong, what speaks for it, and what it traded, in thousandths of a point."""

    problems: tuple[Problem, ...]
    allowed: tuple[Problem, ...]  # overridden with a reason
    reasons: tuple[Told, ...]
    lost: tuple[tuple[str, int], ...]
    score: int

    @property
    def fit(self) -> Fit:
        if any(problem.what.word != SIZE for problem in self.problems):
            return Fit.BROKEN
        return Fit.CHECK if self.problems or self.allowed or self.score < GOOD else Fit.GOOD


@dataclass(frozen=True, slots=True)
class Effect:
    """What a move changes: sizes, rules mended and broken, where and when the groups meet, and the points of all."""

    sizes: Mapping[str, tuple[int, int]]  # by the key of a group: before, after
    mends: tuple[Told, ...]
    breaks: tuple[Told, ...]
    moved: tuple[tuple[str, int], ...]  # groups that meet at another time, with its start
    handed: tuple[tuple[str, int | None], ...]  # groups that somebody else keeps
    points: int


def weigh(pool: Pool, layout: Layout, table: Table, allowed: frozenset[str] = frozenset()) -> Weighed:
    """Look at one group."""
    problems = tuple(wrong(pool, layout, table))
    explained = explain(pool, table.group)
    return Weighed(
        tuple(problem for problem in problems if problem.id not in allowed),
        tuple(problem for problem in problems if problem.id in allowed),
        explained.reasons,
        explained.lost,
        explained.score,
    )


def fit(pool: Pool, layout: Layout, table: Table, allowed: frozenset[str]) -> Fit:
    """Judge one group, without the words."""
    problems = list(wrong(pool, layout, table))
    if any(problem.id not in allowed and problem.what.word != SIZE for problem in problems):
        return Fit.BROKEN
    return Fit.CHECK if problems or scoring.score(pool, pool.with_newcomers(table.group)) < GOOD else Fit.GOOD


def wrong(pool: Pool, layout: Layout, table: Table) -> Iterator[Problem]:
    """List which rules a group breaks, by itself and by what its facilitator keeps besides."""
    places = {pool.people[place].id: place for place in pool.with_newcomers(table.group)}
    for what in checking.of_group(pool, table.group, which(pool, table)):
        sharper = compete(pool, places, what)
        yield Problem(identity(sharper, table), sharper)
    if table.group.running is None:
        for what in kept_badly(pool, layout, table):
            yield Problem(identity(what, table), what)


def compete(pool: Pool, places: Mapping[str, int], what: Told) -> Told:
    """Say of two who sell the same that they do; that is no secret of either."""
    if what.word != "may_not_meet" or what.values["other"] not in places:  # the other one would keep the group
        return what
    one, other = (places[what.values[name]] for name in ("person", "other"))
    told_apart = (min(one, other), max(one, other)) in pool.apart
    return what if told_apart else told("compete", **what.values)


def kept_badly(pool: Pool, layout: Layout, table: Table) -> Iterator[Told]:
    """See whether its facilitator can keep it, beside the others they keep."""
    place = table.group.facilitator
    if place is None:
        yield told("unkept")
        return
    keeper = pool.facilitators[place]
    yield from checking.kept_by(pool, place, table.group)
    kept = layout.kept[place]
    if len(kept) > keeper.capacity:
        yield told("too_many_groups", facilitator=keeper.id, count=len(kept), capacity=keeper.capacity)
    if any(key != table.key and week.overlap(table.group.start, start, pool.rules.length) for key, start in kept):
        yield told("two_at_once", facilitator=keeper.id, time=Time(table.group.start, pool.rules.length))


def identity(what: Told, table: Table) -> str:
    """Name a matter so that it is known again: a pair wherever they sit, a size or a time in its own group."""
    if what.word in PAIRS:
        return ":".join(["pair", *sorted((what.values["person"], what.values["other"]))])
    values = [str(value.start if isinstance(value, Time) else value) for value in what.values.values()]
    return ":".join([what.word, table.key, *values[1 if "group" in what.values else 0 :]])


def effect(pool: Pool, before: Layout, after: Layout) -> Effect:
    """Compare two plans by the groups that differ."""
    touched = [
        (key, before.by_key.get(key), after.by_key.get(key))
        for key in sorted({*before.by_key, *after.by_key}, key=lambda key: int(key[1:]))
        if before.by_key.get(key) != after.by_key.get(key)
    ]
    keepers = {table.group.facilitator for _key, *pair in touched for table in pair if table} - {None}
    beside: list[tuple[Table | None, Table | None]] = [
        (table, after.by_key[table.key]) for table in before.tables if kept_beside(table, after, keepers)
    ]
    pairs = [(one, other) for _key, one, other in touched]
    old = {each.id: each.what for table, _new in pairs + beside if table for each in wrong(pool, before, table)}
    new = {each.id: each.what for _old, table in pairs + beside if table for each in wrong(pool, after, table)}
    stay = [(one, other) for one, other in pairs if one and other and one.group.running is None]
    return Effect(
        sizes={
            key: (len(sitting(pool, one, other)), len(sitting(pool, other, one)))
            for key, one, other in touched
            if len(sitting(pool, one, other)) != len(sitting(pool, other, one))
        },
        mends=tuple(what for id_, what in old.items() if id_ not in new),
        breaks=tuple(what for id_, what in new.items() if id_ not in old),
        moved=tuple((other.key, other.group.start) for one, other in stay if one.group.start != other.group.start),
        handed=tuple(
            (other.key, other.group.facilitator)
            for one, other in stay
            if one.group.facilitator != other.group.facilitator
        ),
        points=sum(points(pool, sitting(pool, two, one)) - points(pool, sitting(pool, one, two)) for one, two in pairs),
    )


def kept_beside(table: Table, after: Layout, keepers: set[int | None]) -> bool:
    """Say whether a group that stays as it is shares its facilitator with one that does not."""
    return table.group.facilitator in keepers and after.by_key.get(table.key) == table


def sitting(pool: Pool, table: Table | None, beside: Table | None) -> tuple[int, ...]:
    """List who sits in a group; a running one is there with its members, whether a plan fills it or not."""
    if table:
        return pool.with_newcomers(table.group)
    running = beside.group.running if beside else None
    return () if running is None else pool.running[running].members


def points(pool: Pool, members: tuple[int, ...]) -> int:
    return scoring.score(pool, members) * len(members) if members else 0
