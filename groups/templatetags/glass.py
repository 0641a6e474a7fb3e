"""What does every page of a room say while an admin asks to read it, or may?"""

from django import template
from django.utils import timezone

register = template.Library()


@register.inclusion_tag("groups/_glass_notice.html", takes_context=True)
def glass_notice(context, group):
    """Say who asks to read this room, or may read it now, and until when."""
    now = timezone.now()
    standing = group.glasses.standing(now).select_related("asked_by").first()
    return {"standing": standing, "is_open": standing and standing.is_open(now), "group": group}
