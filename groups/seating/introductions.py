"""What does somebody let the people of their groups know of them? Only the parts of the profile they chose."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups import vocabulary
from groups.intake.answers import CHOSEN, named
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


Tell = Callable[[Profile], str]

# In the order in which one would say it: a few words each, then what takes a sentence.
SHORT: dict[str, Tell] = {
    "role": lambda profile: profile.role,
    "trade": lambda profile: profile.trade,
    "industry": lambda profile: industry(profile),
    "market": lambda profile: profile.market,
    "years": lambda profile: years(profile.years),
    "people": lambda profile: staff(profile.people),
    "revenue": lambda profile: turnover(profile),
    "city": lambda profile: profile.city,
    "languages": lambda profile: named(profile.languages, vocabulary.LANGUAGES),
}
LONG: dict[str, Tell] = {
    "brings": lambda profile: profile.brings,
    "recently_did": lambda profile: profile.recently_did,
    "areas": lambda profile: named(profile.areas, vocabulary.AREAS),
    "themes": lambda profile: named(profile.themes, vocabulary.THEMES),
}
HEADED = {question.name: question.headed for question in CHOSEN}


def industry(profile: Profile) -> str:
    return "" if profile.industry in ("", vocabulary.NO_INDUSTRY) else str(profile.get_industry_display())


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
    lines = [(str(HEADED[name]), tell(profile)) for name, tell in LONG.items() if profile and name in shown]
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
