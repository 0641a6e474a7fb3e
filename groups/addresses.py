"""How does a person get back an address that somebody else changed? By a link to the old one, for 72 hours.

So long it is kept for them: no account begins with it, whoever asks, and no other account moves there.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from groups.models import Person
from groups.sessions import end_all

SALT, HOURS = "groups.addresses", 72
SECONDS = HOURS * 3600
Standing = list[list[str]]  # when an address was changed, and which it was: oldest first
logger = logging.getLogger(__name__)


class Change(NamedTuple):
    """What a token undoes."""

    person: Person
    old: str
    at: str


@transaction.atomic
def undo_token(person, old, *, now):
    """Write down that this address was changed, and return what undoes it."""
    hold(person)
    cache.set(changes_of(person), [*standing(person), [now.isoformat(), old]], SECONDS)
    cache.set(keeper_of(old), person.pk, SECONDS)
    return signing.dumps({"person": person.pk, "old": old, "at": now.isoformat()}, salt=SALT)


def read(token):
    """Return what a token undoes; nothing when it is old, used or of no use any more."""
    try:
        told = signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    person = Person.objects.filter(pk=told["person"], is_active=True).first()
    if person is None or [told["at"], told["old"]] not in standing(person):
        return None
    taken = Person.objects.filter(email__iexact=told["old"]).exists()
    return None if taken else Change(person, told["old"], told["at"])


def standing(person: Person) -> Standing:
    """The changes of an address that can still be undone."""
    return cache.get(changes_of(person), [])


def undoable_until(person: Person, *, now: datetime) -> datetime | None:
    """Return until when somebody may still take their address back; None when no change of it stands."""
    ends = [datetime.fromisoformat(at) + timedelta(hours=HOURS) for at, _old in standing(person)]
    return max((end for end in ends if end > now), default=None)


def changes_of(person: Person) -> str:
    return f"address-changes:{person.pk}"


def keeper_of(email: str) -> str:
    return f"address-kept:{salted_hmac(SALT, email.lower()).hexdigest()}"


def kept(emails: Iterable[str]) -> dict[str, Person]:
    """Return of these addresses those that were changed lately, each with whom it is kept for; in one question each."""
    keys = {keeper_of(email): email for email in emails}
    try:
        found = cache.get_many(list(keys))
    except RedisError as error:
        logger.warning("no address is kept while Redis is away: %s", type(error).__name__)
        return {}
    people = Person.objects.filter(is_active=True).in_bulk(found.values()) if found else {}
    return {keys[key]: people[pk] for key, pk in found.items() if pk in people}


def is_kept_from(person: Person, email: str) -> bool:
    """Say whether somebody else may still take this address back."""
    owner = kept([email]).get(email)
    return owner is not None and owner != person


def hold(person: Person) -> None:
    """Let two changes of one person's address wait for each other."""
    Person.objects.select_for_update().get(pk=person.pk)


def before(old: str, changes: Standing) -> Standing:
    """Return what was changed before somebody first gave this address away."""
    first = next(place for place, (_at, given_away) in enumerate(changes) if given_away == old)
    return changes[:first]


@transaction.atomic
def undo(change: Change) -> None:
    """Give the old address back, end every sign-in, and take away the password and what was added as second factor.

    What came shortly before the change goes too, since a thief may have prepared a way back first; and each later
    change is undone with it, so that the links that undo those, in a thief's own mailboxes, bring nothing back.
    """
    person, old, changed_at = change
    hold(person)
    changes = standing(person)
    if [changed_at, old] not in changes:
        return
    stay = before(old, changes)
    cache.set(changes_of(person), stay, SECONDS)
    cache.delete_many([keeper_of(given_away) for _at, given_away in changes[len(stay) :]])
    person.email = old
    person.set_unusable_password()
    person.save(update_fields=["email", "password"])
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=old, primary=True, verified=True)
    since = datetime.fromisoformat(changed_at) - timedelta(hours=HOURS)
    Authenticator.objects.filter(user=person, created_at__gte=since).delete()
    end_all(person)
