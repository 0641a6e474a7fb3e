"""What does a person see of a group? Its room, how it starts, and what happened there."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups import sizes
from groups.access import acquainted_with, signed_in, steward_of
from groups.ending import going_on
from groups.forms.sizes import SizeForm, StartForm
from groups.leaving import REMEMBERED
from groups.models import AuditEvent, Group, GroupFull, GroupTooSmall
from peergroups.kit.pages import page

LINES_A_PAGE = 25


@require_safe
@signed_in
def index(request):
    """List a person's groups; with one group, open it."""
    groups = list(Group.objects.visible_to(request.user).select_related("programme").order_by("name"))
    if len(groups) == 1:
        return redirect(groups[0])
    return render(request, "groups/list.html", {"groups": groups})


@require_safe
@acquainted_with(Group)
def room(request, group):
    return render(request, "groups/room.html", room_context(request, group))


def room_context(request, group, *, start_form=None, size_form=None):
    """Gather what the room shows: people by name, who keeps it, who was asked in, and what it still wants."""
    memberships = list(group.memberships.current().select_related("person", "trial").order_by("role", "person__name"))
    may_look_after = not request.place or request.place.facilitates
    return {
        "group": group,
        "place": request.place,
        "memberships": memberships,
        "on_trial": any(is_on_trial(place) for place in memberships),
        "parting": group.memberships.parting(timezone.now() - REMEMBERED).select_related("person", "farewell"),
        "invitations": group.invitations.open(timezone.now()).select_related("person"),
        "may_look_after": may_look_after,
        "start_form": start_form or StartForm(programme=group.programme),
        "few": sizes.unexplained_peers(group) if may_look_after else None,
        "ending": going_on.ending(group, now=timezone.now()),
        "size_form": size_form or SizeForm(programme=group.programme),
        "unkept": group.started_at and not any(place.facilitates for place in memberships),
    }


def is_on_trial(place):
    trial = getattr(place, "trial", None)
    return trial is not None and trial.ended_at is None


@require_POST
@steward_of(Group)
def start(request, group):
    form = StartForm(request.POST, programme=group.programme)
    if form.is_valid():
        try:
            group.start(by=request.user, now=timezone.now(), reason=form.cleaned_data["reason"])
        except (GroupTooSmall, GroupFull) as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("%(group)s has started.") % {"group": group})
            return redirect(group)
    return page(request, "groups/room.html", room_context(request, group, start_form=form), form=form)


@require_POST
@steward_of(Group)
def explain(request, group):
    """Keep why a started group goes on with so few."""
    form = SizeForm(request.POST, programme=group.programme)
    if form.is_valid():
        sizes.explain(group, form.cleaned_data["reason"], by=request.user, now=timezone.now())
        messages.success(request, _("Saved. The group’s log says that you gave a reason."))
        return redirect(group)
    return page(request, "groups/room.html", room_context(request, group, size_form=form), form=form)


@require_safe
@acquainted_with(Group)
def log(request, group):
    """Tell what was done in and around the room, newest first: acts and days, never what was said."""
    events = AuditEvent.objects.visible_to(request.user).filter(group=group).select_related("actor", "person")
    events = Paginator(events.order_by("-at", "-pk"), LINES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "groups/log.html", {"group": group, "events": events})
