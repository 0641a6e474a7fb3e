"""Where could somebody go, and what would come of it? Each target with its effect in words, before anything is done."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from groups.formation.lacking import missing
from groups.formation.pool import Group
from groups.formation.telling import Told
from groups.seating import moves, weighing
from groups.seating.layout import Layout
from groups.seating.moves import NEW, NOBODY, CannotMove, Target
from groups.seating.showing import Shown
from groups.seating.weighing import Effect, Problem

_ = gettext_lazy
# What is no longer wrong, in few words.
MENDS = {
    "compete": _("fixes a competitor"),
    "may_not_meet": _("parts two who may not sit together"),
    "parted": _("brings together who should sit together"),
    "members": _("fixes the size"),
    "members_with_newcomers": _("fixes the size"),
    "person_not_free": _("all can make the time again"),
    "person_elsewhere": _("all can meet the same way again"),
    "unkept": _("somebody keeps it again"),
}
OTHERWISE = _("fixes who keeps it")
NOTABLE = 10_000  # thousandths of points, summed over everybody in the groups touched


@dataclass(frozen=True)
class Option:
    """One target: what it is called, how many sit there then, and what is better and worse for it."""

    to: str
    title: str
    sizes: str
    mends: tuple[str, ...]
    breaks: tuple[str, ...]
    says: tuple[str, ...]


def options(shown: Shown, person: int, targets: Iterable[Target]) -> list[Option]:
    """Try each target out, and say what comes of it."""
    return [option(shown, person, target) for target in targets]


def ranked(shown: Shown, person: int) -> list[Target]:
    """List where somebody may go, those first that lack least; nothing is tried out for that."""
    found = [target for target in moves.targets(shown.pool, shown.layout, person) if shown.viewer.may_fill(target.to)]
    return sorted(found, key=lambda target: lacks(shown, person, target))


def lacks(shown: Shown, person: int, target: Target) -> int:
    """Count what stands against a target, from the little that can be told at a glance."""
    if target.to in (NEW, NOBODY):
        return 1
    group = target.table.group if target.table else into(shown, target)
    return len(missing(shown.pool, [person], group))


def into(shown: Shown, target: Target) -> Group:
    running = shown.pool.running[target.running or 0]
    return Group((), running.start, running.language, running.format, running=target.running)


def option(shown: Shown, person: int, target: Target) -> Option:
    after = moves.move(shown.pool, shown.layout, person, target.to)
    told = weighing.effect(shown.pool, shown.layout, after)
    return described(shown, after, told, target.to, title(shown, target), after.seats.get(person))


def exchange(shown: Shown, one: int, other: int) -> Option | None:
    """Try out what it would be if two changed places; nothing if they cannot."""
    try:
        after = moves.swap(shown.pool, shown.layout, one, other)
    except CannotMove:
        return None
    told = weighing.effect(shown.pool, shown.layout, after)
    id_ = shown.pool.people[other].id
    return described(shown, after, told, id_, shown.words.name(id_), None)


@dataclass(frozen=True)
class Exchange:
    """With whom somebody could change places: the groups to choose from, and the people of the one chosen."""

    groups: list[tuple[str, str]]
    chosen: str
    options: list[Option]


def swaps(shown: Shown, person: int, key: str) -> Exchange:
    """List the groups whose people one could change places with, and try out those of one of them."""
    here = shown.layout.seats.get(person)
    tables = [table for table in shown.layout.tables if table.key not in (here, shown.viewer.mine) and not table.locked]
    chosen = next((table for table in tables if table.key == key), None)
    tried = [exchange(shown, person, other) for other in chosen.group.members] if chosen else []
    groups = [(table.key, shown.title(table)) for table in tables]
    return Exchange(groups, chosen.key if chosen else "", [option for option in tried if option])


def described(shown: Shown, after: Layout, told: Effect, to: str, called: str, lands: str | None) -> Option:
    """Put an effect into words."""
    known = [
        (problem, word) for word, problems in (("mends", told.mends), ("breaks", told.breaks)) for problem in problems
    ]
    return Option(
        to,
        called,
        " → ".join(map(str, told.sizes.get(lands or "", ()))),
        tuple(dict.fromkeys(str(MENDS.get(what.word, OTHERWISE)) for what, word in known if word == "mends")),
        tuple(dict.fromkeys(broken(shown, what) for what, word in known if word == "breaks")),
        tuple(changes(shown, after, told, lands)),
    )


def broken(shown: Shown, what: Told) -> str:
    """Say what would be wrong; with the group, where it speaks of one."""
    said = shown.words.say(shown.viewer.careful(Problem("", what)).what)
    called = what.values.get("group")
    if what.word in ("members", "members_with_newcomers") and called:
        return f"{shown.words.say(called)}: {said}"
    return said


def changes(shown: Shown, after: Layout, told: Effect, lands: str | None) -> Iterable[str]:
    """Say what else changes: times, keepers, and how well all fit."""
    for key, (was, becomes) in told.sizes.items():
        if key != lands and key in shown.layout.by_key:
            group = {"group": shown.called(key), "was": was, "becomes": becomes}
            yield gettext("%(group)s: %(was)d → %(becomes)d") % group
    for key, start in told.moved:
        time = {"group": shown.title(after.by_key[key]), "time": shown.words.time(start)}
        yield gettext("%(group)s would meet %(time)s") % time
    for key, keeper in told.handed:
        if keeper is not None:
            who = {"group": shown.title(after.by_key[key]), "who": shown.words.name(shown.pool.facilitators[keeper].id)}
            yield gettext("%(who)s would keep %(group)s") % who
    if abs(told.points) >= NOTABLE and sum(becomes - was for was, becomes in told.sizes.values()) == 0:
        yield gettext("fits better") if told.points > 0 else gettext("fits less well")


def title(shown: Shown, target: Target) -> str:
    if target.to == NOBODY:
        return gettext("To nobody’s group yet")
    if target.to == NEW:
        return gettext("A new group")
    if target.table is None:
        return shown.words.group(0, shown.pool.running[target.running or 0].id)
    return shown.title(target.table)


DONE = {
    "moved": _("%(who)s moved %(person)s to %(to)s"),
    "unseated": _("%(who)s took %(person)s out of their group"),
    "swapped": _("%(who)s let %(person)s and %(other)s change places"),
    "locked": _("%(who)s locked %(to)s"),
    "unlocked": _("%(who)s unlocked %(to)s"),
    "held": _("%(who)s locked %(person)s"),
    "let_go": _("%(who)s unlocked %(person)s"),
    "arranged": _("%(who)s changed %(to)s"),
    "": _("the solver’s proposal"),
}


def done(shown: Shown, did: dict[str, str], who: str) -> str:
    """Say what a step did."""
    word = "unseated" if did.get("to") == NOBODY else did.get("word", "")
    key = did.get("to") or ""
    table = shown.layout.by_key.get(key)
    told = {
        "who": who,
        "person": shown.words.name(did.get("person") or ""),
        "other": shown.words.name(did.get("other") or ""),
        "to": shown.title(table) if table else shown.words.group(int(key[1:])) if key[1:].isdigit() else "",
    }
    return str(DONE[word]) % told
