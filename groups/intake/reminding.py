"""Who passes sixty or ninety days today? Admins are told once a day and mark, the applicant once, on the ninetieth."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from groups.intake.ninety_days import MARKS, SOON, TOO_LONG, mark, told_at
from groups.intake.wording import proposed_why, why_of
from groups.models import Application, Letter, Person, Programme
from peergroups.kit.wallclock import local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

TO_ADMINS, TO_APPLICANT = "applicants_wait", "waited_long"
# How long a mail is of use after its mark, and so how long one that was missed is caught up on.
OF_USE_FOR = {SOON: timedelta(days=3), TOO_LONG: timedelta(days=21)}
DAY = timedelta(days=1)
TO_COME = (None, Delivery.State.OWED)
Passing = tuple[Application, datetime, int]  # who, since when, and the mark they have passed


class AlreadyTold(Exception):
    """They have heard why; a second mail is not sent."""


def plan(*, now: datetime) -> int:
    """Owe what is due about those who have passed a mark within the last days, and forget letters that have left."""
    forget_sent_letters(now=now)
    passing = list(passing_by(now))
    return ledger.owe_all([*to_admins(passing, now), *to_applicants(passing, now)], now=now)


def passing_by(now: datetime) -> Iterator[Passing]:
    """Go through those who have waited so many days, for a few days after each mark."""
    question = Q()
    for each in MARKS:
        over = now - timedelta(days=each)
        question |= Q(submitted_at__gt=over - OF_USE_FOR[each] - DAY, submitted_at__lte=over)
    found = Application.objects.unplaced().filter(question).select_related("person", "cohort__programme")
    for application in found:
        since = application.submitted_at
        if since and (passed := mark(since, now)):
            yield application, since, passed


def to_admins(passing: list[Passing], now: datetime) -> Iterator[ledger.Owed]:
    """Owe each admin one mail a day for each intake and mark, however many pass it."""
    due = {
        (application.cohort, passed, told_at(since, passed, application.programme.zone))
        for application, since, passed in passing
    }
    admins = {programme: admins_of(programme) for programme in {cohort.programme for cohort, _passed, _at in due}}
    for cohort, passed, at in due:
        occurrence = f"{passed} {local_day(at, cohort.programme.zone)}"
        for person in admins[cohort.programme] if at <= now <= at + OF_USE_FOR[SOON] else ():
            yield ledger.Owed(person.pk, TO_ADMINS, cohort, occurrence, at, at + OF_USE_FOR[SOON])


def admins_of(programme: Programme) -> list[Person]:
    return list(programme.admins.filter(is_active=True))


def to_applicants(passing: list[Passing], now: datetime) -> Iterator[ledger.Owed]:
    """Owe whoever has waited ninety days the reason, at nine by their own clock."""
    for application, since, passed in passing:
        at = told_at(since, TOO_LONG, application.person.time_zone)
        if passed == TOO_LONG and at <= now:
            ends = at + OF_USE_FOR[TOO_LONG]
            yield ledger.Owed(application.person_id, TO_APPLICANT, application, str(TOO_LONG), at, ends)


def waiting_at(delivery: Delivery, now: datetime) -> tuple[int, int]:
    """Return the mark a mail to admins is about, and how many of them still wait, but for the admin's own wish."""
    passed = int(delivery.occurrence.split()[0])
    over = delivery.about.applications.unplaced().filter(submitted_at__lte=now - timedelta(days=passed))
    return passed, over.exclude(person=delivery.person_id).count()


def told_along(delivery: Delivery, *, now: datetime) -> list[Delivery]:
    """Find what else is due about those who wait: an admin reads it in one mail."""
    found = Delivery.objects.besides(delivery, now).filter(kind=TO_ADMINS)
    return [other for other in found if other.about and admins_still_asked(other, now=now)]


def admins_still_asked(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether somebody still waits, and the reader still runs the programme."""
    runs = delivery.about.programme.admins.filter(pk=delivery.person_id).exists()
    return runs and waiting_at(delivery, now)[1] > 0


def still_waits(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether the clock still runs for this application."""
    return Application.objects.unplaced().filter(pk=delivery.about_id).exists()


def words_for(application: Application) -> tuple[str, Person | None]:
    """Return what an admin wrote to whoever has waited, and who; else what is said without them."""
    letter = why_of(application)
    return (letter.text, letter.author) if letter and letter.text else (proposed_why(application), None)


def state_of_mail(application: Application) -> str | None:
    """Say what became of the mail of the ninetieth day; None before it was owed."""
    about = {"about_type": Application._meta.label_lower, "about_id": application.pk}
    return Delivery.objects.filter(kind=TO_APPLICANT, **about).values_list("state", flat=True).first()


@transaction.atomic
def write_why(application: Application, text: str, *, by: Person, now: datetime) -> Letter:
    """Keep what is to be said on the ninetieth day, in place of what was written before."""
    Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if state_of_mail(application) not in TO_COME:
        raise AlreadyTold(_("They have heard why already. Write to them yourself, or decide anew."))
    letter = why_of(application) or Letter(application=application, purpose=Letter.Purpose.WHY)
    letter.author, letter.text, letter.written_at = by, text, now
    letter.leaves_at = told_at(application.submitted_at or now, TOO_LONG, application.person.time_zone)
    letter.save()
    return letter


def forget_sent_letters(*, now: datetime) -> None:
    """Empty what has been sent, and what will not be any more."""
    for letter in done_with(now):
        letter.empty(now=now)


def done_with(now: datetime) -> QuerySet[Letter]:
    """Return the letters still with words whose mail is owed no longer."""
    own = Delivery.objects.filter(about_type=Letter._meta.label_lower, about_id=OuterRef("pk"))
    about = {"about_type": Application._meta.label_lower, "about_id": OuterRef("application"), "kind": TO_APPLICANT}
    gone = ~Q(own_owed=True) & Q(purpose=Letter.Purpose.DECISION) | Q(why_sent=True, purpose=Letter.Purpose.WHY)
    letters = Letter.objects.filter(emptied_at=None, leaves_at__lte=now).annotate(
        own_owed=Exists(own.owed()), why_sent=Exists(Delivery.objects.filter(**about).exclude(state="owed"))
    )
    return letters.filter(gone)
