"""How does a page say until when something is kept? In one line, where it is written."""

from django import template
from django.utils import timezone

from groups.retention import last_day

register = template.Library()


@register.inclusion_tag("groups/_kept.html")
def kept(kind):
    """Say until when words of this kind are kept that are written now."""
    return {"last_day": last_day(kind, timezone.now())}
