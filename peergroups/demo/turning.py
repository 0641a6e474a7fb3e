"""What goes round in a group of the demo? Seats (parked, passed, swapped), duties, who holds whom, a meeting held."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from accountability import buddies, holding
from accountability.models import FollowUp, saw
from groups import wall
from groups.models import Group, Person
from meetings import duties, parking, swapping, turns
from peergroups.demo import sitting
from peergroups.demo.cast import Circle

A_DAY = timedelta(days=1)


def lives(group: Group, circle: Circle, people: dict[str, Person], today: datetime) -> list[Iterator[datetime]]:
    """All of it, each to unfold by itself."""
    found = [seats_life(group, circle, people, today)]
    found += [roles_life(group, circle, today)] if circle.facilitated else []
    found += [holding_life(group, circle, people, today)] if circle.hold_me else []
    return found + ([sitting.life(group, circle, people, today)] if circle.held else [])


def seats_life(group: Group, circle: Circle, people: dict[str, Person], today: datetime) -> Iterator[datetime]:
    """Lately: parked three weeks ago, raised last week; then whoever passes, and who asks to swap."""
    lot = []
    for number, (key, text) in enumerate(circle.parked.items()):
        yield (now := today - (21 - number) * A_DAY)
        with wall.as_person(people[key]):
            lot.append(parking.park(group, people[key], text, importance=3 - number, urgency=2, now=now))
    for topic in lot[:1]:
        yield (now := today - 7 * A_DAY)
        parking.raise_again(topic, now=now)
    meeting = group.meetings.upcoming(today).first()
    if circle.passes and meeting:
        yield (now := today - 6 * A_DAY)
        turns.pass_on(meeting, people[circle.passes], now=now)
    if circle.swaps and meeting:
        asks, asked = (people[key] for key in circle.swaps)
        yield (now := today - A_DAY)
        if seat := meeting.hot_seats.filter(person=asks, item__isnull=False).first():
            swapping.ask(seat, asked, now=now)


def roles_life(group: Group, circle: Circle, today: datetime) -> Iterator[datetime]:
    """The day before: how the group is facilitated, and who does what in its next meetings."""
    yield (now := today - A_DAY)
    duties.choose(group, circle.facilitated)
    duties.name_next_three(group, now=now)


def holding_life(group: Group, circle: Circle, people: dict[str, Person], today: datetime) -> Iterator[datetime]:
    """Two months ago some said by whom they want to be held; lately buddies saw what was done since the group met."""
    yield (now := today - 60 * A_DAY)
    for key, how in circle.hold_me.items():
        with wall.as_person(people[key]):
            holding.hold_me(group.membership_of(people[key]), now=now, audience="group", **how)
    yield (now := today - 11 * A_DAY)
    since = group.meetings.held(now).values("ends_at")[:1]
    for pair in buddies.pairs(buddies.chosen_in(group.pk, now)):
        done = group.commitments.of(pair.held.place.person).filter(said__outcome=FollowUp.Outcome.DONE)
        for commitment in done.filter(said__said_at__gt=since):
            with wall.as_person(pair.buddy):
                saw(commitment, by=pair.buddy, now=now)
