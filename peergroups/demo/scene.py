"""What does one group look like today? Mill Street with one meeting held and one to come: enough to show every page.

Made anew for each look and never kept, so it is short: see `peergroups/preview.py`.
"""

from datetime import datetime, timedelta
from typing import Any

from accountability.models import commit
from groups import wall
from groups.cohorts import open_cohort
from groups.founding import found_group, found_programme
from groups.models import Application, Facilitator, Group, Membership, Person, Programme, Signature, Words
from meetings import requesting
from meetings.models import Meeting
from meetings.models.attendances import answer
from meetings.models.hot_seats import assign, draft
from meetings.planning import plan_meeting
from peergroups.demo.cast import BETWEEN_MEETINGS, Cast, Circle, intake, read

A_DAY = timedelta(days=1)
NEWCOMER = "femi"
COMMITTING = 3  # with words of three people a page looks like one of seven, and is made sooner
ADDRESS = "{key}@preview.invalid"  # nobody's: real people and the demo's keep theirs


def play(*, now: datetime) -> dict[str, Person]:
    """Write the scene down and return its people; in a transaction that is rolled back nothing of it stays."""
    cast = read()
    circle = cast.circles[0]
    keys = (*circle.peers, circle.facilitator, NEWCOMER, cast.admin, cast.applicant)
    people = {key: person(cast, key, now=now) for key in keys}
    Person.objects.bulk_create(people.values())
    programme = found_programme(cast.programme)
    programme.admins.add(people[cast.admin])
    take_people_in(programme, cast, people, now=now)
    group = gather(programme, circle, people, now=now - BETWEEN_MEETINGS - 2 * A_DAY)
    first = circle.starts_at((now + (circle.next_in * A_DAY) - BETWEEN_MEETINGS).date())
    held = plan_meeting(group, first, circle.minutes, now=first - A_DAY, **circle.where)
    coming = plan_meeting(group, first + BETWEEN_MEETINGS, circle.minutes, now=now, **circle.where)
    make_commitments(held, circle, people, cast)
    prepare(coming, circle, people, cast, now=now)
    return people


def person(cast: Cast, key: str, *, now: datetime) -> Person:
    player = cast.players[key]
    about = {"name": player.name, "business": player.business, "time_zone": player.zone, "welcomed_at": now}
    return Person(email=ADDRESS.format(key=key), **about)


def take_people_in(programme: Programme, cast: Cast, people: dict[str, Person], *, now: datetime) -> None:
    """Open an intake, let one wait for a group, and name who could keep it."""
    today = now.date()
    ahead = {"opens_on": -20, "closes_on": 20, "answers_by": 30, "starts_on": 40, "ends_on": 400}
    days = {name: today + n * A_DAY for name, n in ahead.items()}
    cohort = open_cohort(programme, "Next intake", by=people[cast.admin], now=now, **days)
    sent_at = now - 5 * A_DAY
    Application.objects.create(
        cohort=cohort,
        person=people[cast.applicant],
        wants=intake()["applicants"][cast.applicant]["wants"],
        began_at=sent_at,
        submitted_at=sent_at,
    )
    Facilitator.objects.create(programme=programme, person=people[cast.circles[0].facilitator])


def gather(programme: Programme, circle: Circle, people: dict[str, Person], *, now: datetime) -> Group:
    """Found the group and seat its people; all have signed but the last to come."""
    group = found_group(programme, circle.name, zone=circle.zone, theme=circle.theme, now=now)
    group.started_at = now
    group.save(update_fields=["started_at"])
    seats = [(key, Membership.Role.MEMBER, True) for key in (*circle.peers, NEWCOMER)]
    seats.append((circle.facilitator, Membership.Role.FACILITATOR, False))
    places = Membership.objects.bulk_create(
        Membership(group=group, person=people[key], role=role, is_peer=is_peer, joined_at=now)
        for key, role, is_peer in seats
    )
    Signature.objects.bulk_create(
        Signature(membership=place, charter=group.charter, signed_at=now)
        for place in places
        if place.person != people[NEWCOMER]
    )
    return group


def make_commitments(held: Meeting, circle: Circle, people: dict[str, Person], cast: Cast) -> None:
    """Let some commit to what the cast says first, and whoever had the hot seat say how it went."""
    for key in circle.peers[:COMMITTING]:
        told = cast.players[key].commitments[0]
        with wall.as_person(people[key]):
            made = commit(
                held.group,
                people[key],
                due_on=(held.starts_at + 26 * A_DAY).date(),
                now=held.ends_at,
                what=told.what,
                how_known=told.known,
                first_step=told.step,
                meeting=held,
            )
            if key in circle.seats[0] and told.went:
                made.follow_up(*told.went[0], now=held.ends_at + 7 * A_DAY)


def prepare(coming: Meeting, circle: Circle, people: dict[str, Person], cast: Cast, *, now: datetime) -> None:
    """Give the hot seats, let one write their brief, and some say whether they come."""
    for key in circle.peers:
        if wish := cast.players[key].wish:
            ask(coming, people[key], wish, now=now)
    seats = coming.agenda_items.filter(kind="hot_seat")
    for item, key in zip(seats, circle.seats[-1], strict=False):
        seat = assign(item, people[key], now=now)
        if brief := cast.players[key].brief:
            with wall.as_person(people[key]):
                draft(seat, now=now, **brief).share(now=now)
    answer(coming, people[circle.facilitator], "coming", now=now)


def ask(coming: Meeting, person: Person, told: dict[str, Any], *, now: datetime) -> None:
    """Let somebody ask for a hot seat, or their whole group for 48 hours."""
    lines = {name: told[name] for name in ("help", *requesting.LINES) if name in told}
    facts = {"is_factual": told.get("route") == "ask", "needed_by": None, "now": now - A_DAY}
    with wall.as_person(person):
        made = requesting.begin(coming.group, person, audience=Words.Audience.GROUP, reader=None, **facts, **lines)
        requesting.send(made, told.get("route", "seat"), now=now - A_DAY)
