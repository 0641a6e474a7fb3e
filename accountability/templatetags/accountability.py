"""How do other pages show commitments? A meeting page its carried ones, a row what may still be done."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from accountability import asking, care, closing, looking_back, months, reading, reading_back
from accountability.models import FollowUp
from meetings.agenda import missing_for_review
from peergroups.kit.spoken import full_hours, place

register = template.Library()


@register.inclusion_tag("accountability/_commitments.html", takes_context=True)
def carried_commitments(context, meeting, places):
    """Show what the group asks about first at this meeting, by person; of one that is over, what was said there.

    Nobody is asked who is on a sabbatical then.
    """
    over = meeting.ends_at <= timezone.now()
    members = [place.person for place in places if not place.away_until]
    people = reading.said_at(meeting, members) if over else reading.carried_into(meeting, members)
    return {"people": reading.told(people), "over": over, "user": context["user"]}


@register.simple_tag(takes_context=True)
def groups_to_call(context, rooms):
    """Return the groups in which whoever facilitates them might call somebody else."""
    kept, me = [room.place.group_id for room in rooms if room.keeps], context["user"].pk
    return {sign.place.group_id for sign in care.signs(kept, timezone.now()) if sign.place.person_id != me}


@register.simple_tag
def how(held):
    """Say how somebody wants to be asked by mail, in whosever name."""
    told = {
        "tone": {"gentle": _("gently"), "direct": _("directly")}[held.tone],
        "day": _("the day before") if held.day_before else _("on the day itself"),
        "hour": dict(full_hours())[held.hour],
        "place": place(held.place.person.time_zone),
    }
    return _("Our mails ask %(tone)s and in your name, %(day)s at %(hour)s (%(place)s).") % told


@register.filter
def how_known(answers):
    """Say how it will be known that a commitment was kept; of a test, what would show that its belief holds."""
    sentence = _("What would show it: %s") if answers.get("belief") else _("How we will know: %s")
    return sentence % answers["how_known"]


@register.filter
def changeable(commitment):
    """Say whether its day and words may still change."""
    return commitment.is_changeable(timezone.now())


@register.simple_tag
def outcomes():
    """The four words on how it went, each with its value."""
    return FollowUp.Outcome.choices


@register.filter
def outcome_icon(outcome):
    """Name the drawing beside an outcome's word."""
    return {"done": "circle-check", "partly": "circle-dashed", "not_yet": "circle", "changed": "repeat"}[outcome]


@register.inclusion_tag("accountability/_now.html")
def commitments_now(room):
    """Show in the room what its present part asks for: who was not asked yet, or has not said what they will do."""
    kind, sitting = room.current.item.kind if room.current else "", room.sitting
    sitting.meeting = room.meeting
    silent = closing.not_yet_said(sitting) if kind in closing.PARTS else []
    skipped = asking.skipped(sitting) if kind == "review" else []
    said = closing.what_was_said(sitting, room.me) if kind in closing.PARTS else ""
    told = {
        "silent": silent,
        "said": said,
        "asks_me": room.me in silent,
        "skipped": skipped,
        "skips_me": room.me in skipped,
    }
    return {"room": room, "meeting": room.meeting, "kind": kind} | told


@register.simple_tag
def closed_seats(room):
    """Say by hot seat how those of a meeting have closed, once it has begun; no word of what was said."""
    return reading_back.closed_in(room.meeting) if room.sitting else {}


@register.filter
def of_seat(closed, item):
    """Say how the hot seat of a part has closed; empty where it has not, or is none."""
    return closed.get(item.seat.pk, "") if closed and item.is_hot_seat and item.holder else ""


@register.filter
def went_word(went):
    """Say in a word how it went after a hot seat."""
    return _(months.ANSWERS[went]) if went in months.ANSWERS else ""


@register.filter
def after_months(number):
    """Say how long after the hot seat it was said."""
    return looking_back.after(number)


@register.filter
def goes_on(went):
    """Say whether the matter is still open."""
    return went in months.STILL_OPEN


@register.filter
def got_word(got):
    """Say in a word whether a presenter got what they needed."""
    return reading_back.GOT.get(got, "")


@register.inclusion_tag("accountability/_time_for_review.html")
def time_for_review(meeting):
    """Say whether the agenda has two minutes for each commitment that is open; nothing where it does."""
    commitments = reading.to_review(meeting).count()
    return {"commitments": commitments, "missing": missing_for_review(meeting.parts(), commitments)}
