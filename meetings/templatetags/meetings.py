"""What do other pages show of meetings? The next one of a group, and what needs doing for it."""

from django import template
from django.utils import timezone

register = template.Library()


@register.inclusion_tag("meetings/_next.html", takes_context=True)
def next_meeting(context, group):
    """Show when a group meets next; to its facilitator, how to plan it where nothing is planned."""
    meeting = group.meetings.upcoming(timezone.now()).first()
    place = context.get("place")
    return {"meeting": meeting, "group": group, "may_plan": bool(place and place.facilitates)}
