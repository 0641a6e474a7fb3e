"""Who asks for a hot seat, and where does the wish go? Written in four lines; its author sends it on its way."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import member_of
from groups.models import Group, Words
from meetings import requesting
from meetings.access import asker_of
from meetings.forms.seats import RouteForm, SeatRequestForm
from meetings.models import SeatRequest
from peergroups.kit.pages import page, posted


@member_of(Group)
def ask(request, group):
    """Take the four lines down, and lead to where they could go."""
    now = timezone.now()
    form = SeatRequestForm(posted(request), group=group, person=request.user, now=now)
    if form.is_valid():
        made = requesting.begin(group, request.user, now=now, **form.cleaned_data)
        return redirect(made)
    mine = SeatRequest.objects.visible_to(request.user).filter(group=group, person=request.user, closed_at=None)
    return page(request, "meetings/ask_seat.html", {"group": group, "form": form, "mine": mine}, form=form)


@require_safe
@member_of(SeatRequest)
def detail(request, seatrequest):
    """Show a request to those who may know of it: one that is not sent yet to its author alone."""
    if seatrequest.asked_at is None and seatrequest.person_id != request.user.pk:
        raise Http404
    return render(request, "meetings/request.html", context(request, seatrequest))


def context(request, wish):
    """Gather its lines as far as whoever asks may read them, where it stands, and where it could go."""
    now = timezone.now()
    words = Words.objects.visible_to(request.user).filter(pk=wish.words_id).first()
    labels = {line: SeatRequestForm.base_fields[line].label for line in requesting.LINES}
    return {
        "wish": wish,
        "group": wish.group,
        "is_mine": wish.person_id == request.user.pk,
        "words": words,
        "lines": [(labels[line], words.answers.get(line)) for line in labels] if words else [],
        "proposal": requesting.proposal(wish, now),
        "is_over": wish.is_over(now),
        "seat": wish.seat_given,
    }


@asker_of(SeatRequest)
def change(request, seatrequest):
    """Say it anew; where it waits for a seat it goes on waiting."""
    wish, now = seatrequest, timezone.now()
    as_it_stands = wish.words.answers | {"help": wish.help, "needed_by": wish.needed_by}
    as_it_stands["settles"] = "fact" if wish.is_factual else "thinking"
    given = {"group": wish.group, "person": request.user, "now": now, "words": wish.words, "initial": as_it_stands}
    form = SeatRequestForm(posted(request), **given)
    if form.is_valid():
        requesting.change(wish, now=now, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(wish)
    return page(request, "meetings/change_request.html", {"wish": wish, "group": wish.group, "form": form}, form=form)


@require_POST
@asker_of(SeatRequest)
def send(request, seatrequest):
    """Send it the way its author chose, proposed or not."""
    form = RouteForm(request.POST, wish=seatrequest)
    if not form.is_valid():
        return page(request, "meetings/request.html", context(request, seatrequest) | {"form": form}, form=form)
    route = form.cleaned_data["route"]
    requesting.send(seatrequest, route, now=timezone.now())
    if route == SeatRequest.Route.ASK:
        messages.success(request, _("Asked. Your group reads it for 48 hours on its page."))
    else:
        messages.success(request, _("Asked. Your facilitator sees it when the hot seats are given."))
    return redirect(seatrequest)


@require_POST
@asker_of(SeatRequest)
def close(request, seatrequest):
    seatrequest.close(now=timezone.now())
    messages.success(request, _("Closed. Nobody is asked any more."))
    return redirect(seatrequest)
