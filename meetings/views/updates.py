"""How has each been since the last meeting? Written by oneself, read by the group before it meets."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import member_of
from meetings import parking, sharing
from meetings.access import arranger_of
from meetings.models import Meeting
from meetings.models.updates import keep, update_of
from meetings.models.versions import OutOfDate
from meetings.reading import agenda_of, people_expected
from meetings.updates.forms import UpdateForm, merged
from meetings.updates.reading import readiness_of, updates_for
from peergroups.kit.pages import page, posted


@member_of(Meeting)
def update(request, meeting):
    """Show my update as a form, and keep each draft of it; the saving while I type gets an empty answer."""
    form, written = asked(request, meeting)
    if not form.is_valid():
        return shown(request, meeting, written, form)
    try:
        keep(meeting, request.user, now=timezone.now(), **form.kept())
    except OutOfDate as news:
        return both_texts(request, meeting, news.written, form)
    if "X-Autosave" in request.headers:
        return HttpResponse(status=204)
    messages.success(request, _("Saved."))
    return redirect("meetings:update", meeting.pk)


@require_POST
@member_of(Meeting)
def share_update(request, meeting):
    """Save the update as typed and show it to whom its author chose."""
    form, written = asked(request, meeting, sharing=True)
    if not form.is_valid():
        return shown(request, meeting, written, form)
    audience, reader = form.readers_chosen()
    try:
        keep(meeting, request.user, now=timezone.now(), **form.kept()).share(audience, reader, now=timezone.now())
    except OutOfDate as news:
        return both_texts(request, meeting, news.written, form)
    said = _("Shared. %(name)s can read it now.") if reader else _("Shared. Your group can read it now.")
    messages.success(request, said % {"name": reader})
    return redirect("meetings:updates", meeting.pk)


@require_POST
@member_of(Meeting)
def take_back_update(request, meeting):
    if written := update_of(meeting, request.user):
        written.take_back(now=timezone.now())
        messages.success(request, _("Taken back. Only you can read it now."))
    return redirect("meetings:update", meeting.pk)


@require_POST
@member_of(Meeting)
def park_line(request, meeting):
    """Put one line of my shared update into the parking lot."""
    written = update_of(meeting, request.user)
    said = written.words.answers.get(request.POST.get("line")) if written and written.shared_at else None
    if said:
        parking.park_line(meeting.group, request.user, said, now=timezone.now())
        messages.success(request, _("Parked. It waits for a hot seat until you close it."))
    else:
        messages.warning(request, _("This line is not in your shared update any more, so nothing was parked."))
    return redirect("meetings:updates", meeting.pk)


def asked(request, meeting, *, sharing=False):
    """Return the form, with what is written or what was posted; asked for both texts, it holds both."""
    written = update_of(meeting, request.user)
    data = posted(request)
    sharing = sharing or data is None  # a page just opened says which line is needed for it
    if data and "both" in data and written:
        data = merged(data, written.words.answers)
    form = UpdateForm(data, meeting=meeting, person=request.user, written=written, sharing=sharing)
    return form, written


def shown(request, meeting, written, form, **more):
    return page(
        request, "meetings/update.html", {"meeting": meeting, "update": written, "form": form} | more, form=form
    )


def both_texts(request, meeting, written, form):
    """Show what was typed beside what another page saved meanwhile; whoever types by script reads it at the button."""
    if "X-Autosave" in request.headers:
        return HttpResponse(status=HTTPStatus.CONFLICT)
    form.stand_beside(written)
    answer = shown(request, meeting, written, form, conflict=True)
    answer.status_code = HTTPStatus.CONFLICT
    return answer


@require_safe
@member_of(Meeting)
def updates(request, meeting):
    """Show what members shared for a meeting, with its agenda: what one reads before one meets."""
    is_open, items = meeting.is_open(timezone.now()), agenda_of(meeting)
    names = {place.person_id: place.person.first_name for place in people_expected(meeting)}
    changes = sharing.told(meeting, items, names) if is_open else []
    given = {"meeting": meeting, "items": items, "is_open": is_open, "changes": changes}
    return render(request, "meetings/updates.html", given | updates_for(meeting, request.user))


@require_safe
@arranger_of(Meeting)
def readiness(request, meeting):
    """Show who is prepared, by what the whole group could read; a draft looks like nothing at all."""
    return render(request, "meetings/readiness.html", {"meeting": meeting, "people": readiness_of(meeting)})
