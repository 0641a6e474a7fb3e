"""What is the real question? Its presenter says it, before anybody advises."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.access import sitter_of
from meetings.forms.causes import CauseForm
from meetings.live import attending
from meetings.live.leading import NotNow
from meetings.models import HotSeat
from meetings.models.sittings import sitting_of
from peergroups.kit.pages import page, posted


@sitter_of(HotSeat)
def real_question(request, seat):
    """Confirm the real question of my hot seat; everybody in the room reads it at once."""
    form, sitting = CauseForm(posted(request), seat=seat), sitting_of(seat.meeting)
    if sitting is None:
        return not_now(request, seat)
    if not form.is_valid():
        return page(request, "meetings/real_question.html", {"meeting": seat.meeting, "form": form}, form=form)
    try:
        attending.name_cause(sitting, seat, form.cleaned_data["cause"], now=timezone.now())
    except NotNow:
        return not_now(request, seat)
    messages.success(request, _("Confirmed. Everybody in the room reads it now."))
    return redirect(seat.meeting.get_live_url())


def not_now(request, seat):
    messages.warning(request, _("The real question is named while the meeting is held."))
    return redirect(seat.meeting.get_live_url())
