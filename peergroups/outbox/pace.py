"""How many mails may leave in this minute? As many as the ceiling leaves; without one, as many as are owed."""

from datetime import timedelta

from django.conf import settings
from django.db.models import F

from peergroups.outbox import ledger
from peergroups.outbox.models import Minute

A_MINUTE = timedelta(minutes=1)


def granted(wanted: int) -> int:
    """Grant some of the minute that runs, for all workers together; its row is held by the caller's transaction."""
    if not settings.MAILS_A_MINUTE:
        return wanted
    at = ledger.database_now()
    Minute.objects.bulk_create([Minute(pk=1, began_at=at, taken=0)], ignore_conflicts=True)
    minute = Minute.objects.select_for_update().get()
    if at >= minute.began_at + A_MINUTE:
        Minute.objects.update(began_at=at, taken=0)
        minute.taken = 0
    return max(0, min(wanted, settings.MAILS_A_MINUTE - minute.taken))


def take(mails: int) -> None:
    """Count what was fetched to be sent."""
    if settings.MAILS_A_MINUTE:
        Minute.objects.update(taken=F("taken") + mails)
