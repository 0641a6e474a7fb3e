"""Who was there? Noted by the facilitator once a meeting has begun, and read by nobody else."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.access import facilitator_of
from meetings import presence
from meetings.forms.presences import PresenceForm
from meetings.models import Meeting
from peergroups.kit.pages import page, posted


@facilitator_of(Meeting)
def note(request, meeting):
    """Ask how each was, as they had said beforehand, and say with whom to talk."""
    now = timezone.now()
    if meeting.is_open(now) or meeting.cancelled_at:
        messages.warning(request, _("Who was there is noted once the meeting has begun."))
        return redirect(meeting)
    form = PresenceForm(posted(request), places=presence.expected(meeting))
    if form.is_valid():
        presence.note(meeting, form.was(), now=now)
        messages.success(request, _("Noted. Each member sees their own, and nobody else’s."))
        return redirect("meetings:presence", meeting.pk)
    told = {"meeting": meeting, "form": form, "flags": presence.flags(meeting.group, now)}
    return page(request, "meetings/presence.html", told, form=form)
