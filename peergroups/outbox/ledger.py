"""How is a mail owed? As one row for each person, kind, thing and occurrence, in the caller's own transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection, models

from peergroups.kit.ids import random_id
from peergroups.outbox.kinds import KINDS
from peergroups.outbox.models import Delivery

# The guard keeps a round with nothing new from writing anything; the unique key decides between two rounds at once.
OWE = """
INSERT INTO outbox_delivery (id, message_id, person_id, kind, about_type, about_id, occurrence, due_at, useless_after,
                             next_attempt_at, owed_at, state, attempts, last_error)
SELECT wanted.*, wanted.due_at, %s, 'owed', 0, ''
FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::text[],
            %s::timestamptz[], %s::timestamptz[])
     AS wanted (id, message_id, person_id, kind, about_type, about_id, occurrence, due_at, useless_after)
WHERE NOT EXISTS (
    SELECT FROM outbox_delivery AS known
    WHERE (known.person_id, known.kind, known.about_type, known.about_id, known.occurrence)
        = (wanted.person_id, wanted.kind, wanted.about_type, wanted.about_id, wanted.occurrence))
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class Owed:
    """One mail that should go."""

    person_id: int
    kind: str
    about: models.Model
    occurrence: datetime | date | str
    due_at: datetime
    useless_after: datetime

    def row(self) -> tuple[Any, ...]:
        if self.kind not in KINDS:
            raise LookupError(f"No mail of the kind {self.kind} is registered.")
        key = (self.person_id, self.kind, self.about._meta.label_lower, self.about.pk, written(self.occurrence))
        return (random_id(), f"<delivery-{uuid4()}@{settings.MAIL_DOMAIN}>", *key, self.due_at, self.useless_after)


def owe(
    person: models.Model,
    *,
    kind: str,
    about: models.Model,
    occurrence: datetime | date | str,
    due_at: datetime,
    useless_after: datetime,
    now: datetime,
) -> bool:
    """Owe one mail, unless it is owed or was sent already; say whether it is new."""
    return owe_all([Owed(person.pk, kind, about, occurrence, due_at, useless_after)], now=now) == 1


def owe_all(mails: Iterable[Owed], *, now: datetime) -> int:
    """Owe many mails in one statement; return how many are new."""
    rows = [mail.row() for mail in mails]
    if not rows:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(OWE, [now, *(list(column) for column in zip(*rows, strict=True))])
        return cursor.rowcount


def take_as_sent(*, now: datetime) -> None:
    """Count what is due by now as sent in its time: for a history that is brought in and was not lived here."""
    Delivery.objects.due(now).update(
        state=Delivery.State.SENT, attempts=1, heard=1, written_at=models.F("due_at"), sent_at=models.F("due_at")
    )


def written(occurrence: datetime | date | str) -> str:
    """Write an occurrence so that the same moment reads the same in every zone."""
    if isinstance(occurrence, datetime):
        return occurrence.astimezone(UTC).isoformat()
    return str(occurrence)


def database_now() -> datetime:
    """Return the time by the database's clock, the only one that decides what is due."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
