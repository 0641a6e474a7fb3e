"""Who wants into the demo's programme, and what did they say of themselves? Read from intake.toml, and written down."""

from datetime import date, datetime, time, timedelta
from typing import Any

from groups import free_times
from groups.cohorts import open_cohort
from groups.ending import alumni
from groups.models import Application, Cohort, Conflict, Facilitator, Group, Person, Profile, Programme
from groups.models.free_times import FreeTime
from peergroups.demo.cast import intake
from peergroups.kit.wallclock import instant, local_day

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
POWERS = ("position", "expertise", "connections", "authority")
SHOWN = ["role", "industry", "trade", "brings", "recently_did"]  # what most let their group see
DECIDED_AFTER, LATEST = timedelta(days=5), timedelta(hours=1)
COHORT_DAYS = ("opens", "closes", "answers", "starts", "ends")
FIELDS = ("opens_on", "closes_on", "answers_by", "starts_on", "ends_on")


class Intake:
    """The programme's cohorts, with everybody who applied, keeps groups, or sits in one."""

    def __init__(self, programme: Programme, people: dict[str, Person], *, by: Person, now: datetime):
        self.told, self.programme, self.people, self.by, self.now = intake(), programme, people, by, now
        self.today = local_day(now, programme.zone)

    def unfold(self) -> None:
        for name, value in self.told["programme"].items():
            setattr(self.programme, name, value.strip())
        self.programme.save()
        for cohort in [self.open(**about) for about in self.told["cohorts"]]:
            if cohort.is_open(self.today):
                self.apply(cohort)
        self.keepers()
        self.profiles()
        self.conflicts()
        for key in self.told["hear_of_the_next"]:
            alumni.hear(self.people[key], True)

    def open(self, name: str, groups: tuple[str, ...] = (), **days: int) -> Cohort:
        on = {field: self.day(days[key]) for field, key in zip(FIELDS, COHORT_DAYS, strict=True)}
        opened_at = instant(min(on["opens_on"], self.today), time(8), self.programme.zone) - timedelta(days=7)
        cohort = open_cohort(self.programme, name, by=self.by, now=opened_at, **on)
        Group.objects.filter(programme=self.programme, name__in=groups).update(cohort=cohort)
        return cohort

    def day(self, ahead: int) -> date:
        return self.today + timedelta(days=ahead)

    def apply(self, cohort: Cohort) -> None:
        wishes = {self.people[key]: about for key, about in self.told["applicants"].items()}
        found = [self.wish(cohort, person, **about) for person, about in wishes.items()]
        Application.objects.bulk_create(found)
        for wish in found:
            wish.person.joined_at = wish.began_at
        Person.objects.bulk_update(wishes, ["joined_at"])
        self.keep_times({person: about["free"] for person, about in wishes.items()})

    def wish(
        self, cohort: Cohort, person: Person, *, state: str, days: int, wants: str = "", **_about: Any
    ) -> Application:
        """An application as it stands today, sent so many days ago and decided within the week."""
        at = instant(self.day(-days), time(20, days % 60), person.time_zone)
        at = min(at, self.now - LATEST)
        sent_at = None if state == "draft" else at
        decided = state in Application.Decision.values
        return Application(
            cohort=cohort,
            person=person,
            wants=wants,
            began_at=at - timedelta(minutes=9),
            submitted_at=sent_at,
            decision=state if decided else "",
            decided_at=at + DECIDED_AFTER if decided else None,
            decided_by=self.by if decided else None,
        )

    def keepers(self) -> None:
        kept = self.told["keepers"]
        Facilitator.objects.bulk_create(
            Facilitator(
                programme=self.programme,
                person=self.people[keeper["who"]],
                groups_at_most=keeper["groups"],
                languages=keeper.get("languages", ["en"]),
                cities=keeper.get("cities", []),
            )
            for keeper in kept
        )
        self.keep_times({self.people[keeper["who"]]: keeper["free"] for keeper in kept})

    def keep_times(self, free: dict[Person, list[str]]) -> None:
        FreeTime.objects.bulk_create(
            FreeTime(person=person, begins=begins, ends=ends)
            for person, lines in free.items()
            for begins, ends in free_times.stretches(ticks(lines))
        )

    def profiles(self) -> None:
        """Write what everybody does: members, applicants, and whoever is here for the intake alone."""
        told = self.told["profiles"] | {
            key: about["profile"] for key, about in (self.told["people"] | self.told["applicants"]).items()
        }
        Profile.objects.bulk_create(
            profile(self.people[key], **about) for key, about in told.items() if key in self.people
        )

    def conflicts(self) -> None:
        Conflict.objects.bulk_create(self.conflict(**about) for about in self.told["conflicts"])

    def conflict(self, *, kind: str, one: str, other: str = "", by: str = "", told: str = "") -> Conflict:
        return Conflict(
            programme=self.programme,
            kind=kind,
            source=Conflict.Source.APPLICANT if by else Conflict.Source.ADMIN,
            one=self.people[one],
            other=self.people[other] if other else None,
            told=told,
            declared_by=self.people[by] if by else self.by,
            declared_at=self.now - timedelta(days=4),
        )


def profile(person: Person, *, powers: tuple[int, ...] = (), city: str = "", **about: Any) -> Profile:
    graded = dict(zip(POWERS, powers, strict=False))
    return Profile(person=person, city=city, in_person=city == "London", shown=SHOWN, **graded, **about)


def ticks(lines: list[str]) -> free_times.Ticks:
    """Read "Tue Wed morning midday" as four cells of the week grid."""
    found: free_times.Ticks = {}
    for line in lines:
        words = line.split()
        days = {DAYS.index(word) for word in words if word in DAYS}
        for part in words:
            if part in free_times.PARTS:
                found.setdefault(part, set()).update(days)
    return found
