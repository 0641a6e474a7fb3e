"""How does a page show a time? In words a machine can read too; in a text mail, in words alone."""

from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext

from peergroups.kit import spoken

register = template.Library()


def marked(context, words, machine):
    """Wrap the words for a browser; where nothing is escaped, as in a text mail, leave them bare."""
    return format_html('<time datetime="{}">{}</time>', machine, words) if context.autoescape else words


def reader(context, zone):
    """Return the zone asked for, or the reader's own, and the present moment."""
    return zone or timezone.get_current_timezone_name(), context.get("now") or timezone.now()


@register.simple_tag(takes_context=True)
def moment(context, at, zone=""):
    """Thursday 26 November, 9:00 am (London)"""
    zone, now = reader(context, zone)
    return marked(context, spoken.moment(at, zone, now), at.astimezone(ZoneInfo(zone)).isoformat())


@register.simple_tag(takes_context=True)
def time_range(context, start, minutes, zone=""):
    """Thursday 26 November, 9:00 to 10:30 am (London)"""
    zone, now = reader(context, zone)
    return marked(context, spoken.time_range(start, minutes, zone, now), start.astimezone(ZoneInfo(zone)).isoformat())


@register.simple_tag(takes_context=True)
def hours(context, start, minutes, zone=""):
    """9:00 to 10:30 am (London), where the day stands above."""
    zone, _now = reader(context, zone)
    return marked(context, spoken.hours(start, minutes, zone), start.astimezone(ZoneInfo(zone)).isoformat())


@register.simple_tag(takes_context=True)
def day(context, on, zone=""):
    """Thursday 26 November; of a moment, its day in the zone."""
    zone, now = reader(context, zone)
    here = ZoneInfo(zone)
    on = on.astimezone(here).date() if hasattr(on, "astimezone") else on
    return marked(context, spoken.day(on, now.astimezone(here).date()), on.isoformat())


@register.simple_tag(takes_context=True)
def by(context, on):
    """By Thursday 26 November"""
    return format_html(gettext("By {day}"), day=day(context, on))


@register.filter
def minutes(number):
    """12 min"""
    return spoken.minutes(number)


@register.filter
def place(zone):
    """London, for Europe/London."""
    return spoken.place(zone)
