"""What does somebody let the people of their groups know of them? Only the parts of the profile they chose."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups import vocabulary
from groups.models import Person, Profile

Line = tuple[str, str]  # what it is, and what they said


@dataclass(frozen=True)
class Introduction:
    """One person as the others may see them before anybody has said yes."""

    person_id: int
    name: str
    lines: tuple[Line, ...]
    part: str = ""


def listed(words: Mapping[str, object], chosen: list[str]) -> str:
    return ", ".join(str(words[key]) for key in chosen if key in words)


# In the order in which one would say it.
TOLD: dict[str, tuple[Callable[[], str], Callable[[Profile], str]]] = {
    "role": (lambda: _("Role"), lambda profile: profile.role),
    "industry": (lambda: _("Industry"), lambda profile: profile.get_industry_display() if profile.industry else ""),
    "trade": (lambda: _("Trade"), lambda profile: profile.trade),
    "market": (lambda: _("Sells"), lambda profile: profile.market),
    "years": (lambda: _("In business"), lambda profile: years(profile.years)),
    "people": (lambda: _("People"), lambda profile: "" if profile.people is None else str(profile.people)),
    "revenue": (
        lambda: _("Turnover a year"),
        lambda profile: "" if profile.revenue is None else str(profile.get_revenue_display()),
    ),
    "brings": (lambda: _("Brings"), lambda profile: profile.brings),
    "recently_did": (lambda: _("Recently did"), lambda profile: profile.recently_did),
    "areas": (lambda: _("Knows"), lambda profile: listed(vocabulary.AREAS, profile.areas)),
    "themes": (lambda: _("Works on"), lambda profile: listed(vocabulary.THEMES, profile.themes)),
    "languages": (lambda: _("Speaks"), lambda profile: listed(vocabulary.LANGUAGES, profile.languages)),
    "city": (lambda: _("City"), lambda profile: profile.city),
}


def years(number: int | None) -> str:
    return "" if number is None else ngettext("%(n)d year", "%(n)d years", number) % {"n": number}


def of(person: Person, profile: Profile | None, part: str = "") -> Introduction:
    """Introduce a person; whoever shows nothing is known by their first name alone."""
    shown = [name for name in TOLD if profile and name in profile.shown]
    lines = [(TOLD[name][0](), TOLD[name][1](profile)) for name in shown if profile]
    told = tuple(line for line in lines if line[1])
    return Introduction(person.pk, called(person, shows=bool(told)), told, part)


def called(person: Person, *, shows: bool) -> str:
    if not person.name:
        return str(person) if person.erased_at else _("A peer")
    return str(person) if shows else person.first_name


def profiles(people: list[int]) -> dict[int, Profile]:
    """Return the profiles of these people, by person."""
    found: QuerySet[Profile] = Profile.objects.filter(person__in=people)
    return {profile.person_id: profile for profile in found}
