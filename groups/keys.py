"""How do texts come under a new key? Stretch by stretch, while everybody goes on reading and writing."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import connection, transaction

from groups.audit import Act, note
from groups.second_factor import sealed_secrets
from groups.words import Words
from peergroups.kit.encryption import BrokenSeal, EncryptedTextField, Sealed, has_newest_key, reseal
from peergroups.kit.ids import BITS

END = 2**BITS
STRETCHES = 1024  # ids are random, so each holds about as many rows as the next
WIDTH = END // STRETCHES
BATCH = 500
UNREADABLE = "readable with none of the keys"


def rotate(*, now: datetime) -> Counter:
    """Seal every text with the newest of ROOM_KEYS; stopped midway it is begun again, and what is done is passed by."""
    counts: Counter = Counter()
    for stretch in range(STRETCHES):
        with transaction.atomic():
            counts += rotate_between(stretch * WIDTH, (stretch + 1) * WIDTH)
    for field in sealed_facts():
        counts += rotate_field(field)
    with transaction.atomic():
        counts += rotate_secrets()
    note(Act.ROTATED_KEYS, now=now, actor=None)
    return counts


def rotate_between(low: int, high: int) -> Counter:
    """Seal the texts of one stretch of ids anew; one that was rewritten meanwhile has the newest key already."""
    counts: Counter = Counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_id, sealed FROM sealed_words(%s, %s)", [low, high])
        for row_id, sealed in cursor.fetchall():
            counts[rotate_one(cursor, row_id, sealed)] += 1
    return counts


def rotate_one(cursor, row_id: int, sealed: str) -> str:
    """Seal one text anew, and say what became of it."""
    anew, became = sealed_anew(sealed)
    if anew != sealed:
        cursor.execute("SELECT reseal_words(%s, %s, %s)", [row_id, sealed, anew])
    return became


def sealed_facts() -> Iterator[EncryptedTextField]:
    """Go through the sealed fields of all tables that have no wall of their own."""
    for model in apps.get_models():
        if model is not Words:
            yield from (field for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField))


def rotate_field(field: EncryptedTextField) -> Counter:
    """Seal one column anew, some rows at a time, each only if it still says what was read."""
    counts: Counter = Counter()
    rows, last = field.model._base_manager.order_by("pk"), 0
    while found := rows.filter(pk__gt=last).values_list("pk", field.attname)[:BATCH]:
        with transaction.atomic():
            for pk, sealed in (batch := list(found)):
                if sealed:
                    anew, became = sealed_anew(sealed)
                    rows.filter(pk=pk, **{field.attname: Sealed(sealed)}).update(**{field.attname: Sealed(anew)})
                    counts[became] += 1
        last = batch[-1][0]
    return counts


def rotate_secrets() -> Counter:
    """Seal what second factors rest on anew; there are few, so they are done at once."""
    counts: Counter = Counter()
    for kept, names in sealed_secrets():
        for name in names:
            kept.data[name], became = sealed_anew(kept.data[name])
            counts[became] += 1
        kept.save(update_fields=["data"])
    return counts


def sealed_anew(sealed: str) -> tuple[str, str]:
    """Return a text under the newest key, and what became of it."""
    if has_newest_key(sealed):
        return sealed, "under the newest key already"
    try:
        return reseal(sealed), "sealed anew"
    except BrokenSeal:
        return sealed, UNREADABLE
