"""What is somebody asked of themselves, part by part? What they said in words, who sees it, and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups import free_times, vocabulary
from groups.models import Application, Person, Profile
from peergroups.kit import spoken

Text = str | Promise
WINDOWS_WANTED = 3  # in one part of one weekday each: with fewer, hardly any group can be found


@dataclass(frozen=True)
class Question:
    """One thing that is asked: what its owner is asked, and how others find it headed."""

    name: str
    asked: Text
    headed: Text = ""  # empty: nobody but admins ever sees it, or everybody in the group does
    needed: bool = True


@dataclass(frozen=True)
class Part:
    """What is asked on one screen."""

    slug: str
    title: Text
    sentence: Text
    questions: tuple[Question, ...]


PARTS = (
    Part(
        "business",
        gettext_lazy("You and your business"),
        gettext_lazy("What it is, and what you are there."),
        (
            Question("name", gettext_lazy("Your name")),
            Question("business", gettext_lazy("Your business, in two lines")),
            Question("role", gettext_lazy("What you are there"), gettext_lazy("Role")),
            Question("trade", gettext_lazy("Your trade, in a few words"), gettext_lazy("Trade")),
            Question("industry", gettext_lazy("Your industry"), gettext_lazy("Industry")),
            Question("market", gettext_lazy("What you sell, and to whom"), gettext_lazy("Sells")),
        ),
    ),
    Part(
        "stage",
        gettext_lazy("Where your business stands"),
        gettext_lazy("Years, people and turnover, so that you sit with people at your level."),
        (
            Question("years", gettext_lazy("Years in business"), gettext_lazy("In business for")),
            Question("people", gettext_lazy("People who work there, you included"), gettext_lazy("People there")),
            Question("revenue", gettext_lazy("Turnover in a year"), gettext_lazy("Turnover in a year")),
        ),
    ),
    Part(
        "give-and-take",
        gettext_lazy("What you bring and what you want"),
        gettext_lazy("A few sentences each."),
        (
            Question("brings", gettext_lazy("What you bring to a group"), gettext_lazy("Brings")),
            Question("wants", gettext_lazy("What you want from it")),
            Question(
                "recently_did", gettext_lazy("Something you did lately"), gettext_lazy("Did lately"), needed=False
            ),
        ),
    ),
    Part(
        "subjects",
        gettext_lazy("Your subjects"),
        gettext_lazy("What you know, and what you want to talk about."),
        (
            Question("areas", gettext_lazy("What others may ask you about"), gettext_lazy("Ask about")),
            Question("themes", gettext_lazy("What you want to think about with others"), gettext_lazy("Thinks about")),
        ),
    ),
    Part(
        "powers",
        gettext_lazy("Your four powers"),
        gettext_lazy(
            "From 1, a little, to 5, a lot. Hardly anybody has all four; a group needs somebody strong in each."
        ),
        (
            Question("position", gettext_lazy("Position"), gettext_lazy("Position")),
            Question("expertise", gettext_lazy("Expertise"), gettext_lazy("Expertise")),
            Question("connections", gettext_lazy("Connections"), gettext_lazy("Connections")),
            Question("authority", gettext_lazy("Personal authority"), gettext_lazy("Personal authority")),
        ),
    ),
    Part(
        "place",
        gettext_lazy("How you meet"),
        gettext_lazy("Languages, online or in person, and where."),
        (
            Question("languages", gettext_lazy("Languages you can meet in"), gettext_lazy("Speaks")),
            Question("meets", gettext_lazy("How you can meet")),
            Question("city", gettext_lazy("Your city"), gettext_lazy("City"), needed=False),
        ),
    ),
    Part(
        "times",
        gettext_lazy("When you can meet"),
        gettext_lazy("At least three times of an ordinary week."),
        (Question("windows", gettext_lazy("When you can meet")),),
    ),
    Part(
        "contact",
        gettext_lazy("How to reach you"),
        gettext_lazy("Between meetings, if you like."),
        (
            Question("email", gettext_lazy("Your e-mail address"), gettext_lazy("E-mail"), needed=False),
            Question(
                "reach", gettext_lazy("How you like to be reached"), gettext_lazy("Likes to be reached"), needed=False
            ),
        ),
    ),
)
BY_SLUG = {part.slug: part for part in PARTS}
APPLYING = ("business", "stage", "give-and-take", "subjects", "powers", "place", "times")
OF_A_PROFILE = ("business", "stage", "give-and-take", "subjects", "powers", "place", "contact")
CHOSEN = tuple(question for part in PARTS for question in part.questions if question.headed)
SHOWN_AT_FIRST = [question.name for question in CHOSEN if question.name != "email"]  # by one's group, and by it alone


@dataclass(frozen=True)
class Answer:
    """What somebody said to one question, in words, and whether their group sees it; `said` is empty if nothing."""

    question: Question
    said: str
    is_shown: bool
    is_missing: bool


@dataclass(frozen=True)
class Answered:
    """One part with all its answers."""

    part: Part
    answers: Sequence[Answer]

    @property
    def missing(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.is_missing]


def of(
    profile: Profile, person: Person, slugs: Sequence[str], application: Application | None = None
) -> list[Answered]:
    """Gather what somebody said in these parts; what is only asked with an application is left out without one."""
    said = in_words(profile, person)
    if application:
        said["wants"] = application.wants
    needs_city = profile.in_person
    return [
        Answered(
            part,
            [
                Answer(
                    question,
                    said[question.name],
                    is_shown=question.name in profile.shown,
                    is_missing=not said[question.name]
                    and (question.needed or (question.name == "city" and needs_city)),
                )
                for question in part.questions
                if question.name in said
            ],
        )
        for part in map(BY_SLUG.__getitem__, slugs)
    ]


def seen_by_others(profile: Profile, person: Person) -> Iterator[tuple[Text, str]]:
    """Tell what somebody shows the people of their groups, under the headings those read."""
    said = in_words(profile, person)
    for question in CHOSEN:
        nothing = question.name == "industry" and profile.industry == vocabulary.NO_INDUSTRY
        if question.name in profile.shown and said[question.name] and not nothing:
            yield question.headed, said[question.name]


def in_words(profile: Profile, person: Person) -> dict[str, str]:
    """Say everything a profile holds as one would read it; nothing said is an empty text."""
    powers = ("position", "expertise", "connections", "authority")
    return {
        "name": person.name,
        "business": person.business,
        "role": profile.role,
        "trade": profile.trade,
        "industry": named([profile.industry], vocabulary.INDUSTRIES),
        "market": profile.market,
        "years": years(profile.years),
        "people": "" if profile.people is None else str(profile.people),
        "revenue": "" if profile.revenue is None else profile.get_revenue_display(),
        "brings": profile.brings,
        "recently_did": profile.recently_did,
        "areas": named(profile.areas, vocabulary.AREAS),
        "themes": named(profile.themes, vocabulary.THEMES),
        **{power: of_five(getattr(profile, power)) for power in powers},
        "languages": named(profile.languages, vocabulary.LANGUAGES),
        "meets": meets(profile),
        "city": profile.city,
        "windows": windows(person),
        "email": person.email,
        "reach": profile.reach,
    }


def named(codes: Sequence[str], names: Mapping[str, Any]) -> str:
    """Say what was chosen from a list; a word that is in it no more is left as it stands."""
    return ", ".join(str(names.get(code, code)) for code in codes if code)


def years(number: int | None) -> str:
    if number is None:
        return ""
    return ngettext("%(n)d year", "%(n)d years", number) % {"n": number} if number else _("Less than a year")


def of_five(grade: int | None) -> str:
    return "" if grade is None else _("%(grade)d of 5") % {"grade": grade}


def meets(profile: Profile) -> str:
    ways = [(profile.online, _("Online")), (profile.in_person, _("In person"))]
    return ", ".join(said for wanted, said in ways if wanted)


def windows(person: Person) -> str:
    """Say how many times of a week somebody ticked; too few are as good as none."""
    found = sum(len(days) for days in free_times.ticked(person).values())
    if found < WINDOWS_WANTED:
        return ""
    words = {"n": found, "place": spoken.place(person.time_zone)}
    return ngettext("%(n)d time of a week (%(place)s)", "%(n)d times of a week (%(place)s)", found) % words
