"""How does somebody apply? A wish is begun, written bit by bit, handed in whole, and taken back as they like."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from groups import free_times
from groups.intake import answers, reach
from groups.models import Application, Cohort, Conflict, FreeTime, Interest, Person, Profile, Programme
from groups.models.free_times import DAY
from peergroups.kit.wallclock import MORNING, instant, local_day
from peergroups.outbox import ledger

SENT = "application_sent"
OF_USE_FOR, A_DAY = timedelta(days=7), timedelta(days=1)


class Closed(Exception):
    """The days to apply are over, or not yet there."""


class Incomplete(Exception):
    """Something that is needed to form groups has not been said yet."""


def today_of(programme: Programme, now: datetime) -> date:
    """Return the day by the programme's own clock, which opens and closes its intakes."""
    return local_day(now, programme.zone)


def open_programmes(now: datetime) -> list[Programme]:
    """Return the programmes that one may apply to just now, by name."""
    today = now.date()
    near = Cohort.objects.filter(opens_on__lte=today + A_DAY, closes_on__gte=today - A_DAY).select_related("programme")
    found = {cohort.programme for cohort in near if cohort.is_open(today_of(cohort.programme, now))}
    return sorted(found, key=lambda programme: programme.name)


def profile_of(person: Person) -> Profile:
    """Return what somebody said of themselves, begun now if they have not, and shown to their group."""
    empty = {"shown": answers.SHOWN_AT_FIRST, "languages": [], "online": False}
    return Profile.objects.get_or_create(person=person, defaults=empty)[0]


def profile_or_blank(person: Person) -> Profile:
    """Return it to be read; one that nobody began is not kept."""
    blank = Profile(person=person, shown=answers.SHOWN_AT_FIRST, languages=[], online=False)
    return Profile.objects.filter(person=person).first() or blank


@transaction.atomic
def begin(cohort: Cohort, person: Person, *, now: datetime) -> Application:
    """Begin to apply; who has begun already goes on with that."""
    if not cohort.is_open(today_of(cohort.programme, now)):
        raise Closed
    profile_of(person)
    Interest.objects.filter(programme=cohort.programme, person=person).delete()
    found, _is_new = Application.objects.get_or_create(
        cohort=cohort, person=person, withdrawn_at=None, defaults={"began_at": now}
    )
    return found


def standing_of(person: Person, programme: Programme) -> QuerySet[Application]:
    """Return what somebody has going with a programme: nothing that was taken back."""
    return person.applications.filter(cohort__programme=programme, withdrawn_at=None)


def said_in(application: Application) -> list[answers.Answered]:
    """Gather what was said so far, for its writer."""
    return answers.of(profile_or_blank(application.person), application.person, answers.APPLYING, application)


@transaction.atomic
def send(application: Application, *, now: datetime) -> None:
    """Hand it in, complete and in time, and owe the mail that says so; a second time changes nothing."""
    fresh = (
        Application.objects.select_for_update(of=("self",)).select_related("cohort__programme").get(pk=application.pk)
    )
    if fresh.submitted_at:
        return
    if not fresh.is_changeable(now):
        raise Closed
    if any(part.missing for part in said_in(fresh)):
        raise Incomplete
    application.submitted_at = fresh.submitted_at = now
    fresh.save(update_fields=["submitted_at"])
    ledger.owe(
        fresh.person,
        kind=SENT,
        about=fresh,
        occurrence=now,
        due_at=now,
        useless_after=now + OF_USE_FOR,
        now=now,
    )


@transaction.atomic
def take_back(application: Application, *, now: datetime) -> bool:
    """Take it back, with what was written and said in private for it alone; say whether there was something to take."""
    fresh = (
        Application.objects.select_for_update(of=("self",)).select_related("cohort__programme").get(pk=application.pk)
    )
    if not fresh.is_withdrawable(now):
        return False
    let_go(fresh, now=now)
    return True


def let_go(application: Application, *, now: datetime) -> None:
    """End a wish at its person's word, and forget what was written and said for it alone."""
    application.withdrawn_at, application.wants = now, ""
    application.save(update_fields=["withdrawn_at", "wants"])
    application.notes.all().delete()
    if not still_concerns(application.programme, application.person):
        told = Conflict.objects.filter(programme=application.programme, declared_by=application.person)
        told.filter(source=Conflict.Source.APPLICANT).delete()


def still_concerns(programme: Programme, person: Person) -> bool:
    """Say whether somebody sits in a group of the programme, or applies there once more."""
    sits = person.memberships.current().filter(group__programme=programme)
    return sits.exists() or person.applications.filter(cohort__programme=programme, withdrawn_at=None).exists()


def reached(cohort: Cohort, person: Person, zone: str) -> dict[tuple[str, int], int]:
    """Tell for each part of each weekday by this clock how many others who applied can meet then; 0 for few yet."""
    windows = {
        f"{part} {day}": (day * DAY + first, day * DAY + end)
        for part, (first, end) in free_times.PARTS.items()
        for day in range(7)
    }
    applying = Application.objects.submitted().filter(cohort=cohort).exclude(decision=Application.Decision.DECLINED)
    found = can_meet(cohort, applying.exclude(person=person), windows, zone)
    return {(part, int(day)): reach.told(n) for (part, day), n in ((name.split(), n) for name, n in found.items())}


def can_meet(
    cohort: Cohort, others: QuerySet[Application], windows: Mapping[str, tuple[int, int]], zone: str
) -> dict[str, int]:
    """Count for each window of a week by this clock how many of these applicants can meet in it."""
    spans: dict[tuple[int, str], reach.Spans] = {}
    rows = FreeTime.objects.filter(person__in=others.values("person"))
    for person_id, clock, begins, ends in rows.values_list("person", "person__time_zone", "begins", "ends"):
        spans.setdefault((person_id, clock), []).append((begins, ends))
    free = [(clock, found) for (_person, clock), found in spans.items()]
    at = instant(cohort.starts_on, MORNING, cohort.programme.zone)
    return reach.counts(windows, free, zone=zone, minutes=cohort.programme.minutes, at=at)
