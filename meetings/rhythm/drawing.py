"""Which dates would a group have by a rhythm, and what would become of those it has? Drawn before anything is saved."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q

from groups.countries import country
from groups.models import Group
from meetings.cadence import Rule, align, coming
from meetings.models import Cadence, Meeting
from meetings.rhythm.foresight import Peer, Remark, always, remarks
from meetings.rhythm.public_holidays import holiday
from peergroups.kit.wallclock import local_day

MANY = 12  # dates that stand at once


class Fate(StrEnum):
    """What becomes of a date when this is saved."""

    NEW = "new"
    STAYS = "stays"
    MOVES = "moves"
    SKIPPED = "skipped"
    CALLED_OFF = "called_off"  # it stands today, and the new rhythm knows no day for it


@dataclass(frozen=True)
class Wish:
    """How a group would meet: its rule, how long and where; days it skips, and starts chosen for single days."""

    rule: Rule
    minutes: int
    where: Mapping[str, str]
    skipped: frozenset[date] = frozenset()
    chosen: Mapping[date, datetime | None] = field(default_factory=dict)  # None: as the rule says
    since: date | None = None  # from this day on dates that stand follow the rule; else from the rule's first


@dataclass
class Drawn:
    """One date as it would be."""

    day: date
    starts_at: datetime
    minutes: int
    fate: Fate
    meeting: Meeting | None = None
    by_hand: bool = False  # its time or place was chosen for this date alone, and outlasts the rule
    is_mine: bool = True  # the rhythm disposes of it
    remarks: list[Remark] = field(default_factory=list)

    @property
    def stands(self) -> bool:
        return self.fate in (Fate.NEW, Fate.STAYS, Fate.MOVES)

    @property
    def before(self) -> datetime | None:
        """The start it has today, where that is another one."""
        return self.meeting.starts_at if self.meeting and self.fate == Fate.MOVES else None


class Standing:
    """What a group has planned from today on, by the days of its rhythm."""

    def __init__(self, group: Group, cadence: Cadence | None, *, now: datetime):
        self.today = local_day(now, group.zone)
        relevant = Q(ends_at__gt=now) | Q(cadence_day__gte=self.today)
        rows = list(group.meetings.filter(relevant).select_related("group", "cadence").order_by("starts_at"))
        mine = {row.cadence_day: row for row in rows if row.cadence_day and cadence and row.cadence == cadence}
        self.coming = [row for row in rows if row.is_open(now)]
        self.called_off = {day for day, meeting in mine.items() if meeting.cancelled_at}
        self.over = {day for day, meeting in mine.items() if not meeting.cancelled_at and meeting not in self.coming}
        self.mine = {day: meeting for day, meeting in mine.items() if meeting in self.coming}
        others = [row for row in self.coming if row not in self.mine.values()]
        self.others = {local_day(row.starts_at, group.zone): row for row in others}


def as_it_is(cadence: Cadence, standing: Standing) -> Wish:
    """Return what a group has chosen, called off or moved by hand so far."""
    skipped = {day for day in cadence.skipped if day >= standing.today} | standing.called_off
    return Wish(cadence.rule, cadence.minutes, cadence.where, skipped=frozenset(skipped))


def draw(group: Group, wish: Wish, standing: Standing, saved: Rule | None, *, now: datetime) -> list[Drawn]:
    """Lay the dates out in order of their days; `saved` is the rule by which those that stand were laid."""
    rule, zone = wish.rule, group.zone
    begin = max(min(rule.first_on, wish.since or rule.first_on), standing.today)
    movable = {day: meeting for day, meeting in standing.mine.items() if day >= begin and rule.start(day, zone) > now}
    early = [untouched(meeting) for day, meeting in standing.mine.items() if day not in movable]
    taken = standing.over | filled(wish, standing.mine, movable, zone)
    days = coming(rule, zone, now=now, many=max(1, MANY - len(early)), without=wish.skipped | taken)
    if saved and replace(saved, at=rule.at) == rule:
        days += sorted(day for day in movable if days and day > days[-1])  # more of them than need be
    days = [day for day in days if day not in taken]
    held = [day for day in days if day not in wish.skipped]
    comes_of = {to: day for day, to in align(sorted(set(movable) - wish.skipped), held).items()}
    by_hand = {day: meeting for day, meeting in standing.others.items() if day not in wish.skipped}
    drawn = [one(group, wish, day, movable.pop(comes_of.get(day, day), None) or by_hand.get(day)) for day in days]
    lost = [replace(untouched(meeting), fate=Fate.CALLED_OFF) for meeting in movable.values()]
    return sorted(early + drawn + lost, key=lambda each: each.starts_at)


def filled(wish: Wish, mine: Mapping[date, Meeting], movable: Collection[date], zone: str) -> set[date]:
    """Return the days at whose hour, by the rule, the group meets already: another date was put there."""
    found: set[date] = set()
    rule = wish.rule
    for own, meeting in mine.items():
        at = wish.chosen.get(own, meeting.starts_at) or rule.start(own, zone)
        day, stays_itself = local_day(at, zone), own not in movable or next(rule.days(own), None) == own
        if stays_itself and own not in wish.skipped and day not in mine and rule.start(day, zone) == at:
            found.add(day)
    return found


def untouched(meeting: Meeting) -> Drawn:
    """Leave a meeting as it is: it came before the rule, or its day has passed and it was put off."""
    day = meeting.cadence_day or meeting.starts_at.date()
    return Drawn(day, meeting.starts_at, meeting.minutes, Fate.STAYS, meeting, True, is_mine=False)


def one(group: Group, wish: Wish, day: date, meeting: Meeting | None) -> Drawn:
    """Say what becomes of one day of the rule, on which a meeting may stand."""
    by_rule = wish.rule.start(day, group.zone)
    chosen = wish.chosen.get(day, meeting.starts_at if meeting and keeps_its_place(meeting) else None)
    start = chosen or by_rule
    by_hand = start != by_rule or bool(meeting and meeting.off_rhythm_at and start == meeting.starts_at)
    minutes = meeting.minutes if meeting and by_hand else wish.minutes
    if day in wish.skipped:
        fate = Fate.SKIPPED
    elif meeting is None:
        fate = Fate.NEW
    else:
        fate = Fate.STAYS if (start, minutes) == (meeting.starts_at, meeting.minutes) else Fate.MOVES
    return Drawn(day, start, minutes, fate, meeting, by_hand)


def keeps_its_place(meeting: Meeting) -> bool:
    """Say whether a meeting was moved or planned by hand: no change of the rhythm moves it."""
    return meeting.cadence_id is None or meeting.off_rhythm_at is not None


def foresee(group: Group, rule: Rule, drawn: Iterable[Drawn]) -> list[Remark]:
    """Note at each date what there is to know of it; return what holds for all of them."""
    peers = peers_of(group)
    before = None
    standing = [each for each in drawn if each.stands]
    for each in standing:
        asked = None if each.by_hand else rule.at
        each.remarks = remarks(each.starts_at, each.minutes, group.zone, peers, holiday, asked=asked, before=before)
        before = each.starts_at
    everywhere = always([each.remarks for each in standing]) if len(standing) > 1 else []
    told = {(remark.kind, remark.peers) for remark in everywhere}
    for each in standing:
        each.remarks = [remark for remark in each.remarks if (remark.kind, remark.peers) not in told]
    return everywhere


def peers_of(group: Group) -> list[Peer]:
    """Those who will be there, by name: whoever takes a break is left in peace."""
    places = group.memberships.attending().select_related("person").order_by("person__name", "pk")
    return [
        Peer(place.person.first_name, place.person.time_zone, country(place.person.time_zone, place.person.country))
        for place in places
    ]
