"""How do texts come under a new key? Stretch by stretch, while everybody goes on reading and writing."""

from collections import Counter
from datetime import datetime

from django.db import connection, transaction

from groups.audit import Act, note
from groups.second_factor import sealed_secrets
from peergroups.kit.encryption import BrokenSeal, has_newest_key, reseal
from peergroups.kit.ids import BITS

END = 2**BITS
STRETCHES = 1024  # ids are random, so each holds about as many rows as the next
WIDTH = END // STRETCHES
UNREADABLE = "readable with none of the keys"


def rotate(*, now: datetime) -> Counter:
    """Seal every text with the newest of ROOM_KEYS; stopped midway it is begun again, and what is done is passed by."""
    counts: Counter = Counter()
    for stretch in range(STRETCHES):
        with transaction.atomic():
            counts += rotate_between(stretch * WIDTH, (stretch + 1) * WIDTH)
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
