"""How does one say why a time is good? In a line, with names where they are anybody's to know."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.polls.finding import Chance
from meetings.polls.tallying import Tally
from peergroups.kit.spoken import clock, day, listed, place


def why(tally: Tally) -> str:
    """Say what a time has for and against it: "4 yes, 1 if need be. Arun cannot."."""
    return " ".join(reasons(tally))


def reasons(tally: Tally) -> Iterator[str]:
    if not tally.can and not tally.no:
        yield _("Nobody has answered yet.")
    else:
        yield suits(tally)
        if tally.silent:
            yield ngettext("%(n)d has yet to answer.", "%(n)d have yet to answer.", len(tally.silent)) % {
                "n": len(tally.silent)
            }
        if not tally.is_enough:
            yield _("Too few to meet: %(can)d of %(there)d.") % {"can": tally.can, "there": tally.there}
    if tally.away:
        yield away(tally.away)
    yield from elsewhere(tally.elsewhere)


def suits(tally: Tally) -> str:
    """Say whom it suits."""
    if not tally.can:
        return _("Suits nobody so far.")
    if tally.can == 1 and tally.no and not tally.silent:
        return _("Works for nobody but %(name)s.") % {"name": listed(tally.yes + tally.maybe)}
    if tally.is_for_all and not tally.maybe:
        return _("Everybody can.")
    counted = [_("%(n)d yes") % {"n": len(tally.yes)}] if tally.yes else []
    if tally.maybe:
        counted.append(_("%(n)d if need be (%(names)s)") % {"n": len(tally.maybe), "names": listed(tally.maybe)})
    said = _("Everybody can: %(counts)s.") if tally.is_for_all else "%(counts)s."
    told = said % {"counts": ", ".join(counted)}
    return f"{told} {cannot(tally.no)}" if tally.no else told


def cannot(people: tuple[str, ...]) -> str:
    return ngettext("%(names)s cannot.", "%(names)s cannot.", len(people)) % {"names": listed(people)}


def away(people: tuple[str, ...]) -> str:
    told = ngettext("%(names)s is away then.", "%(names)s are away then.", len(people))
    return told % {"names": listed(people)}


def elsewhere(many: int) -> Iterator[str]:
    """Say how many sit in another group then, never who and where."""
    if many:
        yield ngettext("%(n)d has another meeting then.", "%(n)d have another meeting then.", many) % {"n": many}


def chance_in_words(chance: Chance) -> str:
    """Say whom a time should suit, as far as they told when they can meet."""
    return " ".join(hopes(chance))


def hopes(chance: Chance) -> Iterator[str]:
    told = len(chance.free) + len(chance.outside)
    if chance.free:
        yield _("Suits %(free)d of %(told)d by the weeks they gave.") % {"free": len(chance.free), "told": told}
    if chance.outside:
        yield _("Outside the times of %(names)s.") % {"names": listed(chance.outside)}
    if chance.odd:
        yield _("Early, late or at a weekend for %(names)s.") % {"names": listed(chance.odd)}
    if chance.away:
        yield away(chance.away)
    yield from elsewhere(chance.busy)


def local_hours(people: Iterable[tuple[str, str]], at: datetime, home: str) -> str:
    """Say what other clocks show: "2:30 pm for Arun (Kolkata)", with the day where it is another one.

    People are given by name and zone.
    """
    by_zone: dict[str, list[str]] = {}
    for name, zone in people:
        by_zone.setdefault(zone, []).append(name)
    here = at.astimezone(ZoneInfo(home))
    told = []
    for zone, group in sorted(by_zone.items()):
        local = at.astimezone(ZoneInfo(zone))
        if local.utcoffset() != here.utcoffset():
            hour = clock(local) if local.date() == here.date() else f"{day(local.date(), here.date())}, {clock(local)}"
            told.append(
                _("%(hour)s for %(names)s (%(place)s)") % {"hour": hour, "names": listed(group), "place": place(zone)}
            )
    return "; ".join(told)
