"""Who coaches the presenter, and are the two ready? Named on one page, where the coach answers two questions."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings import coaching
from meetings.access import coach_of, namer_of, preparer_of
from meetings.forms.seats import CheckForm, CoachForm
from meetings.models import HotSeat
from peergroups.kit.pages import page


@require_safe
@preparer_of(HotSeat)
def coach(request, hotseat):
    return shown(request, hotseat)


def shown(request, seat, *, form=None, check=None):
    """Show who coaches; to presenter and facilitator how to name somebody, to the coach the two questions."""
    now, people = timezone.now(), coaching.candidates(seat)
    last = coaching.proposed(seat, now)
    context = {
        "seat": seat,
        "meeting": seat.meeting,
        "may_name": request.place.facilitates or seat.person_id == request.user.pk,
        "is_coach": seat.coach_id == request.user.pk,
        "last": next((person for person in people if person.pk == last), None),
        "is_late": coaching.is_late(seat, now),
        "is_open": seat.meeting.is_open(now),
        "form": form or CoachForm(people=people, initial={"coach": seat.coach_id or last}),
        "check": check or CheckForm(seat=seat),
    }
    return page(request, "meetings/coach.html", context, form=form or check)


@require_POST
@namer_of(HotSeat)
def name(request, hotseat):
    """Name somebody, or nobody; with less than a week left it is said what that means."""
    now = timezone.now()
    if not hotseat.meeting.is_open(now):
        return begun(request, hotseat)
    form = CoachForm(request.POST, people=coaching.candidates(hotseat))
    if not form.is_valid():
        return shown(request, hotseat, form=form)
    coaching.name(hotseat, form.chosen(), now=now)
    tell(request, hotseat, form.chosen(), now)
    return redirect("meetings:coach", hotseat.pk)


def tell(request, seat, chosen, now):
    if chosen is None:
        messages.success(request, _("Saved. Nobody coaches this hot seat."))
    else:
        messages.success(request, _("%(name)s gets a mail about it.") % {"name": chosen.first_name})


@require_POST
@coach_of(HotSeat)
def prepare(request, hotseat):
    if not hotseat.meeting.is_open(timezone.now()):
        return begun(request, hotseat)
    form = CheckForm(request.POST, seat=hotseat)
    if not form.is_valid():
        return shown(request, hotseat, check=form)
    hotseat.prepare(**form.answers(), now=timezone.now())
    messages.success(request, _("Saved. The presenter and the facilitator see your two answers."))
    return redirect("meetings:coach", hotseat.pk)


def begun(request, seat):
    messages.error(request, _("This meeting has begun: what was prepared stays as it is."))
    return redirect("meetings:coach", seat.pk)
