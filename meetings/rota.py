"""What does the page of hot seats show? The queue, the seats to come, who had them lately, and what waits for me."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.utils import timezone

from groups.models import Group, Membership
from meetings import parking, rotation, saying, swapping, turns
from meetings.models import HotSeat, Jump, Meeting, Swap
from meetings.rotation import A_YEAR, Out
from meetings.turns import Standing


def read(group: Group, place: Membership, *, now: datetime) -> dict[str, Any]:
    """Gather the page for one member."""
    ledger, meeting = turns.Ledger(group, now), turns.next_to_seat(group, now)
    standings, seats = ledger.queue(meeting), coming(group, ledger, now)
    free = turns.able(standings)
    mine = next((standing.out for standing in standings if standing.person == place.person), Out.LEAVES)
    own = next((seat for seat in seats if seat.person_id == place.person_id), None)
    return {
        "group": group,
        "meeting": meeting,
        "told": told_of(standings, group, now),
        "because": saying.why_next(standings),
        "next": free[0] if free else None,
        "is_free": bool(meeting and meeting.has_free_seat),
        "free": free,
        "has_passed": mine is Out.PASSED,
        "may_pass": mine is None,
        "coming": seats,
        "own": own,
        "takers": swapping.takers(ledger.queue(own.meeting)) if own else [],
        "swaps": swaps_of(group, place, now),
        "lately": lately(group, now),
        "parked": group.parked_topics.open().count(),
    }


def told_of(standings: list[Standing], group: Group, now: datetime) -> list[dict[str, Any]]:
    today = timezone.localdate(now, group.clock)
    return [
        {
            "standing": standing,
            "why": "" if standing.out is Out.SEATED else saying.why(standing.turn, today),
            "out": saying.out(standing, today),
        }
        for standing in standings
    ]


def coming(group: Group, ledger: turns.Ledger, now: datetime) -> list[HotSeat]:
    """The seats that are given in meetings to come, of people who are there then; the nearest first."""
    rows = turns.given_in(group).filter(meeting__starts_at__gt=now).select_related("person", "meeting", "item")
    given = [seat for seat in rows.order_by("meeting__starts_at", "item__position") if seat.person_id in ledger.places]
    return [seat for seat in given if turns.gone(ledger.places[seat.person_id], seat.meeting.starts_at) is None]


def swaps_of(group: Group, place: Membership, now: datetime) -> list[Swap]:
    """Those that wait for an answer of mine, or for one to me."""
    return list(Swap.objects.visible_to(place.person).open(now).filter(seat__meeting__group=group))


def lately(group: Group, now: datetime) -> list[HotSeat]:
    """The seats of the last twelve months, each with whom it was given before (`before`) and why."""
    rows = turns.given_in(group).filter(meeting__starts_at__lte=now, meeting__starts_at__gt=now - A_YEAR)
    seats = list(rows.select_related("person", "meeting").order_by("-meeting__starts_at", "item__position")[:24])
    jumps: dict[tuple[int, int], list[Jump]] = defaultdict(list)
    kept = Jump.objects.filter(meeting__in=[seat.meeting_id for seat in seats]).select_related("over")
    given = {(seat.meeting_id, seat.person_id) for seat in seats}
    for jump in kept.order_by("over__name"):
        if (jump.meeting_id, jump.over_id) not in given:
            jumps[jump.meeting_id, jump.person_id].append(jump)
    for seat in seats:
        seat.jumps = jumps[seat.meeting_id, seat.person_id]
    return seats


def ladder(meeting: Meeting, standings: list[Standing], now: datetime) -> list[str]:
    """Say what can be done with an empty hot seat, the best first; nothing where none is empty."""
    if turns.free_seat(meeting) is None:
        return []
    parked, today = parking.lot(meeting.group), timezone.localdate(now, meeting.group.clock)
    ready = [*turns.wishes(meeting.group).values_list("person", flat=True), *(topic.person_id for topic in parked)]
    names = {standing.person.pk: standing.person.name for standing in standings}
    rungs = rotation.ladder([standing.turn for standing in standings], ready, anything_parked=bool(parked))
    return [saying.rung(rung, turn, names, parked, today) for rung, turn in rungs]
