"""How is somebody asked to apply? Addresses are looked at first; who is asked gets one mail, and answers it or not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from groups.audit import Act, note
from groups.founding import person_at
from groups.intake import acquainted, addresses, wording
from groups.intake.applying import today_of
from groups.models import Application, Asked, AskingLetter, Cohort, Import, Person
from peergroups.kit.spoken import day
from peergroups.kit.wallclock import instant
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "asked_to_apply"
MOST = 200  # addresses at once
AT_LEAST = timedelta(days=7)  # a mail is of use so long, whatever the days of the cohort


@dataclass(frozen=True)
class Slip:
    """An address that looks mistyped, and the one that was probably meant."""

    typed: str
    meant: str


@dataclass
class Pasted:
    """What became of each address that was pasted: it is in one of these."""

    new: list[str] = field(default_factory=list)
    here: list[str] = field(default_factory=list)
    mistyped: list[Slip] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def looked_at(cohort: Cohort, text: str) -> Pasted:
    """Sort what was pasted; an address known elsewhere on this server is as new as any."""
    found = Pasted()
    for typed in addresses.pasted(text):
        if not addresses.is_address(typed):
            found.wrong.append(typed)
        elif meant := addresses.meant(typed):
            found.mistyped.append(Slip(typed.lower(), meant.lower()))
        else:
            found.new.append(typed.lower())
    here = already_here(cohort, found.new)
    found.here = [email for email in found.new if email in here]
    found.new = [email for email in found.new if email not in here]
    return found


def already_here(cohort: Cohort, emails: Iterable[str]) -> set[str]:
    """Return those whom there is no need to ask: asked before, applied, or in a group of the programme."""
    wanted = list(emails)
    asked = acquainted.asked_for(cohort).filter(email__in=wanted).values_list("email", flat=True)
    return {*asked, *acquainted.known(cohort, wanted)}


@transaction.atomic
def ask(cohort: Cohort, emails: Iterable[str], *, by: Person, now: datetime, words: str = "") -> int:
    """Ask each to apply, and owe them the mail, in an admin's words or ours; return how many were new."""
    wanted = sorted({email.lower() for email in emails})
    here = already_here(cohort, wanted)
    asked = [put_down(cohort, email, by=by, now=now) for email in wanted if email not in here]
    new = [row for row in asked if row is not None]
    go_along(words, new, by=by, now=now)
    ledger.owe_all([mail(row, now=now) for row in new], now=now)
    if new:
        note(Act.ASKED_TO_APPLY, now=now, actor=by, programme=cohort.programme, about=cohort)
    return len(new)


def put_down(cohort: Cohort, email: str, *, by: Person, now: datetime) -> Asked | None:
    """Put an address down; nothing where its person is down already under another one."""
    person = person_at(email, zone=cohort.programme.zone)
    row, is_new = Asked.objects.get_or_create(
        cohort=cohort, person=person, defaults={"email": email, "by": by, "at": now, "sent_at": now}
    )
    return row if is_new else None


def go_along(words: str, asked: Iterable[Asked], *, by: Person, now: datetime) -> None:
    """Keep what an admin writes until the mails have left."""
    keys = [row.pk for row in asked]
    if words and keys:
        letter = AskingLetter.objects.create(author=by, text=words, written_at=now)
        Asked.objects.filter(pk__in=keys).update(letter=letter)


@transaction.atomic
def send(batch: Import, *, by: Person, now: datetime, words: str = "") -> int:
    """Send the invitations of a list, once; from then on it is not taken back."""
    batch = Import.objects.select_for_update().select_related("cohort__programme").get(pk=batch.pk)
    if batch.finished_at is None or batch.undo_at or batch.sent_at:
        return 0
    rows = list(unsent(batch))
    Asked.objects.filter(pk__in=[row.pk for row in rows]).update(sent_at=now)
    go_along(words, rows, by=by, now=now)
    ledger.owe_all([mail(row, now=now) for row in rows], now=now)
    batch.sent_at = now
    batch.save(update_fields=["sent_at"])
    note(Act.ASKED_TO_APPLY, now=now, actor=by, programme=batch.programme, about=batch)
    return len(rows)


def unsent(batch: Import) -> QuerySet[Asked]:
    """Those of a list who are yet to hear of it."""
    return batch.asked.unsent().select_related("cohort__programme").order_by("email")


def mail(asked: Asked, *, now: datetime) -> ledger.Owed:
    return ledger.Owed(asked.person_id, KIND, asked, asked.at, due_at=now, useless_after=of_use_until(asked, now))


def last_day(asked: Asked) -> date:
    """Return the last day to answer."""
    return until(asked.cohort, from_list=asked.batch_id is not None)


def until(cohort: Cohort, *, from_list: bool) -> date:
    """Return the last day to apply, or for those on a list to look at what is known of them."""
    return cohort.starts_on if from_list else cohort.closes_on


def of_use_until(asked: Asked, now: datetime) -> datetime:
    """Return when the mail says nothing any more: after the last day, and not in the first week."""
    after = instant(last_day(asked) + timedelta(days=1), time(0), asked.cohort.programme.zone)
    return max(after, now + AT_LEAST)


def is_open(asked: Asked, *, now: datetime) -> bool:
    return now < of_use_until(asked, asked.sent_at or now)


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether an answer is still wanted."""
    asked = delivery.about
    return asked.answered_at is None and asked.declined_at is None and is_open(asked, now=now)


def forget_letters(*, now: datetime) -> None:
    """Delete what admins wrote whose mails have all left, or never will."""
    owed = Delivery.objects.owed().filter(kind=KIND).values("about_id")
    AskingLetter.objects.exclude(asked__in=Asked.objects.filter(pk__in=owed)).delete()


def went_on_alone(asked: Asked) -> Application | None:
    """Return the wish they have taken into their own hands: from then on it is answered there, after signing in."""
    wish = Application.objects.submitted().filter(cohort=asked.cohort, person=asked.person).first()
    return wish if wish and (asked.person.last_login or not asked.batch_id) else None


@transaction.atomic
def answer(asked: Asked, *, takes_part: bool, now: datetime) -> None:
    """Keep an answer until the next one; with a no, what a list said of them counts no longer."""
    asked = Asked.objects.select_for_update(of=("self",)).select_related("person", "cohort").get(pk=asked.pk)
    if went_on_alone(asked):
        return
    wishes = Application.objects.filter(cohort=asked.cohort, person=asked.person, placed_at=None)
    if takes_part:
        wishes.filter(withdrawn_at=asked.declined_at, withdrawn_at__isnull=False).update(withdrawn_at=None)
        asked.answered_at, asked.declined_at = asked.answered_at or now, None
    else:
        asked.answered_at, asked.declined_at = None, asked.declined_at or now
        wishes.filter(withdrawn_at=None).update(withdrawn_at=asked.declined_at)
    asked.save(update_fields=["answered_at", "declined_at"])


def next_page(asked: Asked) -> str:
    """Say where whoever takes part goes on: to what is known of them, or to apply."""
    wish = Application.objects.submitted().filter(cohort=asked.cohort, person=asked.person).first()
    return wish.get_absolute_url() if wish else reverse("groups:apply", args=[asked.programme.slug])


def facts(asked: Asked, *, now: datetime) -> dict[str, object]:
    """Say what the mail says: who asks to what, what it takes, and by when; of the person nothing at all."""
    return offer(asked.cohort, by=asked.by, from_list=asked.batch_id is not None, now=now) | {
        "sender_name": str(asked.programme),
        "author": asked.letter.author if asked.letter else asked.by,
        "words": asked.letter.text if asked.letter else wording.proposed_asking(asked.programme),
        "button_url": asked.link,
    }


def offer(cohort: Cohort, *, by: Person, from_list: bool, now: datetime) -> dict[str, object]:
    """Say who asks to what, and the days of it, by the programme's clock."""
    today_there = today_of(cohort.programme, now)
    return {
        "programme": cohort.programme,
        "by": by,
        "from_list": from_list,
        "starts": day(cohort.starts_on, today_there),
        "ends": day(cohort.ends_on, today_there),
        "last_day": day(until(cohort, from_list=from_list), today_there),
    }
