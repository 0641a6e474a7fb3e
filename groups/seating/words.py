"""How are the solver's reasons said to an admin? Each word becomes a sentence, in the reader's language.

People are called by name, times are by the programme's clock. Nothing here says who may not sit with whom but what a
sentence was given: of the two, and never of who said so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from groups import vocabulary
from groups.formation.telling import Clock, Miss, Pair, Time, Told, Unseated, Which
from groups.models import Profile
from peergroups.kit import spoken

_ = gettext_lazy
MONDAY = datetime(2024, 1, 1)  # noqa: DTZ001 - any Monday: only days of the week and clocks are said
NUMBERS = tuple(
    map(_, ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"))
)
DAYS = (_("Mondays"), _("Tuesdays"), _("Wednesdays"), _("Thursdays"), _("Fridays"), _("Saturdays"), _("Sundays"))

SENTENCES = {
    # Why a group is as it is.
    "shares": _("all are free {time}"),
    "shares_by_clocks": _("all are free {time}: {clocks}"),
    "online": _("online, in {language}"),
    "in_person": _("in person in {city}, in {language}"),
    "one_industry": _("one trade among {size}"),
    "industries": _("{count} trades among {size}"),
    "same_stage": _("all at the same stage"),
    "stages": _("stages from {low} to {high}"),
    "theme": _("{count} of {size} want to talk about {theme}"),
    "no_theme": _("nobody named what they want to talk about"),
    "similar_revenue": _("similar turnover"),
    "revenues": _("turnover from {low} to {high}"),
    "one_area": _("they know one area well"),
    "areas": _("between them they know {count} areas well"),
    "one_zone": _("one time zone"),
    "zones": _("clocks {hours} hours apart"),
    "one_hour": _("clocks one hour apart"),
    "no_competitors": _("no competitors"),
    "met_before": _("have met in a group before: {pairs}"),
    "nobody_met": _("nobody has met before"),
    # Why somebody finds no seat, whatever the plan.
    "no_stretch": _("has no {minutes} minutes free in a row, in any week of the year"),
    "tied_no_stretch": _("is kept together with somebody who has no {minutes} minutes free in a row"),
    "tied_and_barred": _("is to sit with somebody they must not sit with"),
    "tied_to_too_many": _("is kept together with {others} others: more than a group holds"),
    "tied_no_time": _("is kept together with people who share no time"),
    "no_language": _("named no language"),
    "tied_no_language": _("is kept together with people who share no language"),
    "no_format": _("can meet neither online nor in a city"),
    "tied_no_format": _("is kept together with people who meet another way"),
    "tied_no_seat": _("is kept together with people with whom no group can be formed"),
    "tied_to_two_groups": _("is kept together with members of two running groups"),
    "tied_to_full_group": _("is kept together with a member of {group}, where there is no seat for them"),
    "no_facilitator": _("no facilitator with their language and way of meeting takes another group"),
    "no_facilitator_suits": _("no facilitator who suits them takes another group"),
    "facilitators_away": _("is free only when no facilitator who suits them is"),
    "nobody_else": _("at the best time ({time}) nobody else could join, and a group needs {smallest}"),
    "one_other": _("at the best time ({time}) only one other could join, and a group needs {smallest}"),
    "few_others": _("at the best time ({time}) only {others} others could join, and a group needs {smallest}"),
    "too_few": _("finds at no time enough others who could join"),
    "further_hours": _("being free {time} would bring them together with {others} others"),
    "no_groups": _("could be seated, but no group is formed"),
    # What stands between somebody and a group.
    "not_free": _("not free {time}"),
    "another_language": _("another language"),
    "another_format": _("another way of meeting"),
    "cannot_sit": _("cannot sit there"),
    "full": pgettext_lazy("a group", "full"),
    "too_few_seats": _("no seats for {count}"),
    # What is wrong with a plan.
    "one_member": _("one person alone"),
    "members": _("{count} members"),
    "members_with_newcomers": _("{count} members with its newcomers"),
    "moved": _("it meets at another time or in another way than it does now"),
    "person_not_free": _("{person} is not free {time}"),
    "person_elsewhere": _("{person} does not meet {format}, in {language}"),
    "parted": _("{person} is to sit with {other}, and does not"),
    "may_not_meet": _("{person} and {other} may not sit together"),
    "two_apart": _("two of its people cannot sit together"),
    "one_parted": _("somebody is parted from whom they are to sit with"),
    "compete": _("{person} and {other} are competitors"),
    "seated_twice": _("{person} has two seats"),
    "filled_twice": _("{group} is filled twice"),
    "too_many_groups": _("{facilitator} would keep {count} groups and takes {capacity}"),
    "facilitator_not_free": _("{facilitator}, who is to keep it, is not free {time}"),
    "facilitator_elsewhere": _("{facilitator} keeps no group {format}, in {language}"),
    "two_at_once": _("{facilitator} would keep two groups at once"),
    "unkept": _("nobody is free to keep it"),
    "not_for_you": _("a rule is broken here that another admin sees to, since you sit in it"),
}
ALONE = {("members", 1): "one_member", ("zones", 1): "one_hour"}  # of one it is said in other words
LONGEST_NAME = 80
PLACES = {"person", "other", "facilitator"}  # what is filled with somebody's id


@dataclass
class Words:
    """Says things of one draft: it knows what its people and groups are called, and by whose clock."""

    zone: str
    length: int
    names: Mapping[str, str]
    groups: Mapping[str, str] = field(default_factory=dict)  # the running ones
    intake: str = ""  # after which proposed groups are called

    def sentence(self, what: Told | Unseated | Miss) -> str:
        """Say it with a capital letter and a full stop."""
        return f"{capfirst(self.say(what))}."

    def say(self, what: Any) -> str:
        if isinstance(what, Told):
            return self.told(what)
        if isinstance(what, Unseated):
            return self.unseated(what)
        if isinstance(what, Miss):
            return self.miss(what)
        if isinstance(what, Time):
            return self.time(what.start)
        if isinstance(what, Clock):
            moment = MONDAY + timedelta(minutes=30 * what.cell)
            return gettext("%(clock)s in %(place)s") % {
                "clock": spoken.clock(moment),
                "place": spoken.place(what.zone),
            }
        if isinstance(what, Pair):
            return gettext("%(one)s and %(other)s") % {"one": self.name(what.one), "other": self.name(what.other)}
        if isinstance(what, Which):
            return self.group(what.number + 1, what.running)
        return ", ".join(map(self.say, what)) if isinstance(what, tuple | list) else str(what)

    def told(self, what: Told) -> str:
        if what.word == "shares_by_clocks":
            clocks = tuple(clock for clock in what.values["clocks"] if clock.zone != self.zone)
            what = Told(what.word if clocks else "shares", {"time": what.values["time"], "clocks": clocks})
        word = ALONE.get((what.word, what.values.get("count", what.values.get("hours"))), what.word)
        filled = {name: self.filled(what.word, name, value) for name, value in what.values.items()}
        return str(SENTENCES[word]).format(**filled)

    def filled(self, word: str, name: str, value: Any) -> str:
        """Say what fills a sentence: names for ids, words for small numbers and codes."""
        if name in PLACES:
            return self.name(value)
        if name in ("count", "size", "others") and isinstance(value, int):
            return number(value)
        if name == "hours":
            return f"{value:g}"
        if name == "language":
            return str(vocabulary.LANGUAGES.get(value, value))
        if name == "theme":
            return str(vocabulary.THEMES.get(value, value))
        if name == "format":
            return way(value)
        if name in ("low", "high"):
            return str(vocabulary.STAGES[value - 1]) if word == "stages" else turnover(value)
        return self.say(value)

    def name(self, one: str) -> str:
        return self.names.get(one) or gettext("somebody who is gone")

    def group(self, number: int, running: str | None = None) -> str:
        """Call a group: a running one by its name, a proposed one as it will be unless somebody names it."""
        if running is not None:
            return self.groups.get(running) or gettext("a running group")
        return called(self.intake or gettext("Group"), number)

    def time(self, start: int) -> str:
        """Say a slot: Tuesdays 5:00 to 7:00 pm (London)."""
        begins = (MONDAY + timedelta(minutes=30 * start)).replace(tzinfo=ZoneInfo(self.zone))
        hours = spoken.hours(begins, 30 * self.length, self.zone)
        return f"{DAYS[start // 48 % 7]} {hours}"

    def miss(self, what: Miss) -> str:
        """Say what stands between somebody and a group; with whom they may not sit, nobody is told."""
        group = self.say(what.group)
        rest = ", ".join(self.say(lack) for lack in what.lacks if lack.word != "cannot_sit")
        if any(lack.word == "cannot_sit" for lack in what.lacks):
            cannot = gettext("cannot sit in %(group)s") % {"group": group}
            return f"{cannot} ({rest})" if rest else cannot
        return f"{group}: {rest or gettext('would fit')}"

    def unseated(self, what: Unseated) -> str:
        if what.reason:
            return "; ".join(self.say(each) for each in (what.reason, what.help) if each)
        if not what.misses:
            return gettext("could be seated, but not in this plan")
        nearest = "; ".join(map(self.say, what.misses))
        return gettext("could be seated, but not in this plan. Nearest: %(groups)s") % {"groups": nearest}


def called(intake: str, number: int) -> str:
    """Call a group that nobody has named: Spring A, Spring B."""
    after = letter(number - 1)
    return f"{intake[: LONGEST_NAME - 1 - len(after)]} {after}"


def letter(number: int) -> str:
    """Count from A to Z, then AA and so on."""
    return (letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def number(count: int) -> str:
    """Write small numbers as words."""
    return str(NUMBERS[count]) if count < len(NUMBERS) else str(count)


def way(name: str) -> str:
    """Say how a group meets."""
    if "@" not in name:
        return gettext("online")
    return gettext("in person in %(city)s") % {"city": name.split("@")[1]}


def turnover(band: int) -> str:
    return str(Profile.Revenue(band).label).lower() if band in Profile.Revenue.values else str(band)
