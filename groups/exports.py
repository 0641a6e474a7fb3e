"""How does somebody take along their own words, or their group's archive? Made by a worker, fetched within a day."""

import base64
import io
import json
import zipfile
from datetime import datetime

from django.core.cache import cache
from django.template.loader import render_to_string

from groups import archived, belongings, wall
from groups.audit import Act, note
from groups.models import Export, Person
from groups.models.exports import FETCHABLE_FOR
from peergroups.kit.encryption import seal, unseal
from peergroups.outbox import ledger


def ask(person: Person, *, now: datetime) -> Export:
    """Put a wish down; while one waits there is no second."""
    waiting = person.exports.of_own().waiting().first()
    if waiting:
        return waiting
    note(Act.EXPORTED, now=now, actor=person, person=person)
    return Export.objects.create(person=person, asked_at=now)


def make(export_id: int, *, now: datetime) -> None:
    """Gather what belongs into the file, seal it, and owe the mail; one that is made stays as it is."""
    export = Export.objects.select_related("person", "archive__group").filter(pk=export_id).waiting().first()
    if export is None:
        return
    with wall.as_person(export.person):
        file = zipped(export)
        export.ready_at = now
        export.save(update_fields=["ready_at"])
        cache.set(place(export), seal(base64.b64encode(file).decode(), place(export)), FETCHABLE_FOR.total_seconds())
        ledger.owe(
            export.person,
            kind="archive_ready" if export.archive else "export_ready",
            about=export,
            occurrence=now,
            due_at=now,
            useless_after=export.fetchable_until,
            now=now,
        )


def fetch(export: Export, *, now: datetime) -> bytes | None:
    """Return the file; None when its day is over."""
    sealed = cache.get(place(export)) if export.is_fetchable(now) else None
    return base64.b64decode(unseal(sealed, place(export))) if sealed else None


def place(export: Export) -> str:
    """Name where the file lies, and what it is bound to."""
    return f"groups.export:{export.pk}"


def zipped(export: Export) -> bytes:
    """Pack the parts once for people and once for programs."""
    parts = archived.of(export.archive) if export.archive else belongings.of(export.person)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(f"{export.called}.json", json.dumps(parts, default=str, ensure_ascii=False, indent=1))
        page = render_to_string("groups/export_file.html", {"parts": parts, "archive": export.archive})
        file.writestr(f"{export.called}.html", page)
    return packed.getvalue()
