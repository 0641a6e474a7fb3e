"""How is the queue for hot seats told? Why somebody is where they are, in words that any member can read."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import ParkedTopic
from meetings.rotation import Ground, Out, Rung, Turn, ground
from meetings.turns import Standing, able
from peergroups.kit import spoken

A_WEEK, A_MONTH = 7, 30.4
IN_WEEKS, IN_MONTHS = 14, 61  # from so many days on


def ago(on: date, today: date) -> str:
    """Say how long ago a day was, as one would: 5 days, 6 weeks, 4 months."""
    days = (today - on).days
    if days < 1:
        return _("today")
    if days < IN_WEEKS:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    if days < IN_MONTHS:
        return ngettext("%(n)d week ago", "%(n)d weeks ago", days // A_WEEK) % {"n": days // A_WEEK}
    months = round(days / A_MONTH)
    return ngettext("%(n)d month ago", "%(n)d months ago", months) % {"n": months}


def last_seat(turn: Turn, today: date) -> str:
    peer = turn.peer
    if peer.last_seat is None:
        return _("no hot seat yet, joined %(ago)s") % {"ago": ago(peer.joined_on, today)}
    if peer.last_seat >= today:
        return _("hot seat on %(day)s") % {"day": spoken.day(peer.last_seat, today)}
    return _("last seat %(ago)s") % {"ago": ago(peer.last_seat, today)}


def why(turn: Turn, today: date) -> str:
    """Say what a place in the queue rests on, the weightiest first."""
    back, waits, missed, passed = turn.stood_back, turn.waits, turn.missed, turn.passed
    said = [
        last_seat(turn, today),
        turn.seats and _("%(n)d in twelve months") % {"n": turn.seats},
        back and ngettext("stood back once", "stood back %(n)d times", back) % {"n": back},
        turn.peer.asked_on and _("asked for one"),
        waits and ngettext("at %(n)d meeting since", "at %(n)d meetings since", waits) % {"n": waits},
        missed and ngettext("away once", "away %(n)d times", missed) % {"n": missed},
        passed and ngettext("passed once", "passed %(n)d times", passed) % {"n": passed},
    ]
    return ", ".join(str(part) for part in said if part)


def short(turn: Turn, today: date) -> str:
    """Say the same in a breath, for a choice in a list."""
    seat = last_seat(turn, today) if turn.peer.last_seat else _("no hot seat yet")
    said = [seat, turn.stood_back and _("stood back"), turn.peer.asked_on and _("asked for one")]
    return ", ".join(str(part) for part in said if part)


def out(standing: Standing, today: date) -> str:
    """Say why somebody is out of this meeting; their turn stays theirs."""
    place = standing.place
    words = {
        Out.SEATED: _("has a hot seat in this meeting"),
        Out.PASSED: _("passed for this meeting"),
        Out.CANT: _("cannot come to this meeting"),
        Out.AWAY: _("on a sabbatical"),
        Out.LEAVES: _("leaves before"),
    }
    if standing.out is Out.AWAY and place.returns_at:
        return _("on a sabbatical until %(day)s") % {"day": spoken.day(place.returns_at.date(), today)}
    return words[standing.out] if standing.out else ""


GROUNDS = {
    Ground.FEWEST: gettext_lazy("%(name)s is next: with the fewest hot seats in twelve months of all who can come."),
    Ground.STOOD_BACK: gettext_lazy(
        "%(name)s is next: having stood back for somebody, the first of those who had as few hot seats."
    ),
    Ground.ASKED: gettext_lazy("%(name)s is next: having asked for one, the first of those who had as few hot seats."),
    Ground.WAITED: gettext_lazy("%(name)s is next: with the longest wait of those who had as few hot seats."),
    Ground.EARLIER: gettext_lazy("%(name)s is next: by the draw, since nobody has waited longer."),
}


def why_next(standings: list[Standing]) -> str:
    """Say in a sentence what puts the first of those who could have a seat before the second."""
    free = able(standings)
    if not free:
        return _("Nobody can have a hot seat in this meeting: all passed, cannot come or have one.")
    name = {"name": free[0].person.first_name}
    if len(free) == 1:
        return _("%(name)s is the only one who can have it.") % name
    return GROUNDS[ground(free[0].turn, free[1].turn)] % name


def rung(step: Rung, turn: Turn | None, names: dict[int, str], parked: list[ParkedTopic], today: date) -> str:
    """Say one way to fill an empty hot seat."""
    if step is Rung.READY and turn:
        told = {"name": names[turn.peer.person], "why": short(turn, today)}
        return _("%(name)s is next in turn with a topic: %(why)s.") % told
    if step is Rung.PARKED:
        told = {"topic": parked[0].words.answers["topic"], "name": parked[0].person.name}
        return _("What weighs most in the parking lot: “%(topic)s”, parked by %(name)s.") % told
    return _("A lightning round: everybody brings one question, a few minutes each.")
