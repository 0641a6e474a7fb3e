"""How is a rhythm said, and what there is to know of its dates? In sentences, with whose clock it is."""

from datetime import date, datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.countries import names as countries
from meetings.cadence import Rule
from meetings.rhythm.foresight import Remark
from peergroups.kit import spoken
from peergroups.kit.wallclock import local

ICONS = {"holiday": "calendar-x", "odd": "moon", "other_day": "calendar-days"}


def rhythm(rule: Rule, zone: str) -> str:
    """Third Thursday of each month, 9:00 am (London)"""
    weekday = spoken.weekday(rule.anchor)
    told = {"days": every(rule.every, weekday) if rule.every else nth(rule.nth, weekday)}
    told |= {"time": spoken.clock(datetime.combine(rule.first_on, rule.at)), "place": spoken.place(zone)}
    return _("%(days)s, %(time)s (%(place)s)") % told


def nth(number: int | None, weekday: str) -> str:
    """Third Thursday of each month"""
    sentences = {
        1: _("First %(weekday)s of each month"),
        2: _("Second %(weekday)s of each month"),
        3: _("Third %(weekday)s of each month"),
        4: _("Fourth %(weekday)s of each month"),
    }
    return sentences.get(number or 0, _("Last %(weekday)s of each month")) % {"weekday": weekday}


def every(weeks: int, weekday: str) -> str:
    """Thursday every four weeks"""
    told = {"weekday": weekday, "weeks": weeks}
    return ngettext("%(weekday)s every week", "%(weekday)s every %(weeks)d weeks", weeks) % told


def remark(known: Remark, zone: str, asked: time | None = None) -> dict[str, str]:
    """Say one thing there is to know of a date, with the drawing that goes before it."""
    return {"icon": ICONS.get(known.kind, "clock"), "text": sentence(known, zone, asked)}


def sentence(known: Remark, zone: str, asked: time | None) -> str:
    told = {
        "names": spoken.listed(peer.name for peer in known.peers),
        "places": spoken.listed(spoken.place(each) for each in known.zones),
        "time": own_clock(known, zone),
        "called": known.called,
        "country": countries().get(known.country, known.country),
    }
    match known.kind:
        case "skipped":
            told["asked"] = spoken.clock(datetime.combine(date.min, asked or time()))
            return _("Clocks skip %(asked)s that night: it begins at %(time)s.") % told
        case "clocks":
            return _("Clocks change that night in %(places)s.") % told
        case "shifted":
            return _("From here on %(time)s (%(places)s) for %(names)s: clocks there change on another day.") % told
        case "holiday":
            return _("%(called)s, a public holiday in %(country)s: %(names)s.") % told
        case _other:
            return _("%(time)s (%(places)s) for %(names)s.") % told


def own_clock(known: Remark, zone: str) -> str:
    """Say the hour in the zone a remark is about; in the course of a year it may be another one."""
    told = list(dict.fromkeys(own_hour(moment, known.zones[0], zone) for moment in known.moments))
    return _(" or ").join(told)


def own_hour(moment: datetime, there: str, here: str) -> str:
    """Say an hour, and its day where that is another one than the group's."""
    own = local(moment, there)
    if own.date() == local(moment, here).date():
        return spoken.clock(own)
    return _("%(weekday)s, %(time)s") % {"weekday": spoken.weekday(own.date()), "time": spoken.clock(own)}
