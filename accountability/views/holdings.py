"""How do I want to be held, and by whom? What people open to say so."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accountability import holding
from accountability.forms.holdings import HoldingForm
from groups.access import member_of
from groups.models import Group
from peergroups.kit.pages import page, posted


@member_of(Group)
def hold_me(request, group):
    """Ask in which tone, when and by whom I am asked about my commitments here, and what not to do."""
    held = holding.of_place(request.place)
    form = HoldingForm(posted(request), held=held, place=request.place)
    if form.is_valid():
        holding.hold_me(request.place, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved. The next reminder goes by it."))
        return redirect("accountability:list")
    return page(request, "accountability/hold_me.html", {"group": group, "form": form, "held": held}, form=form)
