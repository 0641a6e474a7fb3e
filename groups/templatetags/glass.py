"""What does every page of a room say to its members while an admin asks to read it, or may?"""

import json
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("groups/_glass_notice.html")
def glass_notice(place):
    """Say who asks to read this room, or may read it now, why, and until when."""
    told = json.loads(place.outside)
    moments = {name: datetime.fromisoformat(told[name]) for name in ("opens_at", "closes_at")}
    told["name"] = told["name"] or _("Someone")
    return {**told, **moments, "group": place.group, "is_open": moments["opens_at"] <= timezone.now()}
