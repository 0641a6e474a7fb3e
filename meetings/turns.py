"""Whose turn is it in a group? Rows become the ledger of `rotation`; seats are given by it, and jumps are kept."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from groups.models import Group, Membership, Person
from meetings import rotation
from meetings.freeing import of_the_absent
from meetings.models import AgendaItem, Attendance, HotSeat, Jump, Meeting, Pass, SeatRequest
from meetings.models.hot_seats import assign
from meetings.rotation import Out, Peer, Turn
from peergroups.kit.wallclock import local_day

Days = dict[int, tuple[date, ...]]


@dataclass(frozen=True)
class Standing:
    """One member with their place in the queue."""

    place: Membership
    turn: Turn

    @property
    def person(self) -> Person:
        return self.place.person

    @property
    def out(self) -> Out | None:
        return self.turn.peer.out


class Ledger:
    """All facts about a group's turns, read once: the queue for any of its meetings is only thinking."""

    def __init__(self, group: Group, now: datetime):
        self.group, self.now = group, now
        self.places = {place.person_id: place for place in group.memberships.peers().select_related("person")}
        self.held = dict(group.meetings.standing().filter(ends_at__lte=now).values_list("pk", "starts_at"))
        self.seats = list(given_in(group).values_list("person", "meeting", "meeting__starts_at"))
        self.jumps = list(jumps_in(group).values_list("over", "person", "meeting", "meeting__starts_at"))
        self.cant = list(refusals_in(group).values_list("person", "meeting", "meeting__starts_at"))
        self.passes = list(passes_in(group).values_list("person", "meeting", "meeting__starts_at"))
        self.asked = {who: at for who, at in wishes(group).values_list("person", "asked_at") if at}

    def queue(self, meeting: Meeting | None) -> list[Standing]:
        """Put the peers in order for a meeting; with none planned, as if it were today."""
        held = [local(at, self.group) for at in self.held.values()]
        when = meeting.starts_at if meeting else self.now
        turns = rotation.queue(self.peers(meeting, when), held, local(when, self.group))
        return [Standing(self.places[turn.peer.person], turn) for turn in turns]

    def peers(self, meeting: Meeting | None, when: datetime) -> list[Peer]:
        seats = self.by_person((who, at) for who, _where, at in self.seats)
        passed = self.by_person((who, at) for who, _where, at in self.passes)
        missed = self.by_person((who, at) for who, where, at in self.cant if where in self.held)
        back, out = self.by_person(self.stood_back()), self.out_of(meeting)
        return [
            Peer(
                person=person,
                joined_on=local(place.joined_at, self.group),
                seats=seats.get(person, ()),
                missed=missed.get(person, ()) + self.breaks(place),
                passed=passed.get(person, ()),
                stood_back=back.get(person, ()),
                asked_on=local(self.asked[person], self.group) if person in self.asked else None,
                out=gone(place, when) or out.get(person),
            )
            for person, place in self.places.items()
        ]

    def stood_back(self) -> list[tuple[int, datetime]]:
        """Those before whom somebody was let go, and who had no seat in that meeting themselves."""
        given = {(who, where) for who, where, _at in self.seats}
        stands = {(over, where): at for over, who, where, at in self.jumps if (who, where) in given}
        return [(over, at) for (over, where), at in stands.items() if (over, where) not in given]

    def out_of(self, meeting: Meeting | None) -> dict[int, Out]:
        if meeting is None:
            return {}
        kinds = ((self.cant, Out.CANT), (self.passes, Out.PASSED), (self.seats, Out.SEATED))
        return {who: out for rows, out in kinds for who, where, _at in rows if where == meeting.pk}

    def breaks(self, place: Membership) -> tuple[date, ...]:
        """The meetings during a sabbatical of theirs."""
        return tuple(local(at, self.group) for at in self.held.values() if place.is_away_at(at))

    def by_person(self, rows: Iterable[tuple[int, datetime]]) -> Days:
        days: dict[int, list[date]] = defaultdict(list)
        for person, at in rows:
            days[person].append(local(at, self.group))
        return {person: tuple(sorted(dates)) for person, dates in days.items()}


def queue(group: Group, meeting: Meeting | None, now: datetime) -> list[Standing]:
    return Ledger(group, now).queue(meeting)


def gone(place: Membership, when: datetime) -> Out | None:
    if place.is_away_at(when):
        return Out.AWAY
    return Out.LEAVES if place.leaves_at and place.leaves_at <= when else None


def local(at: datetime, group: Group) -> date:
    return local_day(at, group.zone)


def given_in(group: Group) -> QuerySet[HotSeat]:
    """Those held and those given for meetings to come."""
    return HotSeat.objects.standing().filter(meeting__group=group)


def jumps_in(group: Group) -> QuerySet[Jump]:
    return Jump.objects.filter(meeting__group=group, meeting__cancelled_at=None)


def passes_in(group: Group) -> QuerySet[Pass]:
    return Pass.objects.filter(meeting__group=group, meeting__cancelled_at=None)


def refusals_in(group: Group) -> QuerySet[Attendance]:
    return Attendance.objects.absences().filter(meeting__group=group, meeting__cancelled_at=None)


def wishes(group: Group) -> QuerySet[SeatRequest]:
    """The open wishes for a seat, but those that have one already; also of those who are back by then."""
    return SeatRequest.objects.unseated().filter(group=group)


def free_seats() -> QuerySet[AgendaItem]:
    """The hot seats nobody holds; whoever has left or is away by then holds none."""
    hot = AgendaItem.objects.filter(kind=AgendaItem.Kind.HOT_SEAT).order_by("position")
    return hot.filter(Q(seat=None) | Q(seat__in=of_the_absent()))


def free_seat(meeting: Meeting) -> AgendaItem | None:
    return free_seats().filter(meeting=meeting).first()


def next_to_seat(group: Group, now: datetime) -> Meeting | None:
    """Return the nearest meeting to come that `has_free_seat`, else the nearest one."""
    coming = group.meetings.ahead(now).select_related("group")
    coming = coming.annotate(has_free_seat=Exists(free_seats().filter(meeting=OuterRef("pk"))))
    return coming.order_by("-has_free_seat", "starts_at").first()


def able(standings: Iterable[Standing]) -> list[Standing]:
    """Return those who could have a seat, the next first."""
    return [standing for standing in standings if standing.out is None]


class NobodyIsNext(Exception):
    """No seat is free, all are out of this meeting, or it has begun or was cancelled."""


def hold(group: Group) -> None:
    """Let nobody else give, take or change seats in this group before we are done."""
    Group.objects.select_for_update(no_key=True).get(pk=group.pk)


def held_open(meeting: Meeting, now: datetime) -> Meeting:
    """Hold the seats of a meeting's group; one that has begun or was cancelled gives none any more."""
    hold(meeting.group)
    held = Meeting.objects.select_related("group").get(pk=meeting.pk)
    if not held.is_open(now):
        raise NobodyIsNext
    return held


@transaction.atomic
def assign_next(meeting: Meeting, *, now: datetime) -> Person:
    """Give the first free hot seat to whoever is next."""
    meeting = held_open(meeting, now)
    item, able_ones = free_seat(meeting), able(queue(meeting.group, meeting, now))
    if item is None or not able_ones:
        raise NobodyIsNext
    first = able_ones[0].person
    assign(item, first, now=now)
    return first


@transaction.atomic
def let_go_first(meeting: Meeting, person: Person, *, by: Person, why: str, now: datetime) -> None:
    """Give the first free hot seat to somebody, and keep who stood back."""
    meeting = held_open(meeting, now)
    item, standings = free_seat(meeting), queue(meeting.group, meeting, now)
    if item is None or person not in [standing.person for standing in able(standings)]:
        raise NobodyIsNext
    assign(item, person, now=now)
    keep_jumps(meeting, standings, [person.pk], by=by, why=why, now=now)


def keep_jumps(
    meeting: Meeting, standings: list[Standing], given: list[int], *, by: Person, now: datetime, why: str = "chosen"
) -> None:
    """Keep who stood back, where the seats were given in another order than the queue's."""
    turns = [standing.turn for standing in standings]
    pairs = [(who, over) for who in given for over in rotation.jumped(turns, who) if over not in given]
    rows = [Jump(meeting=meeting, person_id=who, over_id=over, by=by, why=why, jumped_at=now) for who, over in pairs]
    Jump.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def pass_on(meeting: Meeting, person: Person, *, now: datetime) -> None:
    """Want no hot seat in this meeting; one that was given goes back, and its brief stays with its author."""
    held_open(meeting, now)
    meeting.hot_seats.filter(person=person).update(item=None)
    Pass.objects.get_or_create(meeting=meeting, person=person, defaults={"passed_at": now})
