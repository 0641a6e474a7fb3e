"""What is noted while somebody has the hot seat, and what becomes of it? All write, the presenter reads."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import member_of
from groups.words import LONGEST_ANSWER
from meetings.access import presenter_of
from meetings.forms.notes import form_for
from meetings.live import nudging
from meetings.models import HotSeat, Meeting, notes
from meetings.models.sittings import sitting_of
from meetings.models.versions import OutOfDate
from peergroups.kit.pages import number, page, posted

WAVED, LATELY = "waved", 20  # which stretches the writer waved through, in the session; the last of them


@member_of(HotSeat)
def note(request, seat):
    """Keep what I note for a hot seat while it is held; the saving while I type gets an empty answer."""
    sitting = sitting_of(seat.meeting)
    form = form_for(seat, request.user, sent(request, seat))
    if sitting is None or (sitting.ended_at and not form.is_bound):
        messages.warning(request, _("Notes are taken while the meeting is held."))
        return redirect(seat.meeting.get_live_url())
    if not form.is_valid() or not kept(request, sitting, form):
        return shown(request, form)
    if "X-Autosave" in request.headers:
        return HttpResponse(status=204)
    messages.success(request, _("Saved."))
    return redirect(f"{seat.meeting.get_live_url()}{'#notes' if {'take', 'wave'} & form.data.keys() else ''}")


def sent(request, seat):
    """Return what was sent, with the question that was taken; what its writer waves through is remembered till then."""
    data = posted(request)
    if data and "take" in data:
        data = data.copy()
        data["asks"] = nudging.taken(seat, data.get("asks", ""), number(data["take"]))
    stretch = nudging.stretch_of(seat) if data and "wave" in data else None
    if stretch:
        request.session[WAVED] = [*request.session.get(WAVED, [])[-LATELY:], stretch.pk]
    return data


@require_POST
@member_of(HotSeat)
def nudge(request, seat):
    """Offer beside the box what fits the step; nothing is kept, and nothing is in the way."""
    typed, is_mine = request.POST.get("asks", "")[-LONGEST_ANSWER:], seat.person_id == request.user.pk
    found = None if is_mine else nudging.nudge_for(seat, typed, request.session.get(WAVED, []))
    return render(request, "meetings/_nudge.html", {"nudge": found})


def kept(request, sitting, form):
    """Keep it, and say whether that was so; the form says why not."""
    try:
        notes.keep(sitting, form.seat, request.user, now=timezone.now(), **form.cleaned_data)
    except OutOfDate as news:
        form.stand_beside(news.written)
    except notes.TooLate:
        form.add_error(
            "note", _("The meeting is over, so notes are no longer taken. Your text stands here until you leave it.")
        )
    else:
        return True
    return False


def shown(request, form):
    answer = page(request, "meetings/note.html", {"meeting": form.seat.meeting, "form": form}, form=form)
    if form.other is not None:
        answer.status_code = HTTPStatus.CONFLICT
    return answer


@require_safe
@presenter_of(Meeting)
def read(request, meeting):
    """Show what the others noted for me, and what I noted myself."""
    sitting = sitting_of(meeting)
    is_over = bool(sitting and sitting.ended_at)
    given = {"meeting": meeting, "is_over": is_over, "notes": notes.notes_for(request.user, meeting)}
    return render(request, "meetings/notes.html", given)


@require_POST
@presenter_of(Meeting)
def keep(request, meeting):
    """Keep a note for good, instead of until its last day."""
    notes.settle(chosen(request, meeting), stays=True)
    messages.success(request, _("Kept until you delete it."))
    return redirect("meetings:notes", meeting.pk)


@require_POST
@presenter_of(Meeting)
def delete(request, meeting):
    notes.settle(chosen(request, meeting), stays=False)
    messages.success(request, _("Deleted."))
    return redirect("meetings:notes", meeting.pk)


def chosen(request, meeting):
    """Return the note that a button named, if it is for whoever asks."""
    mine = [one.pk for one in notes.notes_for(request.user, meeting)]
    return get_object_or_404(notes.Note, pk=number(request.POST.get("note", "")), pk__in=mine)
