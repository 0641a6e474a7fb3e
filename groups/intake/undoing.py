"""How is a list taken back? What it added goes, what it changed is as before, unless somebody has used it since."""

from collections.abc import Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import ProtectedError, QuerySet

from groups.audit import Act, note
from groups.intake import acquainted, values
from groups.intake.importing import AT_ONCE, IN_ONE_TASK
from groups.intake.values import Holders
from groups.intake.writing import nobodys_yet, rename, rewritten
from groups.models import (
    Answer,
    Application,
    Asked,
    Conflict,
    FreeTime,
    Import,
    ImportedRow,
    Person,
    Profile,
    ReviewNote,
)
from peergroups.kit.doorbell import ring
from peergroups.kit.encryption import Sealed

Kept = ImportedRow.Kept
Stays = dict[int, str]  # rows whose deed stays, with why


@transaction.atomic
def ask(batch: Import, *, by: Person, now: datetime) -> bool:
    """Have it taken back; not twice, not after a day, and not once its invitations are sent."""
    batch = Import.objects.select_for_update().select_related("cohort__programme").get(pk=batch.pk)
    if not batch.is_undoable(now):
        return False
    batch.undo_at = now
    batch.save(update_fields=["undo_at"])
    note(Act.UNDID_IMPORT, now=now, actor=by, programme=batch.programme, about=batch)
    ring("carry_on_imports")
    return True


def carry_on(import_id: int, *, now: datetime) -> bool:
    """Take back some hundred rows, the last first; say whether there is more to do."""
    for _stretch in range(IN_ONE_TASK):
        with transaction.atomic():
            if not take_back_next(import_id, now=now):
                return False
    return True


def take_back_next(import_id: int, *, now: datetime) -> bool:
    mine = Import.objects.select_for_update(skip_locked=True, of=("self",)).select_related("cohort__programme")
    batch = mine.filter(pk=import_id, undo_at__isnull=False, undone_at=None).defer("source", "problems").first()
    if batch is None:
        return False  # done, or another worker is at it
    rows = list(batch.rows.filter(kept="").select_related("person", "application").order_by("-number")[:AT_ONCE])
    stays = reasons(batch, rows)
    gone = [row for row in rows if row.pk not in stays]
    batch.undone += take_out(batch, [row for row in gone if row.is_new], stays, now=now)
    batch.undone += put_back(batch, [row for row in gone if not row.is_new], stays)
    kept = [row for row in rows if row.pk in stays]
    for row in kept:
        row.kept = stays[row.pk]
    ImportedRow.objects.bulk_update(kept, ["kept"])
    batch.undone_at = now if len(rows) < AT_ONCE else None
    batch.save(update_fields=["undone", "undone_at"])
    return batch.undone_at is None


def reasons(batch: Import, rows: list[ImportedRow]) -> Stays:
    """Say of which rows what they did stays, and why."""
    people = [row.person_id for row in rows]
    there = acquainted.with_standing(Person.objects.filter(pk__in=people), batch.programme)
    seated = {person.pk for person in there if person.seated or person.keeps}
    asked = Answer.objects.filter(person__in=people, proposal__programme=batch.programme)
    seated |= set(asked.values_list("person", flat=True))
    others = ImportedRow.objects.filter(person__in=people, batch__cohort__programme=batch.programme)
    later = others.filter(batch__finished_at__gt=batch.finished_at, batch__undone_at=None)
    changed = set(later.values_list("person", flat=True))
    talked_of = spoken_of(batch, people)
    found: Stays = {}
    for row in rows:
        wish = row.application
        if row.person_id in changed:
            found[row.pk] = Kept.CHANGED
        elif wish is None:
            continue
        elif row.person_id in seated or wish.placed_at:
            found[row.pk] = Kept.SEATED
        elif row.person.last_login and row.person.last_login > (batch.finished_at or batch.began_at):
            found[row.pk] = Kept.SIGNED_IN
        elif row.person_id in talked_of or wish.withdrawn_at or wish.decision != batch.decision:
            found[row.pk] = Kept.DECIDED
    return found


def spoken_of(batch: Import, people: list[int]) -> set[int]:
    """Return those about whom somebody has written or declared something."""
    notes = ReviewNote.objects.filter(application__person__in=people, application__cohort=batch.cohort)
    found = set(notes.values_list("application__person", flat=True))
    for side in ("one", "other"):
        declared = Conflict.objects.filter(source=Conflict.Source.ADMIN, programme=batch.programme)
        pairs = declared.filter(**{f"{side}__in": people})  # what applicants declare is told to nobody, not even so
        found |= set(pairs.values_list(side, flat=True))
    return found


def take_out(batch: Import, rows: list[ImportedRow], stays: Stays, *, now: datetime) -> int:
    """Take out what rows added; what something else holds on to is tried one by one, and stays."""
    try:
        with transaction.atomic():
            take_out_all(batch, rows, now=now)
    except ProtectedError:
        if len(rows) == 1:
            stays[rows[0].pk] = Kept.SEATED
            return 0
        return sum(take_out(batch, [row], stays, now=now) for row in rows)
    return len(rows)


def take_out_all(batch: Import, rows: list[ImportedRow], *, now: datetime) -> None:
    """Take out applications, what was put down, and the accounts that nobody else has come to need."""
    people = [row.person_id for row in rows]
    asked = Asked.objects.filter(cohort=batch.cohort, person__in=people, batch=batch)
    asked.filter(sent_at__isnull=False).update(batch=None, given=Sealed(""))  # pasted before the list came
    asked.filter(sent_at=None).delete()
    Application.objects.filter(pk__in=[row.application_id for row in rows if row.application_id]).delete()
    put_back(batch, [row for row in rows if not row.made_account and row.application_id], {})
    made = [row.person_id for row in rows if row.made_account]
    Profile.objects.filter(person__in=people, person__last_login=None, person__applications=None).delete()
    FreeTime.objects.filter(person__in=made).delete()
    Person.objects.filter(pk__in=made).update(name="", business="", time_zone="UTC")
    end_accounts(Person.objects.filter(nobodys_yet(batch.programme), pk__in=made, asked=None), now=now)
    ImportedRow.objects.filter(pk__in=[row.pk for row in rows]).delete()


def end_accounts(people: QuerySet[Person], *, now: datetime) -> None:
    """Leave of accounts that nobody ever used an empty row: the log keeps the database from deleting any."""
    unused = list(people)
    EmailAddress.objects.filter(user__in=unused).delete()
    for person in unused:
        person.make_nobody(now=now)


def put_back(batch: Import, rows: Sequence[ImportedRow], stays: Stays) -> int:
    """Write what stood there before, the first row first; return how many of them are undone."""
    turn = {row.person_id: row for row in reversed(rows)}  # each person once: the next row finds what this one left
    people = Person.objects.select_related("profile").prefetch_related("free_times").in_bulk(turn)
    asked = {each.person_id: each for each in acquainted.asked_for(batch.cohort).filter(person__in=turn)}
    wishes = {wish.person_id: wish for wish in acquainted.wishes_of(batch.cohort, turn)}
    anew: list[Holders] = []
    for one, row in turn.items():
        if not put_one_back(row, people[one], wishes.get(one), asked.get(one), anew):
            stays[row.pk] = Kept.CHANGED
    values.keep(anew)
    done = [row.pk for row in turn.values() if row.pk not in stays]
    ImportedRow.objects.filter(pk__in=done).delete()
    rest = [row for row in rows if row is not turn[row.person_id]]
    return len(done) + (put_back(batch, rest, stays) if rest else 0)


def put_one_back(
    row: ImportedRow, person: Person, wish: Application | None, asked: Asked | None, anew: list[Holders]
) -> bool:
    """Put back what a row changed; a field that somebody changed since stays as it is: say whether there was none."""
    pairs = values.unpacked_pairs(row.fields)
    listed = asked if asked and asked.given and wish is None else None
    there = values.unpacked(listed.given) if listed else values.of(person, wish)
    before = {name: old for name, (old, new) in pairs.items() if there.get(name, "") == new}
    if listed:
        rename(listed, before)
    elif before:
        anew.append(rewritten(person, wish, before))
    return len(before) == len(pairs)
