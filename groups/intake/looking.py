"""What does an admin look at before deciding about somebody? What they said, when they can meet, and who sits apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.free_times import clock
from groups.intake import answers, applying, conflicts, listing, ninety_days, reminding, reviewing
from groups.intake.listing import Waited
from groups.models import Application, Person
from groups.models.free_times import DAY
from peergroups.kit import spoken
from peergroups.outbox.models import Delivery

Words = str | Promise
TITLES: dict[str, Words] = {
    "business": gettext_lazy("The business"),
    "stage": gettext_lazy("Where it stands"),
    "give-and-take": gettext_lazy("What they bring and want"),
    "subjects": gettext_lazy("Subjects"),
    "powers": gettext_lazy("Four powers, as they see themselves"),
    "place": gettext_lazy("How they can meet"),
}
HEADED: dict[str, Words] = {
    "name": gettext_lazy("Name"),
    "business": gettext_lazy("Business"),
    "wants": gettext_lazy("Wants"),
    "meets": gettext_lazy("Meets"),
}


@dataclass(frozen=True)
class Line:
    """One applicant in a list."""

    application: Application
    stage: Words
    state: Words
    waited: Waited | None


def lines(applications: Iterable[Application], now: datetime) -> list[Line]:
    return [
        Line(each, listing.stage_of(each.person), listing.state_of(each), listing.waited(each, now))
        for each in applications
    ]


@dataclass(frozen=True)
class Window:
    """A stretch of somebody's week, by their own clock, and how many others of the intake could meet then."""

    words: str
    others: int


def windows(application: Application) -> list[Window]:
    """Tell when somebody can meet, and whom each stretch reaches."""
    person, cohort = application.person, application.cohort
    spans = [(span.begins, span.ends) for span in person.free_times.all()]
    asked = {str(number): span for number, span in enumerate(spans)}
    others = Application.objects.unplaced().filter(cohort=cohort).exclude(person=person)
    found = applying.can_meet(cohort, others, asked, person.time_zone)
    return [Window(in_words(span), found[str(number)]) for number, span in enumerate(spans)]


def in_words(span: tuple[int, int]) -> str:
    """Say a stretch of a week: Tuesday 18:00 to 20:00."""
    begins, ends = span
    told = {"day": WEEKDAYS[begins // DAY % 7], "from": said(begins), "to": said(ends)}
    if (ends - 1) // DAY == begins // DAY:
        return _("%(day)s %(from)s to %(to)s") % told
    return _("%(day)s %(from)s to %(last)s %(to)s") % (told | {"last": WEEKDAYS[ends // DAY % 7]})


def said(half_hour: int) -> str:
    return f"{clock(half_hour % DAY):%H:%M}"


def parts(application: Application) -> list[tuple[Words, list[tuple[Words, str]]]]:
    """Tell all that was said, under headings for whoever reads about somebody else."""
    profile = applying.profile_or_blank(application.person)
    return [
        (
            TITLES[answered.part.slug],
            [(answer.question.headed or HEADED[answer.question.name], answer.said) for answer in answered.answers],
        )
        for answered in answers.of(profile, application.person, tuple(TITLES), application)
    ]


def at(application: Application, admin: Person, now: datetime) -> dict[str, Any]:
    """Gather what the page of one applicant shows to one admin."""
    person, programme = application.person, application.programme
    apart, together = conflicts.pairs(programme, admin, about=person)
    lines = [line for line in conflicts.unmatched(programme, admin) if line.declared_by_id == person.pk]
    waited, state = listing.waited(application, now), reminding.state_of_mail(application)
    return {
        "application": application,
        "cohort": application.cohort,
        "stage": listing.stage_of(person),  # before a blank profile stands in its place
        "parts": parts(application),
        "state": listing.state_of(application),
        "waited": waited,
        "zone": spoken.place(person.time_zone),
        "windows": windows(application),
        "notes": application.notes.select_related("author"),
        "apart": apart,
        "together": together,
        "unmatched": lines,
        "pending": reviewing.pending(application, now),
        "is_told": state == Delivery.State.SENT,
        "asks_why": waited is not None and waited.days >= ninety_days.SOON and state in reminding.TO_COME,
        "is_decidable": application.placed_at is None and application.withdrawn_at is None,
    }
