"""Whom might I call, and what could I say? For whoever keeps the room, and for nobody else."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accountability import care as caring
from groups.access import facilitator_of
from groups.models import Group


@require_safe
@facilitator_of(Group)
def care(request, group):
    found = [sign for sign in caring.signs([group.pk], timezone.now()) if sign.place.person_id != request.user.pk]
    return render(request, "accountability/care.html", {"group": group, "signs": found})


@require_POST
@facilitator_of(Group)
def called(request, group, member_id):
    """Take down that they spoke."""
    place = group.memberships.current().filter(person=member_id).select_related("person").first()
    if place is None or place.person == request.user:
        raise Http404
    caring.has_called(place, by=request.user, now=timezone.now())
    messages.success(request, _("Thank you for calling %(name)s.") % {"name": place.person.first_name})
    return redirect("accountability:care", group.slug)
