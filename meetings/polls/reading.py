"""What do the pages need to know of a poll? Who is asked, what they said, and what else they have in their diaries."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject, Now

from groups.models import Group, Membership, Person
from meetings.models import Attendance, Meeting, Poll, Slot, Vote
from meetings.models.quorums import own as own_quorum
from meetings.polls.finding import Somebody, Span
from meetings.polls.tallying import Tally, ranked
from peergroups.kit.wallclock import instant

A_DAY = timedelta(days=1)
FOR_GOOD = timedelta(days=3660)
Answer = Vote.Answer


class Elsewhere(NamedTuple):
    """A meeting of another group that somebody sits in; its name is for them alone."""

    starts_at: datetime
    ends_at: datetime
    group: str


def people(group: Group) -> list[Membership]:
    """Those who may read the room, by name."""
    return list(group.memberships.signed().select_related("person").order_by("person__name", "pk"))


def called(places: Iterable[Membership]) -> dict[int, str]:
    """Call each person by the first name, or in full where two share it."""
    places = list(places)
    first = Counter(place.person.first_name for place in places)
    return {
        place.person_id: place.person.first_name if first[place.person.first_name] == 1 else str(place.person)
        for place in places
    }


def elsewhere(group: Group, persons: Collection[int], since: datetime, until: datetime) -> dict[int, list[Elsewhere]]:
    """Return, by person, the meetings of their other groups in that time, but where they said that they cannot come."""
    places = list(Membership.objects.current().filter(person__in=persons).exclude(group=group))
    rows = Meeting.objects.standing().filter(starts_at__lt=until, ends_at__gt=since)
    meetings = list(rows.filter(group__in={place.group_id for place in places}).select_related("group"))
    absent = set(Attendance.objects.absences().filter(meeting__in=meetings).values_list("meeting", "person"))
    found: dict[int, list[Elsewhere]] = defaultdict(list)
    for place in places:
        for meeting in meetings:
            comes = (meeting.pk, place.person_id) not in absent and not place.is_away_at(meeting.starts_at)
            if meeting.group_id == place.group_id and comes:
                found[place.person_id].append(Elsewhere(meeting.starts_at, meeting.ends_at, str(meeting.group)))
    return found


def is_in_the_way(meeting: Elsewhere, starts_at: datetime, minutes: int) -> bool:
    return meeting.starts_at < starts_at + timedelta(minutes=minutes) and starts_at < meeting.ends_at


def everybody(group: Group, first: date, last: date) -> list[Somebody]:
    """Return whom to find a time for between two days: their clocks, their weeks, and what is in the way."""
    places = list(group.memberships.signed().select_related("person").prefetch_related("person__free_times"))
    known = called(places)
    since, until = instant(first, time(0), group.zone), instant(last + A_DAY, time(0), group.zone)
    other = elsewhere(group, list(known), since - A_DAY, until + A_DAY)
    return [
        Somebody(
            known[place.person_id],
            place.person.time_zone,
            frozenset(half for span in place.person.free_times.all() for half in range(span.begins, span.ends)),
            tuple((meeting.starts_at, meeting.ends_at) for meeting in other[place.person_id]),
            tuple(absences(place)),
        )
        for place in sorted(places, key=lambda place: known[place.person_id])
    ]


def absences(place: Membership) -> list[Span]:
    """Return when a member is away: a sabbatical, and all that comes after they leave."""
    spans = [(place.paused_at, place.returns_at)] if place.paused_at and place.returns_at else []
    return [*spans, (place.leaves_at, place.leaves_at + FOR_GOOD)] if place.leaves_at else spans


def tallies(poll: Poll, places: list[Membership]) -> list[Tally]:
    """Count what the present members said, the best time first."""
    slots = list(poll.slots.all())
    known, said = called(places), votes(poll)
    other = elsewhere(poll.group, list(known), slots[0].starts_at, slots[-1].starts_at + A_DAY) if slots else {}
    least = own_quorum(poll.group)
    return ranked(replace(tally(poll, slot, places, known, said, other), least=least) for slot in slots)


def tally(
    poll: Poll,
    slot: Slot,
    places: list[Membership],
    known: dict[int, str],
    said: dict[tuple[int, int], str],
    other: dict[int, list[Elsewhere]],
) -> Tally:
    heard: dict[str, list[str]] = defaultdict(list)
    sits_elsewhere = 0
    for place in places:
        if any(since <= slot.starts_at < until for since, until in absences(place)):
            heard["away"].append(known[place.person_id])
            continue
        answer = said.get((slot.pk, place.person_id), "silent")
        heard[answer].append(known[place.person_id])
        spans = other.get(place.person_id, [])
        sits_elsewhere += any(is_in_the_way(meeting, slot.starts_at, poll.minutes) for meeting in spans)
    return Tally(
        slot.pk,
        slot.starts_at,
        yes=tuple(heard[Answer.YES]),
        maybe=tuple(heard[Answer.IF_NEED_BE]),
        no=tuple(heard[Answer.NO]),
        silent=tuple(heard["silent"]),
        away=tuple(heard["away"]),
        elsewhere=sits_elsewhere,
    )


def votes(poll: Poll) -> dict[tuple[int, int], str]:
    """Return all answers, by slot and person."""
    rows = Vote.objects.filter(slot__poll=poll).values_list("slot", "person", "answer")
    return {(slot, person): answer for slot, person, answer in rows}


def answered(poll: Poll) -> set[int]:
    """Return who has answered."""
    return set(Vote.objects.filter(slot__poll=poll).values_list("person", flat=True))


def own(poll: Poll, person: Person) -> dict[int, str]:
    """Return what somebody said, by slot."""
    return dict(Vote.objects.filter(slot__poll=poll, person=person).values_list("slot", "answer"))


def to_answer(person: int) -> Subquery:
    """For a list of somebody's places: the poll that takes answers there and has none of theirs, with when it closes.

    Asked of the database along with the list, since Today has no question to spare.
    """
    polls = Poll.objects.worth_asking(Now()).filter(group=OuterRef("group"), closes_at__gt=Now())
    mine = Vote.objects.filter(slot__poll=OuterRef("pk"), person=person)
    told = JSONObject(id=F("pk"), closes_at=F("closes_at"))
    return Subquery(polls.exclude(Exists(mine)).order_by("closes_at").values(told=told)[:1])


def to_pick() -> Subquery:
    """Likewise the number of the poll in which nobody's answer is waited for."""
    said = Vote.objects.filter(slot__poll=OuterRef(OuterRef("pk")), person=OuterRef("person"))
    silent = Membership.objects.hearing().filter(group=OuterRef("group")).exclude(Exists(said))
    polls = Poll.objects.worth_asking(Now()).filter(group=OuterRef("group"))
    return Subquery(polls.filter(Q(closes_at__lte=Now()) | ~Exists(silent)).order_by("closes_at").values("pk")[:1])


def seeks_a_time() -> Exists:
    """Say whether a group is asked for the time of a meeting that is not planned yet."""
    return Exists(Poll.objects.open().filter(group=OuterRef("group"), moves=None))


def is_awaited(place: Membership, answered: Collection[int], now: datetime) -> bool:
    """Say whether a member's answer is still hoped for; of whoever takes a break nothing is."""
    return place.person_id not in answered and not place.is_away_at(now)


def in_the_way(poll: Poll, person: Person, slots: list[Slot]) -> dict[int, str]:
    """Return, by slot, the name of my other group that meets then: shown to nobody but me."""
    if not slots:
        return {}
    other = elsewhere(poll.group, [person.pk], slots[0].starts_at, slots[-1].starts_at + A_DAY)[person.pk]
    return {
        slot.pk: meeting.group
        for slot in slots
        for meeting in other
        if is_in_the_way(meeting, slot.starts_at, poll.minutes)
    }


class Row(NamedTuple):
    """One time as the facilitator sees it: why it is good, and each person's answer."""

    tally: Tally
    why: str
    hours: str  # what other clocks show
    cells: list[tuple[str, str]]  # the name, and the answer: yes, maybe, no, silent or away


def row(tally: Tally, known: dict[int, str], why: str, hours: str) -> Row:
    kinds = ("yes", "maybe", "no", "silent", "away")
    cells = [(name, next(kind for kind in kinds if name in getattr(tally, kind))) for name in known.values()]
    return Row(tally, why, hours, cells)
