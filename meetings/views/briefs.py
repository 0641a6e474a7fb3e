"""What does the person in the hot seat bring? Written by them, read by the group once they share it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import member_of
from groups.models import Words
from meetings.forms import BriefForm
from meetings.models import Meeting
from meetings.models.hot_seats import brief_of, draft
from meetings.reading import seats_in_order
from peergroups.kit.pages import page, posted


def own_seat(request, meeting):
    """Return the hot seat of whoever asks; who has none may not write a brief."""
    seat = meeting.hot_seats.filter(person=request.user, item__isnull=False).first()
    if seat is None:
        raise PermissionDenied
    seat.meeting, seat.person = meeting, request.user
    return seat


@member_of(Meeting)
def brief(request, meeting):
    """Show my brief as a form, and keep each draft of it; the saving while I type gets an empty answer."""
    seat = own_seat(request, meeting)
    written = brief_of(seat)
    initial = written.words.answers if written else None
    given = {"sharing": request.method != "POST", "asks": not (written and written.shared_at)}
    form = BriefForm(posted(request), seat=seat, initial=initial, **given)
    if form.is_valid():
        draft(seat, now=timezone.now(), **form.answers())
        if "X-Autosave" in request.headers:
            return HttpResponse(status=204)
        messages.success(request, _("Saved."))
        return redirect("meetings:brief", meeting.pk)
    return page(request, "meetings/brief.html", context(meeting, written, form), form=form)


def context(meeting, written, form):
    return {"meeting": meeting, "brief": written, "form": form}


@require_POST
@member_of(Meeting)
def share(request, meeting):
    """Save the brief as typed and show it to whom its author chose."""
    seat = own_seat(request, meeting)
    form = BriefForm(request.POST, seat=seat, sharing=True)
    if not form.is_valid():
        return page(request, "meetings/brief.html", context(meeting, brief_of(seat), form), form=form)
    audience, reader = form.cleaned_data["audience"], form.cleaned_data["reader"]
    draft(seat, now=timezone.now(), **form.answers()).share(audience, reader, now=timezone.now())
    if reader:
        messages.success(request, _("Shared. %(name)s can read it now.") % {"name": reader})
    else:
        messages.success(request, _("Shared. Your group can read it now."))
    return redirect(meeting)


@require_POST
@member_of(Meeting)
def take_back(request, meeting):
    written = brief_of(own_seat(request, meeting))
    if written:
        written.take_back(now=timezone.now())
        messages.success(request, _("Taken back. Only you can read it now."))
    return redirect("meetings:brief", meeting.pk)


@require_safe
@member_of(Meeting)
def seat(request, meeting, n):
    """Show the brief of the n-th hot seat to the group, once it is shared."""
    seats = seats_in_order(meeting)
    if not 1 <= n <= len(seats):
        raise Http404
    taken = seats[n - 1]
    written = brief_of(taken)
    said = written.words.answers if written and written.words.audience != Words.Audience.ME else None
    answers = [(label, said.get(name)) for name, label in BriefForm.QUESTIONS.items()] if said else []
    shown = {"meeting": meeting, "seat": taken, "brief": written, "answers": answers, "gone": said == {}}
    return render(request, "meetings/seat.html", shown)
