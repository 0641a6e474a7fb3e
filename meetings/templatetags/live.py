"""How does a page of the live room draw a clock, a part's name, and a button that acts at once?"""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from peergroups.kit import spoken
from peergroups.kit.templatetags.frame import icon

register = template.Library()
A_SECOND = 1000  # milliseconds


@register.simple_tag
def part_title(row):
    """Name a stretch: a hot seat by its person, and by the step it is in."""
    if row is None or not row.presenter:
        return row and row.item.called
    words = {"name": row.presenter.first_name, "step": _(row.step.title).lower() if row.step else ""}
    return (_("%(name)s’s hot seat: %(step)s") if row.step else _("%(name)s’s hot seat")) % words


@register.simple_tag
def part_in_short(row):
    """Name a stretch where many stand in a list."""
    if row.presenter and row.step:
        return _("%(name)s: %(step)s") % {"name": row.presenter.first_name, "step": _(row.step.title).lower()}
    return part_title(row)


@register.filter
def oclock(at):
    """Say a moment by the reader's clock, without its day: 8:19 pm"""
    return spoken.clock(timezone.localtime(at))


@register.simple_tag
def countdown(room):
    """Draw the time left as it stands; a script counts on by the server's clock."""
    seconds = round(room.left.total_seconds())
    ends = round(room.until.timestamp() * A_SECOND) if room.until else ""
    told = _("Paused at %(time)s") % {"time": minutes_and_seconds(seconds)} if room.sitting.is_paused else said(seconds)
    return format_html(
        '<p class="clock" id="clock" role="timer" data-until="{}" data-now="{}" data-length="{}" data-over="{}"'
        ' data-state="{}">{}</p>',
        ends,
        round(timezone.now().timestamp() * A_SECOND),
        round(room.current.stretch.length.total_seconds()),
        _("{n} min over"),
        "over" if seconds < 0 else "last" if seconds < 60 else "on",
        told,
    )


def said(seconds):
    """Say how much time is left, or by how many minutes it is over."""
    if seconds >= 0:
        return minutes_and_seconds(seconds)
    return _("{n} min over").replace("{n}", str(-seconds // 60))


@register.filter
def lasting(seconds):
    """Say a length of time: 2:05"""
    return minutes_and_seconds(seconds)


def minutes_and_seconds(seconds):
    return f"{max(0, seconds) // 60}:{max(0, seconds) % 60:02}"


@register.simple_tag(takes_context=True)
def tap(
    context, address, verb, which, label, drawn, *, slot="", key="", primary=False, pressed=None, bare=False, name="do"
):
    """Draw a button that acts at once; `bare` shows its icon alone, with the label for those who hear it.

    Of buttons with one `slot` one stands there at a time; whoever pressed it stays on the one that follows.
    """
    classes = "button" + (" primary" if primary else "") + (" quiet small" if bare else "")
    state = "" if pressed is None else format_html(' aria-pressed="{}"', "true" if pressed else "false")
    shortcut = format_html(' data-key="{}"', key) if key else ""
    words = format_html('<span class="visually-hidden">{}</span>' if bare else "<span>{}</span>", label)
    return format_html(
        '<form class="inline" method="post" action="{0}" hx-post="{0}" hx-target="#room" hx-swap="innerMorph">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{1}">'
        '<button class="{2}" id="tap-{9}" name="{3}" value="{4}"{5}{6}>{7} {8}</button></form>',
        address,
        context["csrf_token"],
        classes,
        name,
        f"{verb} {which}".strip(),
        shortcut,
        state,
        icon(drawn),
        words,
        slot or f"{verb or 'lead'}{which}",
    )
