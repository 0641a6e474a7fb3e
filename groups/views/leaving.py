"""How does somebody leave a group, or hand over its keeping?"""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups import keeping, leaving
from groups.access import facilitator_of, joining, member_of
from groups.forms.leaving import HandOverForm, LeaveForm
from groups.models import Group
from groups.seating.trials import has_ended_in_no
from peergroups.kit.pages import page, posted


@joining(Group)
def leave(request, group):
    """Say beforehand what ends and what stays; then take the last day and the farewell."""
    now, place = timezone.now(), request.place
    today = timezone.localdate(now, group.clock)
    is_final = bool(place.leaves_at) and has_ended_in_no(place)
    form = LeaveForm(posted(request), today=today, place=place, is_final=is_final)
    if form.is_valid():
        try:
            leaving.leave(place, **form.cleaned_data, now=now)
        except leaving.LastFacilitator:
            form.add_error(None, _("Hand the room over first: nobody else keeps it."))
        else:
            return left(request, place)
    context = {"group": group, "place": place, "form": form, "is_final": is_final}
    context["keeps_it_alone"] = leaving.keeps_it_alone(place)
    return page(request, "groups/leave.html", context, form=form)


def left(request, place):
    """Lead on: home when the room is closed, back to it while the notice runs."""
    if place.left_at:
        messages.success(request, _("You have left %(group)s.") % {"group": place.group})
        return redirect("today")
    messages.success(request, _("Your notice stands. Until then nothing changes for you."))
    return redirect(place.group)


@require_POST
@joining(Group)
def stay(request, group):
    if has_ended_in_no(request.place):
        messages.warning(request, _("This place ends because the trial did. It cannot be taken back here."))
        return redirect("groups:trial", group.slug)
    request.place.stay(now=timezone.now())
    messages.success(request, _("You stay in %(group)s.") % {"group": group})
    return redirect(group)


@require_POST
@member_of(Group)
def keep(request, group):
    """Take a room that nobody keeps."""
    try:
        keeping.take(request.place, now=timezone.now())
    except keeping.SomebodyKeeps:
        messages.warning(request, _("Somebody else keeps this room by now."))
    else:
        messages.success(request, _("You keep this room from now on. You can hand it over at any time."))
    return redirect(group)


@facilitator_of(Group)
def hand_over(request, group):
    others = group.memberships.hearing().filter(leaves_at=None).exclude(pk=request.place.pk)
    form = HandOverForm(posted(request), places=others.select_related("person").order_by("person__name"))
    if form.is_valid():
        successor = form.cleaned_data["member"]
        try:
            leaving.hand_over(request.place, successor, now=timezone.now())
        except leaving.NotThere:
            form.add_error(None, _("Something has changed meanwhile. Look at who is here, and choose again."))
        else:
            messages.success(request, _("%(name)s keeps the room from now on.") % {"name": successor.person})
            return redirect(group)
    return page(request, "groups/hand_over.html", {"group": group, "form": form}, form=form)
