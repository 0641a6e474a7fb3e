"""Who asks to read a room from outside? Its members and the programme's admins see that; only the asker reads."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups import glass as glasses
from groups.access import acquainted_with, admin_of, asker_of, runs_the_programme
from groups.forms.glass import DaysForm, GlassForm
from groups.models import Glass, Group
from peergroups.kit.pages import page


@require_safe
@acquainted_with(Group)
def glass(request, group):
    return show(request, group)


def show(request, group, ask_form=None, days_form=None):
    """Tell who asked, why, until when, and what was read; let admins do what is theirs to do."""
    now = timezone.now()
    told = list(group.glasses.select_related("asked_by", "confirmed_by", "ended_by").prefetch_related("pages"))
    standing = next((asked for asked in told if asked.is_standing(now)), None)
    context = {
        "group": group,
        "standing": standing,
        "is_open": standing and standing.is_open(now),
        "past": [asked for asked in told if asked != standing],
        "is_admin": runs_the_programme(request.place, group, request.user),
        "ask_form": ask_form or GlassForm(initial={"hours": 24}),
        "days_form": days_form or DaysForm(today=timezone.localdate(now, group.clock)),
    }
    return page(request, "groups/glass.html", context, form=ask_form or days_form)


@require_POST
@admin_of(Group)
def ask(request, group):
    form = GlassForm(request.POST)
    if not form.is_valid():
        return show(request, group, ask_form=form)
    try:
        glasses.ask(group, by=request.user, now=timezone.now(), **form.cleaned_data)
    except glasses.GlassStanding as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You asked. Every member sees that now, and why."))
    return redirect("groups:glass", group.slug)


@require_POST
@admin_of(Glass)
def confirm(request, glass):
    try:
        glasses.confirm(glass, by=request.user, now=timezone.now())
    except (glasses.OwnConfirmation, glasses.GlassOver) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You agreed. It is open now."))
    return redirect("groups:glass", glass.group.slug)


@require_POST
@admin_of(Glass)
def end(request, glass):
    now = timezone.now()
    was_open = glass.is_open(now)
    glasses.end(glass, by=request.user, now=now)
    ended, never = _("It has ended. Nothing more can be read."), _("It does not open. Nothing was read.")
    messages.success(request, ended if was_open else never)
    return redirect("groups:glass", glass.group.slug)


@require_POST
@asker_of(Glass)
def read(request, glass):
    """Open some days; each time this is asked for, the group sees one line more."""
    form = DaysForm(request.POST, today=timezone.localdate(timezone.now(), glass.group.clock))
    if not form.is_valid():
        return show(request, glass.group, days_form=form)
    try:
        said = glasses.read(glass, **form.cleaned_data, by=request.user, now=timezone.now())
    except glasses.GlassShut as refusal:
        messages.error(request, str(refusal))
        return redirect("groups:glass", glass.group.slug)
    return render(request, "groups/glass_read.html", {"glass": glass, "said": said} | form.cleaned_data)
