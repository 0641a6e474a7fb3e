"""What does Celery call? Doorbells without a message: what is due stands in the database, so one may be lost."""

import logging

from celery import shared_task
from django.conf import settings
from kombu.exceptions import OperationalError

from groups import exports, retention, sessions
from groups.intake import importing, undoing
from groups.models import Export, Import
from groups.seating import drafting, making
from peergroups import clock
from peergroups.kit import doorbell
from peergroups.outbox import ledger, sending

MANY = 500

logger = logging.getLogger(__name__)


@shared_task
def tick():
    """One round of the clock: ask the present state what is due, then send what is owed."""
    for line in clock.tick(now=ledger.database_now(), ring=ring).lines():
        logger.info(line)


@shared_task
def send_due():
    """Help to send what is owed."""
    sending.drain(now=ledger.database_now())


@shared_task
def delete_expired() -> int:
    """Delete what has had its day: words, which are counted, drafts of groups, and sessions that have ended."""
    drafting.delete_old()
    sessions.forget_expired(now=ledger.database_now())
    deleted = retention.delete_expired()
    logger.info("words deleted on their day: %d", deleted)
    return deleted


@shared_task
def make_exports() -> None:
    """Have each export made that somebody waits for."""
    for export_id in Export.objects.waiting().values_list("pk", flat=True):
        make_export.delay(export_id)


@shared_task
def make_export(export_id: int) -> None:
    """Make one of them: somebody's own words, or the archive of a group."""
    exports.make(export_id, now=ledger.database_now())


@shared_task(soft_time_limit=settings.FORMING_SECONDS + 120, time_limit=settings.FORMING_SECONDS + 150)
def make_drafts() -> None:
    """Make the next draft that somebody waits for, and ring for the one after; in a queue and a worker of its own."""
    if making.make_next(ledger.database_now):
        doorbell.ring("make_drafts")


@shared_task
def carry_on_imports() -> None:
    """Go on with each list that is to be written, or taken back."""
    for import_id in Import.objects.waiting().values_list("pk", flat=True):
        carry_on_import.delay(import_id)


@shared_task
def carry_on_import(import_id: int) -> None:
    """Write or take back some hundred rows of one list, and have the next fetched while there are more."""
    now = ledger.database_now()
    if importing.carry_on(import_id, now=now) or undoing.carry_on(import_id, now=now):
        carry_on_import.delay(import_id)


def ring(waiting):
    """Call up to three helpers when many mails wait; nobody coming does no harm."""
    try:
        for _helper in range(min(3, waiting // MANY)):
            send_due.delay()
    except OperationalError:
        return
