"""The smallest valid things of the outbox."""

from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model

from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def make_person(email="ann@example.org", name="Ann", **fields):
    person = get_user_model()(email=email, name=name, **fields)
    person.save()
    return person


def owe_note(person=None, *, occurrence="once", now=NOON, useful=timedelta(hours=6)):
    """Owe a note to a person and return its row."""
    person = person or make_person()
    ledger.owe(
        person, kind="note", about=person, occurrence=occurrence, due_at=now, useless_after=now + useful, now=now
    )
    return Delivery.objects.get(person=person, occurrence=occurrence)


def owe_notes(count, *, now=NOON):
    """Owe a note each to as many people."""
    people = [get_user_model()(email=f"p{number}@example.org", name=f"P {number}") for number in range(count)]
    get_user_model().objects.bulk_create(people)
    useless_after = now + timedelta(hours=6)
    ledger.owe_all([ledger.Owed(person.pk, "note", person, "once", now, useless_after) for person in people], now=now)
    return people
