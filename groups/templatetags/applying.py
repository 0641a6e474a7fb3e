"""How are an intake's facts shown on a page? Looked up by their key, and lengths of time in words."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.intake import applying

register = template.Library()


@register.simple_tag
def open_programmes():
    """Return the programmes that one may apply to just now, by name."""
    return applying.open_programmes(timezone.now())


@register.filter
def of(table, key):
    """Look a row up; nothing where there is none."""
    return table.get(key)


@register.filter
def hours_long(minutes):
    """Say how long a meeting is: two hours, one and a half hours, 100 minutes."""
    if minutes % 60 == 30:
        return _("%(n)d and a half hours") % {"n": minutes // 60}
    if minutes % 60:
        return _("%(n)d minutes") % {"n": minutes}
    return ngettext("%(n)d hour", "%(n)d hours", minutes // 60) % {"n": minutes // 60}
