"""Who is next for a hot seat? The queue with its reasons, and what a member or the facilitator does about it."""

from contextlib import suppress

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import facilitator_of, member_of
from groups.models import Group
from meetings import rota, swapping, turns
from meetings.access import asked_to
from meetings.forms.turns import GiveForm, SwapForm
from meetings.models import Meeting, Swap
from peergroups.kit.pages import page


@require_safe
@member_of(Group)
def seats(request, group):
    """Show the queue, who had the seats lately, and those to come."""
    return shown(request, group)


def shown(request, group, *, give=None, swap=None):
    told = rota.read(group, request.place, now=timezone.now())
    forms = {"give": give or GiveForm(standings=told["free"][1:]), "swap": swap or SwapForm(standings=told["takers"])}
    return page(request, "meetings/seats.html", told | forms | {"place": request.place}, form=give or swap)


@require_POST
@facilitator_of(Meeting)
def assign_next(request, meeting):
    try:
        person = turns.assign_next(meeting, now=timezone.now())
    except turns.NobodyIsNext:
        messages.warning(request, _("Nobody was given a seat: none is free any more, or all are out of this meeting."))
    else:
        messages.success(request, _("%(name)s has the hot seat. Your group sees it.") % {"name": person.first_name})
    return redirect("meetings:seats", meeting.group.slug)


@require_POST
@facilitator_of(Meeting)
def let_go_first(request, meeting):
    """Give the free seat to somebody who is not next; who stood back comes first from then on."""
    now = timezone.now()
    form = GiveForm(request.POST, standings=turns.able(turns.queue(meeting.group, meeting, now))[1:])
    if not form.is_valid():
        return shown(request, meeting.group, give=form)
    try:
        turns.let_go_first(meeting, form.chosen, by=request.user, why=form.cleaned_data["why"], now=now)
    except turns.NobodyIsNext:
        messages.warning(request, _("No hot seat of this meeting is free any more."))
    else:
        messages.success(request, _("%(name)s goes first. The queue keeps who stood back.") % {"name": form.chosen})
    return redirect("meetings:seats", meeting.group.slug)


@require_POST
@member_of(Meeting)
def pass_on(request, meeting):
    """Want no hot seat in this meeting, or want one after all; not once it has begun."""
    now = timezone.now()
    if not request.place.is_peer or not meeting.is_open(now):
        return redirect("meetings:seats", meeting.group.slug)
    if "back" in request.POST:
        meeting.passes.filter(person=request.user).delete()
        messages.success(request, _("You are in the queue for this meeting again."))
    else:
        with suppress(turns.NobodyIsNext):  # it began just now
            turns.pass_on(meeting, request.user, now=now)
            messages.success(request, _("You passed for this meeting. For the next one you are asked again."))
    return redirect("meetings:seats", meeting.group.slug)


@require_POST
@member_of(Meeting)
def swap(request, meeting):
    """Ask somebody to take my hot seat, and give me theirs if they have one."""
    now = timezone.now()
    mine = meeting.hot_seats.filter(person=request.user, item__isnull=False).first()
    form = SwapForm(request.POST, standings=swapping.can_take(meeting, now))
    if mine and meeting.is_open(now):
        if not form.is_valid():
            return shown(request, meeting.group, swap=form)
        ask(request, mine, form.chosen, now)
    return redirect("meetings:seats", meeting.group.slug)


def ask(request, seat, other, now):
    try:
        swapping.ask(seat, other, now=now)
    except swapping.CannotSwap:
        messages.warning(request, _("Nobody was asked: %(name)s cannot take it any more.") % {"name": other})
    else:
        messages.success(request, _("Asked. Nothing changes before %(name)s agrees.") % {"name": other})


@require_POST
@asked_to(Swap)
def agree(request, swap):
    try:
        swapping.agree(swap, now=timezone.now())
    except swapping.CannotSwap:
        messages.warning(request, _("It is too late for that: the seat has changed hands, or you cannot take it."))
    else:
        messages.success(request, _("You changed places. Your group sees it."))
    return redirect("meetings:seats", swap.group.slug)


@require_POST
@member_of(Swap)
def close_swap(request, swap):
    """Take it back, or leave it: open to the two whom it is about."""
    swapping.close(swap, now=timezone.now())
    messages.success(request, _("Everything stays as it is."))
    return redirect("meetings:seats", swap.group.slug)
