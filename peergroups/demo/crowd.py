"""How does the product bear a thousand groups? Two years of them, written in bulk, to measure by."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import connection, models, transaction
from django.template.loader import render_to_string
from django.utils.text import slugify

from accountability.models import Commitment, FollowUp
from groups import wall
from groups.models import Charter, Group, Membership, Person, Programme, Signature, Words, charters
from groups.retention import last_day
from meetings.agenda import TEMPLATES, fit
from meetings.models import AgendaItem, Attendance, Brief, HotSeat, Meeting
from meetings.sharing import AT_LATEST
from peergroups import clock
from peergroups.demo.cast import BETWEEN_MEETINGS, read
from peergroups.kit.wallclock import instant, local_day
from peergroups.outbox import ledger

GROUPS, HELD, PEERS = 1_000, 24, 6
GROUPS_A_PROGRAMME, GROUPS_A_BATCH, ROWS_A_STATEMENT = 50, 50, 2_000
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
PLANNED_BEFORE = 20 * A_DAY
ZONES = ("Europe/London", "Europe/London", "Europe/Lisbon", "America/New_York", "Asia/Kolkata")
STREETS = ("Amber", "Birch", "Canal", "Dover", "Elm", "Ferry", "Granary", "Hill", "Iron", "Juniper", "Kiln", "Lock")
KINDS = ("Lane", "Yard", "Row", "Street", "Wharf", "Court", "Gate", "Bridge", "Green", "Place")
FIRST = ("Ada", "Ben", "Cleo", "Dev", "Eva", "Finn", "Gita", "Hugo", "Ivy", "Jan", "Kira", "Luis", "Mina", "Noor")
LAST = ("Abbot", "Brand", "Costa", "Dias", "Evans", "Frost", "Gupta", "Hale", "Iyer", "Jones", "Khan", "Lopes", "Moss")
ANSWERS = ("coming",) * 15 + ("late",) * 2 + ("cant",) * 2
LATELY, LONG_AGO = ("done", "done", "done", "partly", "not_yet"), ("done",) * 8 + ("changed",)
WRITTEN = (
    Person, Group, Charter, Membership, Signature, Meeting, AgendaItem, HotSeat, Attendance, Words, Brief, Commitment,
    FollowUp,
)  # fmt: skip


@transaction.atomic
def fill(*, now: datetime, seed: int = 0, groups: int = GROUPS) -> None:
    """Add so many groups of six peers and a facilitator, with everything they did and wrote."""
    crowd = Crowd(now=now, seed=seed)
    for first in range(0, groups, GROUPS_A_BATCH):
        for number in range(first, min(first + GROUPS_A_BATCH, groups)):
            crowd.add_group(number)
        crowd.write()
    count_anew()
    clock.plan(now)
    ledger.take_as_sent(now=now)


def count_anew() -> None:
    """Tell Postgres how large its tables have become, before anything is planned on the old figures."""
    with connection.cursor() as cursor:
        for model in WRITTEN:
            cursor.execute(f"ANALYZE {model._meta.db_table}")


class Crowd:
    """Rows in the making; written batch by batch, behind everybody's back but the owner's."""

    def __init__(self, *, now: datetime, seed: int):
        self.now, self.chance = now, Random(seed)  # noqa: S311 - a story, no secret
        self.rows = defaultdict(list)
        self.people = count(1)
        self.password = make_password(None)
        self.charter = render_to_string("groups/charter_default.txt").strip()
        players = read().players.values()
        self.commitments = [told for player in players for told in player.commitments]
        self.lines = [line for told in self.commitments for _outcome, line in told.went]
        self.briefs = [player.brief for player in players if player.brief]
        self.businesses = [player.business for player in players]

    def write(self) -> None:
        with wall.unforced():
            for model in WRITTEN:
                model.objects.bulk_create(self.rows.pop(model, []), batch_size=ROWS_A_STATEMENT)

    def add(self, row: models.Model) -> models.Model:
        self.rows[type(row)].append(row)
        return row

    def add_group(self, number: int) -> None:
        zone = ZONES[number % len(ZONES)]
        last_day = local_day(self.now, zone) + (number % BETWEEN_MEETINGS.days + 1) * A_DAY
        days = [last_day - n * BETWEEN_MEETINGS for n in reversed(range(HELD + 1))]
        begun = instant(days[0], time(8), zone) - 30 * A_DAY
        name = f"{STREETS[number % len(STREETS)]} {KINDS[number // len(STREETS) % len(KINDS)]}"
        group = self.add(
            Group(
                programme=self.programme(number),
                name=name,
                slug=f"{slugify(name)}-{number}",
                zone=zone,
                founded_at=begun,
                started_at=begun + 5 * A_DAY,
            )
        )
        charter = self.add(Charter(group=group, version=1, text=self.charter, written_at=begun))
        people = [self.add_person(zone) for _ in range(PEERS + 1)]
        for place, person in enumerate(people):
            self.seat(group, charter, person, is_peer=place < PEERS, joined_at=begun + A_DAY)
        at, minutes = time(self.chance.randrange(8, 19)), self.chance.choice((60, 90))
        for turn, day in enumerate(days):
            self.add_meeting(group, people, turn, instant(day, at, zone), minutes)

    def programme(self, number: int) -> Programme:
        if number % GROUPS_A_PROGRAMME == 0:
            which = number // GROUPS_A_PROGRAMME + 1
            self.latest = Programme.objects.create(name=f"Harbour {which}", slug=f"harbour-{which}")
        return self.latest

    def add_person(self, zone: str) -> Person:
        number = next(self.people)
        name = f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"
        return self.add(
            Person(
                email=f"{slugify(name).replace('-', '.')}.{number}@example.net",
                name=name,
                business=self.chance.choice(self.businesses),
                time_zone=zone,
                welcomed_at=self.now,
                password=self.password,
            )
        )

    def seat(self, group: Group, charter: Charter, person: Person, *, is_peer: bool, joined_at: datetime) -> None:
        role = Membership.Role.MEMBER if is_peer else Membership.Role.FACILITATOR
        place = self.add(Membership(group=group, person=person, role=role, is_peer=is_peer, joined_at=joined_at))
        signed_at = joined_at
        while signed_at <= self.now:
            self.add(Signature(membership=place, charter=charter, signed_at=signed_at))
            signed_at += charters.VALID_FOR - charters.RENEWED_FROM

    def add_meeting(self, group: Group, people: list[Person], turn: int, starts_at: datetime, minutes: int) -> None:
        planned_at = starts_at - PLANNED_BEFORE
        if planned_at > self.now:
            return
        ends_at = starts_at + timedelta(minutes=minutes)
        link = f"https://meet.example.org/{group.slug}"
        when = {"starts_at": starts_at, "ends_at": ends_at, "timed_at": planned_at}
        shared_at = starts_at - AT_LATEST if starts_at - AT_LATEST <= self.now else None
        meeting = self.add(Meeting(group=group, place="video", link=link, shared_at=shared_at, **when))
        parts = enumerate(fit(TEMPLATES[minutes], people=PEERS, length=minutes), start=1)
        items = [self.add(AgendaItem(meeting=meeting, position=n, kind=p.kind, minutes=p.minutes)) for n, p in parts]
        seat = next(item for item in items if item.is_hot_seat)
        self.add_seat(meeting, seat, people[turn % PEERS], planned_at)
        self.add_answers(meeting, people)
        if ends_at <= self.now:
            for person in people[:PEERS]:
                self.add_commitment(meeting, person, long_ago=turn < HELD - 2)

    def add_seat(self, meeting: Meeting, item: AgendaItem, person: Person, planned_at: datetime) -> None:
        seat = self.add(HotSeat(meeting=meeting, item=item, person=person, assigned_at=planned_at))
        shared_at = meeting.starts_at - self.chance.randrange(30, 200) * AN_HOUR
        if shared_at <= self.now:
            words = self.say(meeting.group, person, shared_at, "brief", **self.chance.choice(self.briefs))
            self.add(Brief(seat=seat, words=words, shared_at=shared_at))

    def add_answers(self, meeting: Meeting, people: list[Person]) -> None:
        for person in people:
            answered_at = meeting.starts_at - self.chance.randrange(24, 300) * AN_HOUR
            if answered_at <= self.now:
                said = self.chance.choice(ANSWERS)
                self.add(Attendance(meeting=meeting, person=person, answer=said, answered_at=answered_at))

    def add_commitment(self, meeting: Meeting, person: Person, *, long_ago: bool) -> None:
        made_at, told = meeting.ends_at, self.chance.choice(self.commitments)
        made_on = local_day(made_at, person.time_zone)
        due_on = made_on + 26 * A_DAY
        words = self.say(
            meeting.group,
            person,
            made_at,
            "commitment",
            what=told.what,
            how_known=told.known,
            first_step=told.step,
        )
        commitment = self.add(
            Commitment(
                group=meeting.group,
                person=person,
                words=words,
                meeting=meeting,
                made_at=made_at,
                due_on=due_on,
                dated_on=made_on,
            )
        )
        self.add_follow_up(commitment, due_on, LONG_AGO if long_ago else LATELY)

    def add_follow_up(self, commitment: Commitment, due_on: date, outcomes: tuple[str, ...]) -> None:
        said_at = instant(due_on, time(9), commitment.person.time_zone) + self.chance.randrange(12) * AN_HOUR
        if said_at > self.now:
            return
        line = self.chance.choice(self.lines) if self.chance.random() < 0.4 else ""
        words = self.say(commitment.group, commitment.person, said_at, "follow_up", line=line) if line else None
        outcome = self.chance.choice(outcomes)
        self.add(FollowUp(commitment=commitment, outcome=outcome, words=words, said_at=said_at))

    def say(self, group: Group, author: Person, at: datetime, kept: str, **answers) -> Words:
        words = Words(group=group, author=author, audience="group", written_at=at, expires_on=last_day(kept, at))
        words.answers = answers
        return self.add(words)
