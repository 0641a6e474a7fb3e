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


class Change(NamedTuple):
    """What a token undoes."""

    person: Person
    old: str
    at: str


def undo_token(person, old, *, now):
    return signing.dumps({"person": person.pk, "old": old, "at": now.isoformat()}, salt=SALT)


def read(token):
    """Return what a token undoes; nothing when it is old, used or of no use any more."""
    try:
        told = signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    person = Person.objects.filter(pk=told["person"], is_active=True).first()
    taken = Person.objects.filter(email__iexact=told["old"]).exists()
    return None if person is None or taken or cache.get(used(token)) else Change(person, told["old"], told["at"])


def used(token):
    return f"address-undone:{token}"


@transaction.atomic
def undo(token):
    """Give the old address back, end every sign-in, and take away the password and what was added as second factor.

    What came shortly before the change goes too: a thief may have prepared a way back first.
    """
    person, old, changed_at = read(token)
    if not cache.add(used(token), 1, SECONDS):
        return
    person.email = old
    person.set_unusable_password()
    person.save(update_fields=["email", "password"])
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=old, primary=True, verified=True)
    since = datetime.fromisoformat(changed_at) - timedelta(hours=HOURS)
    Authenticator.objects.filter(user=person, created_at__gte=since).delete()
    end_all(person)
