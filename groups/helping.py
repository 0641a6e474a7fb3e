"""How does somebody from outside help with an account? Let in for an hour, to chosen pages, and never to words."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.audit import Act, note
from groups.models import Group, Help, Look, Membership, Person
from groups.models.helps import LASTS
from peergroups.outbox import ledger

Page = tuple[str, str]  # its path, and what it is called


def helpers(person: Person) -> QuerySet[Person]:
    """Those one may ask: who runs the server, and who runs a programme one sits in."""
    sits_in = Membership.objects.current().filter(person=person).values("group__programme")
    able = Q(is_operator=True) | Q(programmes_run__in=sits_in)
    return Person.objects.filter(able, is_active=True).exclude(pk=person.pk).distinct().order_by("name")


def own_pages() -> list[Page]:
    return [
        (reverse("settings"), _("Your settings")),
        (reverse("sessions"), _("Where you are signed in")),
        (reverse("groups:mails"), _("The state of your mails")),
        (reverse("today"), _("Today, without what anybody wrote")),
    ]


def room_pages(groups: Iterable[Group]) -> Iterator[Page]:
    for group in groups:
        yield reverse("groups:room", args=[group.slug]), _("%(group)s: who is in it") % {"group": group}
        yield reverse("meetings:list", args=[group.slug]), _("%(group)s: when it meets") % {"group": group}


def pages(person: Person, helper: Person | None = None) -> list[Page]:
    """The pages that can be chosen; with a helper, those that this one may see: rooms of a programme they run."""
    rooms = Group.objects.filter(memberships__in=Membership.objects.signed().filter(person=person)).order_by("name")
    if helper and not helper.is_operator:
        rooms = rooms.filter(programme__in=helper.programmes_run.all())
    return [*own_pages(), *room_pages(rooms)]


@transaction.atomic
def let(person: Person, helper: Person, chosen: list[str], *, now: datetime) -> Help:
    """Open the chosen pages to one helper, and end what was open before."""
    Person.objects.select_for_update().get(pk=person.pk)
    for earlier in person.helps.open():
        end(earlier, by=person, now=now)
    given = Help.objects.create(person=person, helper=helper, pages=chosen, opened_at=now, closes_at=now + LASTS)
    until(person, given.closes_at)
    note(Act.LET_HELP, now=now, actor=person, person=helper, about=given)
    ledger.owe(
        helper,
        kind="help_wanted",
        about=given,
        occurrence=given.opened_at,
        due_at=now,
        useless_after=given.closes_at,
        now=now,
    )
    return given


@transaction.atomic
def end(given: Help, *, by: Person, now: datetime) -> None:
    """Close it for good; either side does, and twice keeps the first moment."""
    given = Help.objects.select_for_update(of=["self"]).select_related("person", "helper").get(pk=given.pk)
    if given.is_open(now):
        given.ended_at, given.ended_by = now, by
        given.save(update_fields=["ended_at", "ended_by"])
        until(given.person, None)
        note(Act.ENDED_HELP, now=now, actor=by, person=given.person, about=given)


def until(person: Person, moment: datetime | None) -> None:
    """Keep beside the account until when somebody may look, so that each page can say so for no query."""
    person.helped_until = moment
    person.save(update_fields=["helped_until"])


def may_look(given: Help, page: str) -> bool:
    """Say whether a page was chosen, and its helper still may see it: they may have lost a role since."""
    able = helpers(given.person).filter(pk=given.helper_id).exists()
    return able and page in given.pages and page in dict(pages(given.person, given.helper))


def look(given: Help, page: str, *, now: datetime) -> Look:
    """Write down that a page is opened: before it is."""
    return Look.objects.create(help=given, page=page, at=now)
