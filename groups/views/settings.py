"""What may a person change about themselves?"""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from groups import free_times
from groups.access import signed_in
from groups.forms.free_times import WeekForm
from groups.forms.people import YouForm
from groups.zones import zones
from peergroups.kit.pages import page, posted


@signed_in
def you(request):
    """Show and keep what others see of me; `?zone=` offers the zone a device has moved to, unsaved."""
    moved_to = {"time_zone": request.GET["zone"]} if request.GET.get("zone") in zones() else None
    form = YouForm(posted(request), instance=request.user, initial=moved_to)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("settings")
    return page(request, "groups/settings.html", {"form": form}, form=form)


@signed_in
def week(request):
    """Ask when somebody could meet, and keep it at once."""
    form = WeekForm(posted(request), ticked=free_times.ticked(request.user))
    if form.is_valid():
        free_times.keep(request.user, form.ticks)
        if request.user.welcomed_at is None:
            return redirect("welcome_next")
        messages.success(request, _("Saved."))
        return redirect("settings")
    return page(request, "groups/week.html", {"form": form}, form=form)
