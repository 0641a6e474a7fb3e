"""What do I need? Noted on my own phone while needs and leads go round; one tap asks my group for 48 hours."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.access import member_of
from meetings import requesting
from meetings.forms.needs import NeedForm
from meetings.models import Meeting, SeatRequest
from meetings.models.sittings import sitting_of
from peergroups.kit.pages import number, page, posted


@member_of(Meeting)
def needs(request, meeting):
    """Note a need for myself, or ask everybody at once; what stands in the box is noted, whichever is asked."""
    sitting = sitting_of(meeting)
    if sitting is None or (sitting.ended_at and request.method != "POST"):
        return redirect(meeting)
    mine = SeatRequest.objects.visible_to(request.user).noted_in(sitting, request.user)
    form, need = NeedForm(posted(request)), chosen(request, mine)
    if form.is_valid():
        noted = requesting.note_need(meeting.group, request.user, form.cleaned_data["need"], now=timezone.now())
        need = need or ("ask" in request.POST and noted)
    elif need is None:
        return page(request, "meetings/needs.html", {"meeting": meeting, "form": form, "mine": mine}, form=form)
    if need:
        requesting.ask_all(need, now=timezone.now())
        messages.success(request, _("Asked. Your group reads it for 48 hours on its page."))
    return redirect("meetings:needs", meeting.pk)


def chosen(request, mine):
    """Return the need that a button named, of those I noted; None where none was named."""
    return get_object_or_404(mine, pk=number(request.POST["which"])) if "which" in request.POST else None
