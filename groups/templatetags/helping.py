"""What does every page say to whoever let somebody look?"""

from django import template
from django.utils import timezone

register = template.Library()


@register.inclusion_tag("groups/_help_notice.html")
def help_notice(person):
    """Say until when somebody may look; nothing once that is over."""
    return {"until": person.helped_until if person.helped_until > timezone.now() else None}
