"""Too few can come: what now? And with how many does a group meet at all?"""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.access import facilitator_of
from groups.models import Group
from meetings import planning, quorum, too_few
from meetings.access import arranger_of
from meetings.agenda import least_minutes
from meetings.forms.quorums import DecisionForm, QuorumForm
from meetings.models import Meeting, MeetingOver
from meetings.models.quorums import decide, own, wish
from meetings.views.meetings import over
from peergroups.kit.pages import page, posted


@arranger_of(Meeting)
def few(request, meeting):
    """Show what keeping, moving and shortening would cause; write down which it is, and lead there."""
    count = too_few.count_of(too_few.recounted(meeting))
    floor = least_minutes(meeting.parts(), people=meeting.laid_for)
    shorter = quorum.shorter(meeting.minutes, count, least=floor)
    form = DecisionForm(posted(request), may_shorten=shorter is not None)
    if form.is_valid():
        try:
            return decided(request, meeting, form.cleaned_data["choice"], count, shorter)
        except MeetingOver:
            return over(request, meeting)
    context = {"meeting": meeting, "count": count, "shorter": shorter, "empty": too_few.seats_of_the_absent(meeting)}
    return page(
        request, "meetings/few.html", context | {"form": form, "is_open": meeting.is_open(timezone.now())}, form=form
    )


def decided(request, meeting, choice, count, shorter):
    now = timezone.now()
    decide(meeting, choice, by=request.user, count=count, now=now)
    if choice == "move":
        return redirect("meetings:move", meeting.pk)
    if choice == "shorten":
        planning.move_meeting(meeting, meeting.starts_at, minutes=shorter, now=now)
        messages.success(request, _("The meeting is shorter now, and its agenda is fitted to it."))
    else:
        messages.success(request, _("The meeting stays as it is."))
    return redirect(meeting)


@facilitator_of(Group)
def least(request, group):
    form = QuorumForm(posted(request), initial={"least": own(group)})
    if form.is_valid():
        wish(group, form.cleaned_data["least"])
        messages.success(request, _("Saved."))
        return redirect("meetings:list", group.slug)
    peers = group.memberships.peers().count()
    context = {"group": group, "form": form, "usual": quorum.Count(peers, 0).needed}
    return page(request, "meetings/least.html", context, form=form)
