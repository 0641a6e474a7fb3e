"""Whom does a group call in a crisis? What the admins of its programme wrote for the countries its members live in."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from groups.audit import Act, note
from groups.countries import country, names
from groups.models import Group, Membership, Person, Programme, Signpost


def named(signposts: Iterable[Signpost]) -> list[tuple[str, Signpost]]:
    """Return each with the name of its country, what holds everywhere last."""
    found = [(names().get(one.country) or _("Everywhere"), one) for one in signposts]
    return sorted(found, key=lambda pair: (not pair[1].country, pair[0]))


def of_group(group: Group) -> list[tuple[str, Signpost]]:
    """Return those for the countries in which its members live, and those for everywhere."""
    places = Membership.objects.current().filter(group=group).values_list("person__time_zone", "person__country")
    here = {"", *(country(zone, said) for zone, said in places)}
    return named(Signpost.objects.filter(programme=group.programme_id, country__in=here))


@transaction.atomic
def write(programme: Programme, where: str, text: str, *, by: Person, now: datetime) -> None:
    """Say anew whom to call in a country; an empty text takes it down."""
    if text:
        programme.signposts.update_or_create(country=where, defaults={"text": text, "written_at": now})
    else:
        programme.signposts.filter(country=where).delete()
    note(Act.CHANGED_SIGNPOSTS, now=now, actor=by, programme=programme)
