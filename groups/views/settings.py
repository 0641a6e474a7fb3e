"""What may a person change about themselves?"""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from groups.access import signed_in
from groups.forms import PersonForm
from groups.zones import zones
from peergroups.kit.pages import page, posted


@signed_in
def you(request):
    """Show and keep what others see of me; `?zone=` offers the zone a device has moved to, unsaved."""
    moved_to = {"time_zone": request.GET["zone"]} if request.GET.get("zone") in zones() else None
    form = PersonForm(posted(request), instance=request.user, initial=moved_to)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("settings")
    return page(request, "groups/settings.html", {"form": form}, form=form)
