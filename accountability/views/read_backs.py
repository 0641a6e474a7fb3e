"""What do I take from my hot seat, and how does it close? On my own phone, while we meet or soon after."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accountability import reading, reading_back
from accountability.forms.read_backs import ReadBackForm, merged
from accountability.models import read_backs
from meetings.access import sitter_of
from meetings.models import HotSeat
from meetings.models.sittings import sitting_of
from meetings.models.versions import OutOfDate
from peergroups.kit.pages import page, posted

SAID = {
    "action": gettext_lazy("Your hot seat is closed. What you will do is your commitment now."),
    "later": gettext_lazy("Your hot seat is closed: later. You are asked about it in a month."),
    "none": gettext_lazy("Your hot seat is closed without an action. You are asked in a month how it looks then."),
}
TOO_LATE = gettext_lazy(
    "Two days have passed since the meeting, so it is no longer changed. Your text stands here until you leave it."
)


@sitter_of(HotSeat)
def read_back(request, seat):
    """Keep what I read back, and close my hot seat where a button says how; the saving while I type gets no page."""
    now, sitting = timezone.now(), sitting_of(seat.meeting)
    if sitting is None:
        messages.warning(request, _("You read back once your hot seat has begun."))
        return redirect(seat.meeting.get_live_url())
    form = asked(request, seat, now)
    if not form.is_bound and not reading_back.may_be_written(sitting, now):
        return render(request, "accountability/read_back_kept.html", {"seat": seat, "read_back": form.written})
    if not form.is_valid() or not kept(form, sitting, now):
        return shown(request, form)
    if "X-Autosave" in request.headers:
        return HttpResponse(status=204)
    messages.success(request, SAID.get(form.closes_with, _("Saved.")))
    return redirect(onward(form, sitting))


def asked(request, seat, now):
    """Return the form with what is written or was posted; asked for both texts, it holds both."""
    written, data = read_backs.read_back_of(seat), posted(request)
    way = data.get("close", "") if data else ""
    if data and "both" in data and written:
        data = merged(data, written.words.answers)
    offered = reading.day_to_offer(seat.person, seat.group, now)
    return ReadBackForm(data, seat=seat, written=written, way=way, offered=offered, now=now)


def kept(form, sitting, now):
    """Keep it, and close the seat where it is to be closed; the form says why not."""
    if not reading_back.may_be_written(sitting, now):
        form.add_error("heard", TOO_LATE)
        return False
    try:
        written = read_backs.keep(form.seat, now=now, **form.kept())
    except OutOfDate as news:
        form.stand_beside(news.written)
        return False
    if form.closes_with:
        said = form.commitment() if form.commits else {}
        reading_back.close(written, sitting, form.closes_with, now=now, **said)
    return True


def shown(request, form):
    given = {"meeting": form.seat.meeting, "form": form, "read_back": form.written}
    answer = page(request, "accountability/read_back.html", given, form=form)
    if form.others is not None:
        answer.status_code = HTTPStatus.CONFLICT
    return answer


def onward(form, sitting):
    """Lead back to the room, or once it is over to what it left; nothing closed, the page stays."""
    meeting = form.seat.meeting
    if not form.closes_with:
        return reverse("accountability:read_back", args=[form.seat.pk])
    return meeting.get_live_url() if sitting.ended_at is None else reverse("accountability:recap", args=[meeting.pk])
