"""Who reads what a person writes? From themselves up to their group, for every kind of words there is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.audit import Act, note
from groups.models import Group, Membership, Person, Words


def nothing_more(noun: Any) -> None:
    """What most kinds do when fewer people read them."""


@dataclass(frozen=True)
class Kind:
    """One kind of words: its name, where it stands, and what else it takes when fewer people read it."""

    noun: str  # the way from the words to what they belong to
    title: Callable[[], str]
    counted: Callable[[int], str]
    written_by: Callable[[Person], QuerySet]  # the keys of a person's words of this kind
    shelf: Callable[[Group], str]  # the page of a group on which they stand
    place: Callable[[Any], str]  # the page on which one of them stands
    narrowed: Callable[[Any], None] = nothing_more


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; each app does so for its own as it starts."""
    KINDS[kind.noun] = kind


def found_with_nouns(words: Words) -> Words:
    """Fetch words anew with whatever they belong to, in one query."""
    return Words.objects.select_related("group", "reader", *KINDS).get(pk=words.pk)


def kind_of(words: Words) -> tuple[Kind, Any]:
    """Return what kind of words these are, and what they belong to."""
    for kind in KINDS.values():
        if noun := getattr(words, kind.noun, None):
            return kind, noun
    return OTHER, words


@transaction.atomic
def choose(words: Words, audience: str, reader: Person | None = None, *, now: datetime) -> None:
    """Let these people read it from now on, more of them than before or fewer."""
    if words.is_wider_than(audience):
        narrow(words, audience, reader, now=now)
    else:
        words.share(audience, reader)


@transaction.atomic
def narrow(words: Words, audience: str, reader: Person | None = None, *, now: datetime) -> None:
    """Let fewer people read it; that this was done stands in the group's log, what it says does not."""
    words.narrow(audience, reader)
    kind, noun = kind_of(words)
    kind.narrowed(noun)
    note(Act.NARROWED, now=now, actor=words.author, group=words.group, about=words)


def may_be_asked(groups: QuerySet[Group] | list[Group], author: Person) -> list[Membership]:
    """The people beside somebody in their groups who could be the one reader: they have signed the charter."""
    places = Membership.objects.signed().filter(group__in=groups).exclude(person=author)
    return list(places.select_related("person").order_by("person__name", "person"))


def those_who_read(words: Words) -> list[Person]:
    """The people who can read words now besides their author, by name."""
    places = [place.person for place in may_be_asked([words.group], words.author)]
    if words.audience == Words.Audience.GROUP:
        return places
    return [person for person in places if person.pk == words.reader_id]


def farewells(n: int) -> str:
    return ngettext("%(n)d farewell", "%(n)d farewells", n) % {"n": n}


def texts(n: int) -> str:
    return ngettext("%(n)d other text", "%(n)d other texts", n) % {"n": n}


def room(group: Group) -> str:
    return group.get_absolute_url()


def lies_in_its_room(noun: Any) -> str:
    return noun.group.get_absolute_url()


OTHER = Kind("", lambda: _("What you wrote"), texts, lambda person: Words.objects.none(), room, lies_in_its_room)
register(
    Kind(
        noun="farewell_of",
        title=lambda: _("Your farewell"),
        counted=farewells,
        written_by=lambda person: person.memberships.values_list("farewell", flat=True),
        shelf=room,
        place=lies_in_its_room,
    )
)


def address(words: Words) -> str:
    """Where its author chooses who reads it."""
    return reverse("groups:readers", args=[words.pk])
