"""Who hears that they run a programme, or keep its groups? They do, at once: else they would not know."""

from datetime import datetime, timedelta
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_noop

from groups.mails import from_programme
from groups.models import Person, Programme
from peergroups.outbox import ledger
from peergroups.outbox.kinds import Kind, register
from peergroups.outbox.models import Delivery

ADMIN, FACILITATOR = "named_admin", "named_facilitator"
OF_USE_FOR = timedelta(days=14)

ours = partial(Kind, app="groups")


def tell(person: Person, kind: str, programme: Programme, *, by: Person, now: datetime) -> None:
    """Owe somebody the news; whoever named themselves knows already."""
    if person != by:
        mail = ledger.Owed(person.pk, kind, programme, now, due_at=now, useless_after=now + OF_USE_FOR)
        ledger.owe_all([mail], now=now)


def still_runs(delivery: Delivery, *, now: datetime) -> bool:
    return Programme.objects.filter(pk=delivery.about_id, admins=delivery.person_id).exists()


def still_keeps(delivery: Delivery, *, now: datetime) -> bool:
    return Programme.objects.filter(pk=delivery.about_id, facilitators__person=delivery.person_id).exists()


def about_running(delivery: Delivery, *, now: datetime) -> dict[str, object]:
    """Lead to the programme's page, after signing in."""
    return from_programme(delivery.about) | {"button_url": delivery.about.get_absolute_url()}


def about_keeping(delivery: Delivery, *, now: datetime) -> dict[str, object]:
    """Lead to where they say when they can."""
    return from_programme(delivery.about) | {"button_url": reverse("free_times")}


register(
    ours(
        name=ADMIN,
        topic="keeping",
        still_true=still_runs,
        context=about_running,
        called=gettext_noop("You run a programme"),
    )
)
register(
    ours(
        name=FACILITATOR,
        topic="keeping",
        still_true=still_keeps,
        context=about_keeping,
        called=gettext_noop("You keep groups for a programme"),
    )
)
