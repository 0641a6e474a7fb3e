"""What should one know of a date before it is fixed? Clock changes, public holidays, hours that are odd for some."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EARLY, LATE = time(7), time(22)  # a meeting that begins before the one or ends after the other is at an odd hour
A_DAY = timedelta(days=1)
Holiday = Callable[[str, date], str]


@dataclass(frozen=True)
class Peer:
    """Somebody who will be there: their name, the clock on their wall, and the country whose holidays they keep."""

    name: str
    zone: str
    country: str = ""


@dataclass(frozen=True)
class Remark:
    """One thing to know of a date.

    `skipped`: clocks skip the hour that the rule names. `clocks`: they change that day, in these `zones`. `shifted`:
    from here on `peers` read another hour than before. `odd`: it is early or late for `peers`. `other_day`: it is
    their weekend, and not the group's. `holiday`: it is `called` a holiday in the `country` of these peers.
    """

    kind: str
    peers: tuple[Peer, ...] = ()
    zones: tuple[str, ...] = ()
    moments: tuple[datetime, ...] = ()
    called: str = ""
    country: str = ""


def remarks(
    starts_at: datetime,
    minutes: int,
    zone: str,
    peers: Iterable[Peer],
    holiday: Holiday,
    *,
    asked: time | None = None,
    before: datetime | None = None,
) -> list[Remark]:
    """Return what there is to say of one date; `asked` is the hour wanted, `before` the date that comes before it."""
    ends_at = starts_at + timedelta(minutes=minutes)
    return [
        *clocks(starts_at, zone, peers, asked),
        *shifted(starts_at, zone, peers, before),
        *odd(starts_at, ends_at, zone, peers),
        *holidays(starts_at, peers, holiday),
    ]


def clocks(starts_at: datetime, zone: str, peers: Iterable[Peer], asked: time | None) -> list[Remark]:
    """Say in which zones clocks change on the day of the meeting, the group's first, and whether they skip its hour."""
    zones = [zone, *sorted({peer.zone for peer in peers} - {zone})]
    changing = tuple(each for each in zones if change_on(starts_at.astimezone(ZoneInfo(each))))
    is_skipped = asked is not None and wall(starts_at, zone) != asked
    skipped = [Remark("skipped", zones=(zone,), moments=(starts_at,))] if is_skipped else []
    return skipped + ([Remark("clocks", zones=changing)] if changing else [])


def change_on(local: datetime) -> bool:
    """Say whether clocks change between the midnights round a day."""
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return midnight.utcoffset() != (midnight + A_DAY).utcoffset()


def shifted(starts_at: datetime, zone: str, peers: Iterable[Peer], before: datetime | None) -> list[Remark]:
    """Say who reads another hour than at the date before, while the group's own clock shows the same."""
    if before is None or wall(before, zone) != wall(starts_at, zone):
        return []
    return [
        Remark("shifted", peers=who, zones=(who[0].zone,), moments=(starts_at,))
        for who in by_clock(peers, starts_at, before)
        if wall(before, who[0].zone) != wall(starts_at, who[0].zone)
    ]


def odd(starts_at: datetime, ends_at: datetime, zone: str, peers: Iterable[Peer]) -> list[Remark]:
    """Say for whom it is early or late, or a day of the weekend that it is not for the group."""
    found = []
    here = starts_at.astimezone(ZoneInfo(zone))
    for who in by_clock(peers, starts_at):
        local = starts_at.astimezone(ZoneInfo(who[0].zone))
        if is_odd(local, ends_at.astimezone(local.tzinfo)):
            found.append(Remark("odd", peers=who, zones=(who[0].zone,), moments=(starts_at,)))
        elif local.weekday() >= 5 > here.weekday():
            found.append(Remark("other_day", peers=who, zones=(who[0].zone,), moments=(starts_at,)))
    return found


def is_odd(start: datetime, end: datetime) -> bool:
    """Say whether a meeting lies outside the hours in which one is up and about."""
    return start.time() < EARLY or end.date() != start.date() or end.time() > LATE


def holidays(starts_at: datetime, peers: Iterable[Peer], holiday: Holiday) -> list[Remark]:
    """Say what is celebrated that day where somebody lives, by their own calendar."""
    found: dict[tuple[str, str], list[Peer]] = {}
    for peer in peers:
        if called := holiday(peer.country, starts_at.astimezone(ZoneInfo(peer.zone)).date()):
            found.setdefault((called, peer.country), []).append(peer)
    return [
        Remark("holiday", peers=tuple(who), called=called, country=country) for (called, country), who in found.items()
    ]


def by_clock(peers: Iterable[Peer], *moments: datetime) -> list[tuple[Peer, ...]]:
    """Gather those whose clocks show the same at these moments."""
    found: dict[tuple[datetime, ...], list[Peer]] = {}
    for peer in peers:
        shown = tuple(moment.astimezone(ZoneInfo(peer.zone)).replace(tzinfo=None) for moment in moments)
        found.setdefault(shown, []).append(peer)
    return [tuple(who) for who in found.values()]


def wall(moment: datetime, zone: str) -> time:
    return moment.astimezone(ZoneInfo(zone)).time()


def always(lists: Sequence[list[Remark]]) -> list[Remark]:
    """Return what is odd on every date alike, with all its moments: said once, it need not be said twelve times."""
    found: dict[tuple[str, tuple[Peer, ...]], list[Remark]] = {}
    for remark in (remark for each in lists for remark in each if remark.kind in ("odd", "other_day")):
        found.setdefault((remark.kind, remark.peers), []).append(remark)
    whole = [alike for alike in found.values() if len(alike) == len(lists)]
    return [replace(alike[0], moments=tuple(moment for each in alike for moment in each.moments)) for alike in whole]
