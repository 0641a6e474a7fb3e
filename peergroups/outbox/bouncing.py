"""Does mail reach an address? Where a server or a provider says that it does not, it is paused until it is mended."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, QuerySet
from django.db.models.functions import Lower

from peergroups.outbox.models import Wishes

UNKNOWN = {"refused_at": None, "refused_email": "", "refused_as_unwanted": False}


def refuse(email: str, *, now: datetime, as_unwanted: bool = False) -> None:
    """Send nothing more to an address that is somebody's; of one that is nobody's nothing is kept."""
    for person in get_user_model()._default_manager.filter(email__iexact=email, is_active=True):
        told = {"refused_at": now, "refused_email": person.email, "refused_as_unwanted": as_unwanted}
        Wishes.objects.update_or_create(person=person, defaults=told)


def accept(person: Any) -> None:
    """Send to the address again: its person says that it works, or has just typed a code that was sent there."""
    Wishes.objects.filter(person=person, refused_at__isnull=False).update(**UNKNOWN)


def give_another_chance(people: Iterable[Any]) -> None:
    """Send to their addresses again because an operator thinks they work; whoever called a mail junk is left alone."""
    came_back = Wishes.objects.filter(person__in=people, refused_at__isnull=False, refused_as_unwanted=False)
    came_back.update(**UNKNOWN)


def standing() -> QuerySet[Wishes]:
    """Those whose address of today is paused."""
    lower = Lower("refused_email")
    return (
        Wishes.objects.filter(refused_at__isnull=False)
        .alias(was=lower, now=Lower("person__email"))
        .filter(was=F("now"))
    )
