"""What is said of groups and people? A word for each sentence and what fills it, so that any language can say it.

`str()` says it in plain English, with the ids of the pool. No reason says who may not sit with whom: "cannot sit in
group 2" is all that anybody learns. Only what is wrong with a plan somebody made by hand names the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from groups.formation import week

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

SENTENCES = {
    # Why a group is as it is.
    "shares": "shares {time}",
    "shares_by_clocks": "shares {time}, {clocks}",
    "online": "online, in {language}",
    "in_person": "in person in {city}, in {language}",
    "one_industry": "one industry among {size!w}",
    "industries": "{count!w} industries among {size!w}",
    "same_stage": "same stage",
    "stages": "stages {low} to {high}",
    "theme": "{count!w} of {size!w} on {theme}",
    "no_theme": "no themes named",
    "similar_revenue": "similar revenue",
    "revenues": "revenue bands {low} to {high}",
    "one_area": "one area of expertise",
    "areas": "{count!w} areas of expertise",
    "one_zone": "one time zone",
    "zones": "time zones {hours:g} h apart",
    "no_competitors": "no competitors",
    "met_before": "met before: {pairs}",
    "nobody_met": "nobody has met before",
    # Why somebody finds no seat, whatever the plan.
    "no_stretch": "has no free stretch of {minutes} minutes in the week",
    "tied_no_stretch": "is tied to somebody who has no free stretch of {minutes} minutes in the week",
    "tied_and_barred": "is to sit with somebody they must not sit with",
    "tied_to_too_many": "is tied to {others} others: more than a group holds",
    "tied_no_time": "is tied to people with no meeting time in common",
    "no_language": "speaks no language",
    "tied_no_language": "is tied to people with no language in common",
    "no_format": "can meet neither online nor in a city",
    "tied_no_format": "is tied to people who meet another way",
    "tied_no_seat": "is tied to people with whom no group can be formed",
    "tied_to_two_groups": "is tied to members of two running groups",
    "tied_to_full_group": "is tied to a member of {group}, where they find no seat",
    "no_facilitator": "finds no facilitator with their language and way of meeting who takes a group",
    "no_facilitator_suits": "finds no facilitator who suits them and takes a group",
    "facilitators_away": "is free only when no suitable facilitator is",
    "nobody_else": "at the best time ({time}) nobody else could join, and a group needs {smallest}",
    "one_other": "at the best time ({time}) only 1 other could join, and a group needs {smallest}",
    "few_others": "at the best time ({time}) only {others} others could join, and a group needs {smallest}",
    "too_few": "finds at no time enough others who could join",
    "further_hours": "being free {time} would bring together {others} others",
    "no_groups": "could be seated, but no group is formed",
    # What stands between somebody and a group.
    "not_free": "not free {time}",
    "another_language": "another language",
    "another_format": "another way of meeting",
    "cannot_sit": "cannot sit there",
    "full": "full",
    "too_few_seats": "no seats for {count}",
    # What is wrong with a plan.
    "members": "{group}: {count} members",
    "members_with_newcomers": "{group}: {count} members with its newcomers",
    "moved": "{group}: it meets at another time, in another language or in another way than it does now",
    "person_not_free": "{group}: {person} is not free {time}",
    "person_elsewhere": "{group}: {person} does not meet in {language}, {format}",
    "parted": "{group}: {person} is parted from {other}",
    "may_not_meet": "{group}: {person} and {other} may not meet",
    "seated_twice": "{person} is seated twice",
    "filled_twice": "{group} is filled twice",
    "too_many_groups": "{facilitator} keeps {count} groups and takes {capacity}",
    "facilitator_not_free": "{facilitator} is not free {time}",
    "facilitator_elsewhere": "{facilitator} keeps no group in {language}, {format}",
    "two_at_once": "{facilitator} keeps two groups at once, {time}",
    "unkept": "a new group has no facilitator",
}


@dataclass(frozen=True, slots=True)
class Time:
    """A stretch of the week, from a cell of UTC on."""

    start: int
    length: int

    def __str__(self) -> str:
        return week.name(self.start, self.length)


@dataclass(frozen=True, slots=True)
class Clock:
    """What a clock shows at the start, as half hours of a day, and where it hangs."""

    cell: int
    zone: str

    def __str__(self) -> str:
        return f"{week.clock(self.cell)} in {self.zone.split('/')[-1].replace('_', ' ')}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people, by their ids."""

    one: str
    other: str

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"


@dataclass(frozen=True, slots=True)
class Which:
    """One group: its place in the plan, and its id if it is a running one."""

    number: int
    running: str | None = None

    def __str__(self) -> str:
        return self.running or f"group {self.number + 1}"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, as a word and what fills it."""

    word: str
    values: Mapping[str, Any]

    def __str__(self) -> str:
        return English().vformat(SENTENCES[self.word], (), self.values)


@dataclass(frozen=True, slots=True)
class Miss:
    """A group somebody might have sat in, and what stands between; nothing does if it would fit."""

    group: Which
    lacks: tuple[Told, ...]

    def __str__(self) -> str:
        barred = any(lack.word == "cannot_sit" for lack in self.lacks)
        rest = ", ".join(str(lack) for lack in self.lacks if lack.word != "cannot_sit")
        if barred:
            return f"cannot sit in {self.group}" + (f" ({rest})" if rest else "")
        return f"{self.group}: {rest or 'would fit'}"


@dataclass(frozen=True, slots=True)
class Unseated:
    """Why somebody has no seat: a certain reason and the hours that would help, else the groups missed by least."""

    reason: Told | None
    help: Told | None = None
    misses: tuple[Miss, ...] = ()

    def __str__(self) -> str:
        if self.reason:
            return f"{self.reason}; {self.help}" if self.help else str(self.reason)
        return f"could be seated, but not in this plan; nearest: {'; '.join(map(str, self.misses))}"


def told(word: str, **values: Any) -> Told:
    return Told(word, values)


class English(Formatter):
    """Fills a sentence; `!w` writes small numbers as words, and what comes in a row is set with commas."""

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        if conversion == "w":
            return NUMBERS[value] if value < len(NUMBERS) else str(value)
        return super().convert_field(value, conversion)

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, tuple):
            return ", ".join(map(str, value))
        return str(super().format_field(value if isinstance(value, float) else str(value), format_spec))
