"""How does a list come in? Read, looked at with nothing written, confirmed, and written by a worker in stretches."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from groups.audit import Act, note
from groups.intake import acquainted, columns, sheet, values, verdicts, writing
from groups.intake.columns import Guess
from groups.intake.sheet import Sheet
from groups.intake.told import why
from groups.intake.verdicts import Entry, Judged, Skip
from groups.models import Cohort, Import, ImportedRow, Person
from groups.models.imports import KEPT_FOR
from peergroups.kit.doorbell import ring
from peergroups.kit.encryption import Sealed
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

AT_ONCE = 100  # rows in one transaction: what a killed worker has to do again
IN_ONE_TASK = 5  # stretches, before others who wait have their turn
TRIES = 3
WRITTEN, PATIENCE = "import_written", timedelta(minutes=1)


@dataclass(frozen=True)
class Preview:
    """What an import would do, row by row, as things stand."""

    sheet: Sheet
    judged: Judged
    unread: tuple[Skip, ...] = field(default=())

    @property
    def skips(self) -> tuple[Skip, ...]:
        """Every row that is left out, in the order of the list."""
        return tuple(sorted((*self.unread, *self.judged.skips), key=lambda skip: skip.number))


def begin(cohort: Cohort, text: str, *, decision: str, by: Person, now: datetime) -> Import:
    """Keep a list, sealed, until somebody has looked at what it would do."""
    sheet.read(text)
    return Import.objects.create(cohort=cohort, by=by, decision=decision, source=text, began_at=now)


def guesses(batch: Import, found: Sheet) -> list[Guess]:
    """Guess which column holds what, or say what somebody has chosen before."""
    chosen = matched(batch)
    places = range(len(found.heading))
    return [Guess(chosen.get(place, ""), is_sure=True) for place in places] if chosen else columns.guesses(found)


def match(batch: Import, fields: dict[int, str]) -> None:
    """Remember which column holds what; of a list that was confirmed meanwhile nothing changes any more."""
    batch.columns = {str(place): name for place, name in fields.items()}
    Import.objects.filter(pk=batch.pk).unconfirmed().update(columns=batch.columns)


def matched(batch: Import) -> dict[int, str]:
    return {int(place): name for place, name in batch.columns.items()}


def read(batch: Import) -> tuple[Sheet, list[Entry], list[Skip]]:
    found = sheet.read(batch.source)
    return found, *verdicts.entries(found, matched(batch), values.words())


def preview(batch: Import) -> Preview:
    """Say what would become of each row; nothing is written."""
    found, readable, unread = read(batch)
    return Preview(found, judge(batch, readable), tuple(unread))


def judge(batch: Import, entries: Sequence[Entry]) -> Judged:
    return verdicts.judge(list(entries), acquainted.known(batch.cohort, [entry.email for entry in entries]))


@transaction.atomic
def confirm(batch: Import, *, now: datetime) -> bool:
    """Let a worker write it; a second time, or when its day is over, nothing happens."""
    held = Import.objects.select_for_update().filter(pk=batch.pk).first()
    if held is None or not held.columns or not held.is_confirmable(now):
        return False
    batch = held
    _sheet, readable, unread = read(batch)
    batch.total, batch.skipped, batch.confirmed_at = len(readable), len(unread), now
    batch.problems = problems(preview(batch))
    batch.save(update_fields=["total", "skipped", "confirmed_at", "problems"])
    note(Act.IMPORTED, now=now, actor=batch.by, programme=batch.programme, about=batch)
    ring("carry_on_imports")
    return True


def carry_on(import_id: int, *, now: datetime) -> bool:
    """Write some hundred rows; say whether there is more to do. Killed at any moment, it goes on where it stopped."""
    batch = Import.objects.filter(pk=import_id, finished_at=None, confirmed_at__isnull=False).first()
    if batch is None:
        return False
    _sheet, readable, _unread = read(batch)
    return all(one_stretch(import_id, readable, now=now) for _stretch in range(IN_ONE_TASK))


def one_stretch(import_id: int, readable: Sequence[Entry], *, now: datetime) -> bool:
    """Write the next rows in one transaction; two lists with the same new address try again, and find it there."""
    for more in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                return write_next(import_id, readable, now=now)
        except IntegrityError:
            if not more:
                raise
    return False


def write_next(import_id: int, readable: Sequence[Entry], *, now: datetime) -> bool:
    mine = Import.objects.select_for_update(skip_locked=True, of=("self",)).select_related("cohort__programme", "by")
    batch = mine.filter(pk=import_id, finished_at=None).defer("source", "problems").first()
    if batch is None:
        return False  # finished, or another worker is at it
    Cohort.objects.select_for_update(no_key=True).get(pk=batch.cohort_id)  # two lists of it judge one after the other
    entries = readable[batch.done : batch.done + AT_ONCE]
    judged = judge(batch, entries)
    writing.add(batch, sorted(judged.adds, key=lambda entry: entry.email), now=now)
    writing.change(batch, sorted(judged.changes, key=lambda change: change.entry.email), now=now)
    batch.done += len(entries)
    batch.added, batch.changed = batch.added + len(judged.adds), batch.changed + len(judged.changes)
    batch.skipped += len(judged.skips)
    if batch.done >= batch.total:
        finish(batch, now=now)
    batch.save(update_fields=["done", "added", "changed", "skipped", "finished_at"])
    return batch.finished_at is None


def finish(batch: Import, *, now: datetime) -> None:
    """Empty the file; who had to wait long has gone on to something else, and gets a mail."""
    batch.finished_at = now
    Import.objects.filter(pk=batch.pk).update(source=Sealed(""))
    if batch.confirmed_at and now - batch.confirmed_at > PATIENCE:
        useless = now + KEPT_FOR
        ledger.owe(batch.by, kind=WRITTEN, about=batch, occurrence=now, due_at=now, useless_after=useless, now=now)


def still_of_interest(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether it was neither taken back nor sent meanwhile, and its admin still is one."""
    batch = delivery.about
    runs = batch.programme.admins.filter(pk=delivery.person_id).exists()
    return runs and batch.undo_at is None and batch.sent_at is None


def problems(shown: Preview) -> str:
    """Write the rows that are left out as a file to mend, each with why."""
    cells = {row.number: row.cells for row in shown.sheet.rows}
    width = max(len(shown.sheet.heading), *(len(cells[skip.number]) for skip in shown.skips), 0)
    rows = [(*shown.sheet.heading, *[""] * (width - len(shown.sheet.heading)), "row", "why")]
    for skip in shown.skips:
        found = cells[skip.number]
        reasons = " ".join(str(why(problem)) for problem in skip.problems)
        rows.append((*found, *[""] * (width - len(found)), str(skip.number), reasons))
    return sheet.written(rows)


@transaction.atomic
def discard(batch: Import) -> bool:
    """Throw a list away that nobody confirmed; say whether it was in time."""
    held = Import.objects.select_for_update().filter(pk=batch.pk).unconfirmed().first()
    if held is None:
        return False
    held.delete()
    return True


def forget(*, now: datetime) -> None:
    """Empty what is a day old: lists nobody confirmed, and what an undo would have needed."""
    old = Import.objects.filter(forgotten_at=None)
    unconfirmed = old.unconfirmed().filter(began_at__lt=now - KEPT_FOR)
    over = old.filter(finished_at__lt=now - KEPT_FOR).exclude(undo_at__isnull=False, undone_at=None)
    for batches in (unconfirmed, over):
        ImportedRow.objects.filter(batch__in=batches).delete()
        batches.update(source=Sealed(""), problems=Sealed(""), forgotten_at=now)
