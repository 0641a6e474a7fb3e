"""What may a person change about themselves?"""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from groups.access import signed_in
from groups.forms import PersonForm
from peergroups.kit.pages import page, posted


@signed_in
def you(request):
    form = PersonForm(posted(request), instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("settings")
    return page(request, "groups/settings.html", {"form": form}, form=form)
