"""What becomes of a wish to join? Decided by an admin, told in their own words, and undone in time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from groups.audit import Act, note
from groups.models import Application, Cohort, Letter, Person, ReviewNote
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "decision"
UNDO_FOR, OF_USE_FOR = timedelta(minutes=10), timedelta(days=30)
Decision = Application.Decision


def reviewable(cohort: Cohort, admin: Person) -> QuerySet[Application]:
    """Return what was sent and not taken back; nobody reviews their own."""
    return cohort.applications.submitted().exclude(person=admin)


def decidable(cohort: Cohort, admin: Person) -> QuerySet[Application]:
    """Return those on whom something can be decided: who sits in a group has been placed."""
    return reviewable(cohort, admin).filter(placed_at=None)


@transaction.atomic
def decide(
    cohort: Cohort, chosen: Iterable[Application], decision: str, text: str, *, by: Person, now: datetime
) -> list[Application]:
    """Decide on some applicants, and owe each the mail; whoever knows this decision already is told nothing again."""
    keys = [application.pk for application in chosen]
    rows = decidable(cohort, by).filter(pk__in=keys).select_related("person").select_for_update(of=("self",))
    decided = []
    for application in rows.order_by("pk"):
        before = unsent_letter(application)
        if before is None and application.decision == decision:
            continue
        letter = letter_for(application, decision, text, before=before, by=by, now=now)
        settle(application, letter, now=now)
        owe(letter, application.person, now=now)
        told = {"person": application.person, "programme": cohort.programme, "about": application}
        note(Act.DECIDED, now=now, actor=by, **told)
        decided.append(application)
    return decided


def unsent_letter(application: Application) -> Letter | None:
    """Withdraw the letter that has not left yet, and return it; None when there is none, or it has left."""
    letter = application.letters.standing().decisions().order_by("-written_at").first()
    return letter if letter and withdraw(letter) else None


def withdraw(letter: Letter) -> bool:
    """Keep a letter from leaving, once nobody is just sending it; say whether it was in time."""
    owed = Delivery.objects.owed().select_for_update().filter(about_type=Letter._meta.label_lower, about_id=letter.pk)
    waiting = list(owed)
    if not waiting:
        return False
    owed.update(state=Delivery.State.STALE)
    return True


def letter_for(
    application: Application, decision: str, text: str, *, before: Letter | None, by: Person, now: datetime
) -> Letter:
    """Write the letter; one that had not left yet is replaced, and what it would have gone back to is kept."""
    was = (before.before, before.before_at, before.before_by) if before else None
    if before:
        before.withdraw(now=now)
    known, known_at, known_by = was or (application.decision, application.decided_at, application.decided_by)
    return Letter.objects.create(
        application=application,
        purpose=Letter.Purpose.DECISION,
        author=by,
        decision=decision,
        text=text,
        written_at=now,
        leaves_at=now + UNDO_FOR,
        before=known,
        before_at=known_at,
        before_by=known_by,
    )


def settle(application: Application, letter: Letter, *, now: datetime) -> None:
    """Write the decision into the application; its person knows of it when the letter leaves."""
    application.decision, application.decided_at, application.decided_by = letter.decision, now, letter.author
    application.told_at, application.told_before = letter.leaves_at, letter.before
    application.save(update_fields=["decision", "decided_at", "decided_by", "told_at", "told_before"])


def owe(letter: Letter, person: Person, *, now: datetime) -> None:
    ledger.owe(
        person,
        kind=KIND,
        about=letter,
        occurrence=letter.written_at,
        due_at=letter.leaves_at,
        useless_after=letter.leaves_at + OF_USE_FOR,
        now=now,
    )


def pending(application: Application, now: datetime) -> Letter | None:
    """Return the letter that can still be undone."""
    standing = application.letters.standing().decisions().filter(leaves_at__gt=now)
    return standing.select_related("author").order_by("-written_at").first()


@transaction.atomic
def undo(application: Application, *, by: Person, now: datetime) -> bool:
    """Take a decision back before its mail has left; say whether it was in time."""
    application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    letter = unsent_letter(application)
    if letter is None:
        return False
    letter.withdraw(now=now)
    application.decision, application.decided_at = letter.before, letter.before_at
    application.decided_by, application.told_at, application.told_before = letter.before_by, None, ""
    application.save(update_fields=["decision", "decided_at", "decided_by", "told_at", "told_before"])
    told = {"person": application.person, "programme": application.programme, "about": application}
    note(Act.UNDID_DECISION, now=now, actor=by, **told)
    return True


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether the letter still tells what holds: not withdrawn, and its applicant is still there."""
    letter = delivery.about
    application = letter.application
    stands = letter.withdrawn_at is None and application.withdrawn_at is None
    return stands and letter.text != "" and application.decision == letter.decision


@transaction.atomic
def write_note(application: Application, text: str, *, by: Person, now: datetime) -> ReviewNote:
    return ReviewNote.objects.create(application=application, author=by, text=text, written_at=now)
