"""What do other pages show of meetings? The next one of a group, and what needs doing for it."""

from django import template
from django.utils import timezone

from meetings.models import Meeting

register = template.Library()


@register.inclusion_tag("meetings/_next.html", takes_context=True)
def next_meeting(context, group):
    """Show when a group meets next; to its facilitator, how to plan the one after."""
    meeting = Meeting.objects.filter(group=group).upcoming(timezone.now()).select_related("group").first()
    place = context.get("place")
    return {"meeting": meeting, "group": group, "may_plan": bool(place and place.facilitates)}
