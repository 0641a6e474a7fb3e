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
    facts: str
    lines: tuple[Line, ...]
    part: str = ""


def listed(words: Mapping[str, object], chosen: list[str]) -> str:
    return ", ".join(str(words[key]) for key in chosen if key in words)


Tell = Callable[[Profile], str]

# In the order in which one would say it: a few words each, then what takes a sentence.
SHORT: dict[str, Tell] = {
    "role": lambda profile: profile.role,
    "trade": lambda profile: profile.trade,
    "industry": lambda profile: str(profile.get_industry_display()) if profile.industry else "",
    "market": lambda profile: profile.market,
    "years": lambda profile: years(profile.years),
    "people": lambda profile: staff(profile.people),
    "revenue": lambda profile: turnover(profile),
    "city": lambda profile: profile.city,
    "languages": lambda profile: listed(vocabulary.LANGUAGES, profile.languages),
}
LONG: dict[str, tuple[Callable[[], str], Tell]] = {
    "brings": (lambda: _("Brings"), lambda profile: profile.brings),
    "recently_did": (lambda: _("Recently did"), lambda profile: profile.recently_did),
    "areas": (lambda: _("Knows"), lambda profile: listed(vocabulary.AREAS, profile.areas)),
    "themes": (lambda: _("Works on"), lambda profile: listed(vocabulary.THEMES, profile.themes)),
}


def years(number: int | None) -> str:
    told = ngettext("%(n)d year in business", "%(n)d years in business", number or 0)
    return "" if number is None else told % {"n": number}


def staff(number: int | None) -> str:
    return "" if number is None else ngettext("%(n)d person", "%(n)d people", number) % {"n": number}


def turnover(profile: Profile) -> str:
    if profile.revenue is None:
        return ""
    return _("Turnover: %(band)s") % {"band": profile.get_revenue_display()}


def of(person: Person, profile: Profile | None, part: str = "") -> Introduction:
    """Introduce a person; whoever shows nothing is known by their first name alone."""
    shown = profile.shown if profile else []
    short = [tell(profile) for name, tell in SHORT.items() if profile and name in shown]
    lines = [(word(), tell(profile)) for name, (word, tell) in LONG.items() if profile and name in shown]
    told = tuple(line for line in lines if line[1])
    facts = " · ".join(filter(None, short))
    return Introduction(person.pk, called(person, shows=bool(facts or told)), facts, told, part)


def called(person: Person, *, shows: bool) -> str:
    if not person.name:
        return str(person) if person.erased_at else _("A peer")
    return str(person) if shows else person.first_name


def profiles(people: list[int]) -> dict[int, Profile]:
    """Return the profiles of these people, by person."""
    found: QuerySet[Profile] = Profile.objects.filter(person__in=people)
    return {profile.person_id: profile for profile in found}
