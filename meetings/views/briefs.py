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
from meetings.forms.seats import BriefForm
from meetings.models import Meeting
from meetings.models.hot_seats import brief_of, draft, lines_of
from meetings.reading import seats_in_order
from peergroups.kit.pages import page, posted


def own_seat(request, meeting):
    """Return the hot seat of whoever asks; who has none may not write a brief."""
    mine = meeting.hot_seats.filter(person=request.user, item__isnull=False)
    seat = mine.select_related("item", "coach").first()
    if seat is None:
        raise PermissionDenied
    seat.meeting, seat.person = meeting, request.user
    return seat


def begun(seat, written):
    """Return what the form starts with: what was written, or else the lines in which the seat was asked for."""
    if written:
        return written.words.answers
    lines = lines_of(seat)
    return {name: lines[line] for name, line in BriefForm.LINES.items() if lines.get(line)}


@member_of(Meeting)
def brief(request, meeting):
    """Show my brief as a form, and keep each draft of it; the saving while I type gets an empty answer."""
    seat = own_seat(request, meeting)
    written = brief_of(seat)
    initial = begun(seat, written)
    given = {"sharing": request.method != "POST", "asks": not (written and written.shared_at)}
    form = BriefForm(posted(request), seat=seat, initial=initial, **given)
    if form.is_valid():
        keep(seat, form)
        if "X-Autosave" in request.headers:
            return HttpResponse(status=204)
        messages.success(request, _("Saved."))
        return redirect("meetings:brief", meeting.pk)
    return page(request, "meetings/brief.html", context(seat, written, form), form=form)


def keep(seat, form):
    """Keep what is written, and the kind of help wanted, which may change until the meeting begins."""
    now = timezone.now()
    if seat.meeting.is_open(now):
        seat.want(form.cleaned_data["help"])
    return draft(seat, now=now, **form.answers())


def context(seat, written, form):
    return {"meeting": seat.meeting, "seat": seat, "brief": written, "form": form}


@require_POST
@member_of(Meeting)
def share(request, meeting):
    """Save the brief as typed and show it to whom its author chose."""
    seat = own_seat(request, meeting)
    written = brief_of(seat)
    form = BriefForm(request.POST, seat=seat, sharing=True, initial=begun(seat, written))
    if not form.is_valid():
        return page(request, "meetings/brief.html", context(seat, written, form), form=form)
    audience, reader = form.cleaned_data["audience"], form.cleaned_data["reader"]
    keep(seat, form).share(audience, reader, now=timezone.now())
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
    answers = [(label, said.get(name)) for name, label in BriefForm.ALL.items()] if said else []
    shown = {"meeting": meeting, "seat": taken, "brief": written, "answers": answers, "gone": said == {}}
    shown["prepares"] = request.place.facilitates or request.user.pk in (taken.person_id, taken.coach_id)
    return render(request, "meetings/seat.html", shown)
