"""What waits for a hot seat one day? The group's parking lot: parked, raised again, and closed by its author."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.access import member_of
from groups.models import Group
from meetings import parking
from meetings.access import closer_of
from meetings.forms.turns import ParkForm
from meetings.models import ParkedTopic
from peergroups.kit.pages import page, posted


@member_of(Group)
def parked(request, group):
    """List what is parked, what weighs most first, and park one thing more."""
    form = ParkForm(posted(request))
    if form.is_valid():
        given = form.cleaned_data
        weighed = {"importance": given["importance"], "urgency": given["urgency"]}
        parking.park(group, request.user, given["topic"], now=timezone.now(), **weighed)
        messages.success(request, _("Parked. It stays until you close it."))
        return redirect("meetings:parked", group.slug)
    told = {"group": group, "form": form, "place": request.place, "topics": parking.lot(group)}
    return page(request, "meetings/parked.html", told, form=form)


@require_POST
@member_of(ParkedTopic)
def raise_again(request, topic):
    parking.raise_again(topic, now=timezone.now())
    messages.success(request, _("Raised again. On one day it counts once."))
    return redirect("meetings:parked", topic.group.slug)


@require_POST
@closer_of(ParkedTopic)
def close(request, topic):
    parking.close(topic, now=timezone.now())
    messages.success(request, _("Closed. It is in the lot no more."))
    return redirect("meetings:parked", topic.group.slug)
