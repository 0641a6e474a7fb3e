"""How does an intake bear a thousand? A cohort of as many accepted applicants, written in bulk, to measure by."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import cycle
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction

from groups import free_times, vocabulary
from groups.cohorts import open_cohort
from groups.formation import week
from groups.formation.pool import Group, Pool
from groups.formation.reading import read
from groups.models import Application, Cohort, Conflict, Draft, Facilitator, FreeTime, Person, Profile, Programme
from groups.seating import drafting, plans
from peergroups.demo.cast import intake
from peergroups.demo.crowd import FIRST, LAST
from peergroups.kit.wallclock import local_day

APPLICANTS, PEOPLE_A_FACILITATOR, PEOPLE_A_GROUP = 1_000, 15, 6
ROWS_A_STATEMENT = 1_000
A_DAY = timedelta(days=1)
ZONES = ("Europe/London",) * 4 + ("Europe/Lisbon", "Europe/Berlin", "Europe/Berlin", "America/New_York", "Asia/Kolkata")
CITIES = {"Europe/London": "London", "Europe/Lisbon": "Lisbon", "Europe/Berlin": "Berlin"}
PLACES = ("Aldgate", "Brixton", "Camden", "Deptford", "Ealing", "Finchley", "Greenwich", "Hackney", "Islington", "Kew")
PARTS = ("morning", "morning", "midday", "afternoon", "evening", "evening", "late")
CONFLICT_ONE_IN = 40


@transaction.atomic
def fill(programme: Programme, *, by: Person, now: datetime, seed: int = 0, people: int = APPLICANTS) -> Cohort:
    """Add a cohort in which so many people were accepted and wait for a group, and facilitators enough."""
    throng = Throng(seed)
    cohort = open_cohort(
        programme, "The large intake", by=by, now=now - 80 * A_DAY, **days(local_day(now, programme.zone))
    )
    applicants = [throng.person(number, "applicant", now=now) for number in range(people)]
    keepers = [throng.person(number, "keeper", now=now) for number in range(people // PEOPLE_A_FACILITATOR + 1)]
    Person.objects.bulk_create(applicants + keepers, ROWS_A_STATEMENT)
    Profile.objects.bulk_create(map(throng.profile, applicants), ROWS_A_STATEMENT)
    FreeTime.objects.bulk_create(throng.free(applicants, least=3) + throng.free(keepers, least=8), ROWS_A_STATEMENT)
    Application.objects.bulk_create(
        (throng.application(cohort, person, by=by, now=now) for person in applicants), ROWS_A_STATEMENT
    )
    Facilitator.objects.bulk_create(
        Facilitator(programme=programme, person=person, groups_at_most=throng.chance.randint(2, 4))
        for person in keepers
    )
    Conflict.objects.bulk_create(throng.conflicts(programme, applicants, now=now))
    return cohort


def lay(cohort: Cohort, *, by: Person, now: datetime, begin: int = 0) -> Draft:
    """Add a draft in which everybody has a seat and nobody thought of who fits: pages have the most to say of it."""
    draft = drafting.propose(cohort, by=by, now=now)
    pool = read(draft.pool)
    drafting.begin(draft, now=now)
    plan = plans.written(pool, tuple(laid(pool, begin)))
    drafting.end(draft, {"plan": plan, "left_over": 0, "points": 0, "proven": False, "reasons": {}}, now=now)
    draft.refresh_from_db()
    return draft


def laid(pool: Pool, begin: int) -> Iterator[Group]:
    """Seat people as they come, beginning with any, each group when most of them are free."""
    waiting, keepers = (
        sorted(pool.waiting, key=lambda place: pool.people[place].offset),
        cycle(range(len(pool.facilitators))),
    )
    for first in range(0, len(waiting), PEOPLE_A_GROUP):
        members = waiting[first : first + PEOPLE_A_GROUP]
        starts = [pool.people[place].starts for place in members]
        start = max(range(week.CELLS), key=lambda cell: sum(free >> cell & 1 for free in starts))
        yield Group(tuple(sorted(members)), start, "en", "online", facilitator=next(keepers))


def days(today: date) -> dict[str, date]:
    ahead = {"opens_on": -70, "closes_on": -5, "answers_by": 9, "starts_on": 23, "ends_on": 388}
    return {name: today + n * A_DAY for name, n in ahead.items()}


class Throng:
    """Draws people like those of the small demo."""

    def __init__(self, seed: int):
        self.seed, self.chance = seed, Random(seed)  # noqa: S311 - a story, no secret
        self.password = make_password(None)
        self.told = [about for about in intake()["applicants"].values() if "wants" in about]

    def person(self, number: int, what: str, *, now: datetime) -> Person:
        name = f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}"
        return Person(
            email=f"{what}.{self.seed}.{number}@example.net",
            name=name,
            business=self.chance.choice(self.told).get("business", ""),
            time_zone=self.chance.choice(ZONES),
            welcomed_at=now,
            password=self.password,
        )

    def profile(self, person: Person) -> Profile:
        told = self.chance.choice(self.told)["profile"]
        industry = self.chance.choice([*vocabulary.INDUSTRIES])
        return Profile(
            person=person,
            role=told["role"],
            industry=industry,
            trade=told["trade"],
            market=f"{vocabulary.INDUSTRIES[industry]} in {self.chance.choice(PLACES)}",
            years=self.chance.randint(1, 25),
            people=self.chance.randint(1, 40),
            revenue=self.chance.choice(Profile.Revenue.values),
            brings=told["brings"],
            recently_did=told["recently_did"],
            areas=self.chance.sample([*vocabulary.AREAS], 2),
            themes=self.chance.sample([*vocabulary.THEMES], 2),
            position=self.chance.randint(1, 5),
            expertise=self.chance.randint(1, 5),
            connections=self.chance.randint(1, 5),
            authority=self.chance.randint(1, 5),
            languages=["en"],
            city=CITIES.get(person.time_zone, ""),
            shown=["role", "industry", "trade"],
        )

    def free(self, people: list[Person], *, least: int) -> list[FreeTime]:
        """Let each be free in so many parts of the week or a few more, on working days."""
        found = []
        for person in people:
            ticks: free_times.Ticks = {}
            for _ in range(least + self.chance.randrange(4)):
                ticks.setdefault(self.chance.choice(PARTS), set()).add(self.chance.randrange(5))
            found += [FreeTime(person=person, begins=b, ends=e) for b, e in free_times.stretches(ticks)]
        return found

    def conflicts(self, programme: Programme, people: list[Person], *, now: datetime) -> list[Conflict]:
        """Let one in so many name somebody they would rather not sit with."""
        pairs = [self.chance.sample(people, 2) for _ in range(len(people) // CONFLICT_ONE_IN)]
        said = {"programme": programme, "kind": Conflict.Kind.NOT_WITH, "source": Conflict.Source.APPLICANT}
        return [Conflict(one=one, other=two, declared_by=one, declared_at=now, **said) for one, two in pairs]

    def application(self, cohort: Cohort, person: Person, *, by: Person, now: datetime) -> Application:
        sent_at = now - self.chance.randint(6 * 24, 69 * 24) * timedelta(hours=1)
        return Application(
            cohort=cohort,
            person=person,
            wants=self.chance.choice(self.told)["wants"],
            began_at=sent_at - timedelta(minutes=9),
            submitted_at=sent_at,
            decision=Application.Decision.ACCEPTED,
            decided_at=sent_at + 5 * A_DAY,
            decided_by=by,
        )
