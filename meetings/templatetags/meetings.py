"""What do other pages show of meetings? The next one of a group, and what needs doing for it."""

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from groups.models import Words
from meetings.models import Cadence, SeatRequest
from meetings.reading import next_meetings
from meetings.rhythm import words

register = template.Library()


@register.inclusion_tag("meetings/_next.html", takes_context=True)
def next_meeting(context, group):
    """Show when a group meets next; to its facilitator, how to plan it where nothing is planned."""
    meeting = group.meetings.upcoming(timezone.now()).first()
    place = context.get("place")
    may_plan = bool(place and place.facilitates)
    return {"meeting": meeting, "group": group, "may_plan": may_plan, "polls": group.polls.open()}


@register.simple_tag
def rhythm(group):
    """Say by which rhythm a group meets; nothing while it has none."""
    cadence = Cadence.objects.filter(group=group).first()
    return words.rhythm(cadence.rule, group.zone) if cadence else ""


@register.inclusion_tag("meetings/_questions.html")
def open_questions(group):
    """Show what members ask their group for 48 hours, and how to ask."""
    return {"asked": list(SeatRequest.objects.asked_of_all(timezone.now()).filter(group=group)), "group": group}


@register.inclusion_tag("meetings/_wishes.html")
def seat_wishes(group):
    """Show who waits for a hot seat, with their question where whoever looks may read it."""
    wishes = list(SeatRequest.objects.waiting().filter(group=group).select_related("person"))
    readable = Words.objects.in_bulk([wish.words_id for wish in wishes])
    for wish in wishes:
        words = readable.get(wish.words_id)
        wish.question = words.answers.get("question", "") if words else ""
    return {"wishes": wishes, "group": group}


@register.inclusion_tag("meetings/_days.html")
def meeting_days(group):
    """Say on which days a group met lately, for those who have to choose a day."""
    met = group.meetings.held(timezone.now()).values_list("starts_at", flat=True)[:6]
    return {"days": [date_format(at.astimezone(group.clock), "j F Y") for at in met]}


@register.simple_tag
def with_next_meetings(groups):
    """Return groups, each with its `next_meeting`, or None: for a list of them, asked once."""
    groups = list(groups)
    coming = next_meetings(groups, timezone.now())
    for group in groups:
        group.next_meeting = coming.get(group.pk)
    return groups
