"""When could most of them meet? The best times of some days, with whom each suits; no Django, no database, no clock."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from peergroups.kit.wallclock import exists, instant

HALF_HOUR, DAY = 30, 24 * 60  # minutes
WEEK = 7 * 48  # half hours
WAKING = (8 * 60, 20 * 60)  # what is odd for nobody, in minutes of a day
WEEKEND = 5
APART, A_DAY = timedelta(hours=2), timedelta(days=1)
MOST, MOST_A_DAY = 8, 2
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Somebody:
    """One who should come: the free half hours of their own week (none: they have not said), and what is in the way."""

    name: str
    zone: str
    free: frozenset[int] = frozenset()
    busy: tuple[Span, ...] = ()  # meetings of other groups
    away: tuple[Span, ...] = ()

    @cached_property
    def clock(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


@dataclass(frozen=True)
class Chance:
    """A time to meet, and what it means for each: by name, but for who is busy, which is nobody's to know."""

    starts_at: datetime
    minutes: int
    free: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()  # of the times they gave
    unknown: tuple[str, ...] = ()  # gave none
    odd: tuple[str, ...] = ()  # among those, for whom it is early or late
    away: tuple[str, ...] = ()
    busy: int = 0
    cannot: int = field(default=0)  # outside or busy, each counted once

    @property
    def can(self) -> int:
        return len(self.free) + len(self.unknown) + len(self.outside) - self.cannot


def assess(people: Iterable[Somebody], starts_at: datetime, minutes: int) -> Chance:
    """Say what one time means for each of them, by the clock on their own wall."""
    ends_at = starts_at + timedelta(minutes=minutes)
    kinds: dict[str, list[str]] = {"free": [], "outside": [], "unknown": [], "odd": [], "away": []}
    busy = cannot = 0
    for one in people:
        if any(since <= starts_at < until for since, until in one.away):
            kinds["away"].append(one.name)
            continue
        local = starts_at.astimezone(one.clock)
        is_busy = any(begin < ends_at and starts_at < end for begin, end in one.busy)
        kind = "unknown" if not one.free else "free" if one.free.issuperset(half_hours(local, minutes)) else "outside"
        kinds[kind].append(one.name)
        if kind == "unknown" and is_odd(local, minutes):
            kinds["odd"].append(one.name)
        busy += is_busy
        cannot += is_busy or kind == "outside"
    named = {kind: tuple(names) for kind, names in kinds.items()}
    return Chance(starts_at, minutes, busy=busy, cannot=cannot, **named)


def half_hours(local: datetime, minutes: int) -> set[int]:
    """Return the half hours of a week that a meeting touches, counted since Monday midnight."""
    begin = local.weekday() * DAY + local.hour * 60 + local.minute
    return {at % WEEK for at in range(begin // HALF_HOUR, -(-(begin + minutes) // HALF_HOUR))}


def is_odd(local: datetime, minutes: int) -> bool:
    """Say whether it begins early, ends late or lies at a weekend."""
    begin = local.hour * 60 + local.minute
    return begin < WAKING[0] or begin + minutes > WAKING[1] or local.weekday() >= WEEKEND


def candidates(first: date, last: date, zone: str) -> Iterator[datetime]:
    """Go through each half hour of these days that the clocks of a zone show."""
    for number in range((last - first).days + 1):
        day = first + number * A_DAY
        for half_hour in range(48):
            at = time(half_hour // 2, HALF_HOUR * (half_hour % 2))
            if exists(day, at, zone):
                yield instant(day, at, zone)


def find(
    people: Collection[Somebody],
    first: date,
    last: date,
    minutes: int,
    *,
    zone: str,
    after: datetime,
    taken: Collection[Span] = (),
    usual: int | None = None,
    most: int = MOST,
) -> list[Chance]:
    """Return the best times between two days, best first: not many on one day, and none close to another.

    `taken` is when the group meets anyway, `usual` the half hour of the week in which it does so by its own clock: of
    equal times the nearest to it wins.
    """
    length = timedelta(minutes=minutes)
    open_ones = (at for at in candidates(first, last, zone) if at > after)
    chances = [
        assess(people, at, minutes)
        for at in open_ones
        if not any(begin < at + length and at < end for begin, end in taken)
    ]
    likely = sorted((chance for chance in chances if chance.can), key=lambda chance: worth(chance, zone, usual))
    return spread(likely, ZoneInfo(zone), most)


def spread(likely: list[Chance], clock: ZoneInfo, most: int) -> list[Chance]:
    """Take first of each day its best, and of each weekday two; then, in the same order, what else there is."""
    taken: dict[int, date] = {}
    for a_day, a_weekday in ((1, 2), (MOST_A_DAY, most)):
        for place, chance in enumerate(likely):
            if len(taken) == most:
                break
            day = chance.starts_at.astimezone(clock).date()
            same_day = sum(day == other for other in taken.values())
            same_weekday = sum(day.weekday() == other.weekday() for other in taken.values())
            near = any(abs(chance.starts_at - likely[other].starts_at) < APART for other in taken)
            if same_day < a_day and same_weekday < a_weekday and not near:
                taken[place] = day
    return [likely[place] for place in sorted(taken)]


def worth(chance: Chance, zone: str, usual: int | None) -> tuple[float, ...]:
    """Order times: who cannot, for whom it is odd, who said that they can, and how far it is from the usual hour."""
    local = chance.starts_at.astimezone(ZoneInfo(zone))
    begin = local.hour * 60 + local.minute
    hour = abs(begin - (usual % 48) * HALF_HOUR) if usual is not None else abs(begin - 10 * 60)
    other_day = usual is not None and local.weekday() != usual // 48
    troubled = 2 * chance.cannot + len(chance.odd)
    late = is_odd(local, chance.minutes)
    return (troubled, -len(chance.free), late, other_day, hour, chance.starts_at.timestamp())
