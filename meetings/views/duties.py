"""Who does what in the next meetings? Read by all, named by the facilitator, handed over with one tap."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import facilitator_of, member_of
from groups.models import Group
from meetings import duties
from meetings.access import leader_of
from meetings.forms.duties import DutiesForm, FacilitationForm
from meetings.models import Meeting, MeetingOver
from meetings.views.meetings import over
from peergroups.kit.pages import page


@require_safe
@member_of(Group)
def read(request, group):
    return shown(request, group, duties.read(group, timezone.now()))


def shown(request, group, board, *, form=None, kind=None):
    forms = {
        "form": form or DutiesForm(board=board, group=group, now=timezone.now()),
        "kind_form": kind or FacilitationForm(initial={"kind": board.kind}),
    }
    context = {"group": group, "place": request.place, "board": board, "kind": duties.Kind(board.kind).label}
    return page(request, "meetings/duties.html", context | forms, form=form or kind)


@require_POST
@facilitator_of(Group)
def name(request, group):
    """Name whoever was chosen for each role of each meeting."""
    now = timezone.now()
    board = duties.read(group, now)
    form = DutiesForm(request.POST, board=board, group=group, now=now)
    if not form.is_valid():
        return shown(request, group, board, form=form)
    for sheet in board.sheets:
        duties.name(sheet.meeting, form.named(sheet), now=now)
    messages.success(request, _("Saved. Your group sees who does what."))
    return redirect("meetings:duties", group.slug)


@require_POST
@facilitator_of(Group)
def name_next_three(request, group):
    named = duties.name_next_three(group, now=timezone.now())
    if named:
        messages.success(request, _("Named in turn, where nobody was. Change what does not fit."))
    else:
        messages.warning(request, _("No meeting is planned for the next three months."))
    return redirect("meetings:duties", group.slug)


@require_POST
@facilitator_of(Group)
def choose_facilitation(request, group):
    """Keep whether a professional facilitates, one of the group, or each in turn."""
    form = FacilitationForm(request.POST)
    if not form.is_valid():
        return shown(request, group, duties.read(group, timezone.now()), kind=form)
    duties.choose(group, form.cleaned_data["kind"])
    messages.success(request, _("Saved."))
    return redirect("meetings:duties", group.slug)


@require_POST
@leader_of(Meeting)
def hand_over(request, meeting):
    """Make the elect this meeting's facilitator."""
    try:
        elect = duties.hand_over(meeting, by=request.user, now=timezone.now())
    except MeetingOver:
        return over(request, meeting)
    except duties.NobodyIsElect:
        messages.warning(request, _("Nobody who can come is elect of this meeting. Name somebody first."))
        return redirect("meetings:duties", meeting.group.slug)
    messages.success(request, _("%(name)s facilitates this meeting now.") % {"name": elect.first_name})
    return redirect(meeting)
