"""What is going on in a group of the demo just now? Somebody new, a poll, a rhythm, wishes for a seat, a sabbatical."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from groups import sabbaticals, wall
from groups.founding import invite
from groups.models import Group, Person, Words
from meetings import requesting
from meetings.polls import asking, finding, reading
from meetings.rhythm.drawing import Wish
from meetings.rhythm.saving import save_rhythm
from peergroups.demo.cast import PLANNED_BEFORE, Cast, Circle
from peergroups.kit.wallclock import instant, local_day

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
SABBATICAL = 91 * A_DAY
OFFERED, SUITS = 4, ("yes", "maybe", "yes", "no", "yes")


def lives(
    group: Group, circle: Circle, cast: Cast, people: dict[str, Person], today: datetime
) -> list[Iterator[datetime]]:
    """All of it, each to unfold by itself."""
    found = [door_life(group, circle, people[cast.admin], people, today)]
    found += [poll_life(group, circle, people, today)] if circle.asked else []
    found += [rhythm_life(group, circle, today)] if circle.has_rhythm else []
    wishes = {key: cast.players[key].wish for key in circle.peers}
    found += [wish_life(group, people[key], wish, today) for key, wish in wishes.items() if wish]
    return found + ([break_life(group, people[circle.away], today)] if circle.away else [])


def door_life(
    group: Group, circle: Circle, admin: Person, people: dict[str, Person], today: datetime
) -> Iterator[datetime]:
    """A newcomer who has yet to sign, and an invitation that waits for its answer."""
    for key in filter(None, (circle.newcomer, circle.invited)):
        yield (now := today - 3 * A_DAY)
        invitation = invite(group, people[key].email, by=admin, now=now)
        if key == circle.newcomer:
            yield (now := today - 2 * A_DAY)
            invitation.accept(now=now)


def poll_life(group: Group, circle: Circle, people: dict[str, Person], today: datetime) -> Iterator[datetime]:
    """The group is asked which of the best times suit, and some have answered."""
    yield (now := today - 2 * A_DAY)
    day = local_day(now, group.zone)
    first, last, closes_on = (day + days * A_DAY for days in (9, 20, 5))
    known = reading.everybody(group, first, last)
    found = finding.find(known, first, last, circle.minutes, zone=group.zone, after=now, usual=group.usual_start)
    poll = asking.start(
        group,
        [chance.starts_at for chance in found[:OFFERED]],
        minutes=circle.minutes,
        closes_at=instant(closes_on, time(20), group.zone),
        by=people[circle.facilitator],
        now=now,
        **circle.where,
    )
    for number, key in enumerate(circle.asked):
        yield (now := now + 5 * AN_HOUR)
        said = {slot.pk: SUITS[(place + number) % len(SUITS)] for place, slot in enumerate(poll.slots.all())}
        asking.vote(poll, people[key], said, now=now)


def rhythm_life(group: Group, circle: Circle, today: datetime) -> Iterator[datetime]:
    """Once the next meeting is planned, the eleven after it stand as well."""
    last = circle.meeting_days(today)[-1]
    yield (now := circle.starts_at(last) - PLANNED_BEFORE + A_DAY)
    save_rhythm(group, Wish(circle.rule(today), circle.minutes, circle.where), now=now)


def wish_life(group: Group, person: Person, told: dict[str, Any], today: datetime) -> Iterator[datetime]:
    """A hot seat is asked for in four lines, and the wish sent the way it belongs."""
    wish, in_days = dict(told), told.get("in_days")
    route = wish.pop("route", "seat")
    yield (now := today - wish.pop("days_ago") * A_DAY)
    day = local_day(today, group.zone) + wish.pop("in_days") * A_DAY if in_days else None
    with wall.as_person(person):
        facts = {"is_factual": route == "ask", "needed_by": day}
        made = requesting.begin(group, person, audience=Words.Audience.GROUP, reader=None, now=now, **facts, **wish)
        requesting.send(made, route, now=now)


def break_life(group: Group, person: Person, today: datetime) -> Iterator[datetime]:
    """Somebody takes a sabbatical of three months."""
    yield (now := today - 9 * A_DAY)
    place = group.memberships.select_related("group", "person").get(person=person)
    sabbaticals.take(place, back_on=local_day(now, group.zone) + SABBATICAL, now=now)
