"""How does a person get back an address that somebody else changed? By a link to the old one, for 72 hours."""

from datetime import datetime, timedelta
from typing import NamedTuple

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import signing
from django.core.cache import cache
from django.db import transaction

from groups.models import Person
from groups.sessions import end_all

SALT, HOURS = "groups.addresses", 72
SECONDS = HOURS * 3600
Standing = list[list[str]]  # when an address was changed, and which it was: oldest first


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
    cache.set(changes_of(person), before(old, changes), SECONDS)
    person.email = old
    person.set_unusable_password()
    person.save(update_fields=["email", "password"])
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=old, primary=True, verified=True)
    since = datetime.fromisoformat(changed_at) - timedelta(hours=HOURS)
    Authenticator.objects.filter(user=person, created_at__gte=since).delete()
    end_all(person)
