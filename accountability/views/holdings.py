"""How do I want to be held, and by whom? What people open to say so."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accountability import buddies, holding
from accountability.forms.holdings import HoldingForm
from groups.access import member_of
from groups.models import Group
from peergroups.kit.pages import page, posted


@member_of(Group)
def hold_me(request, group):
    """Ask in which tone, when and by whom I am asked about my commitments here, and what not to do."""
    held, now = holding.of_place(request.place), timezone.now()
    form = HoldingForm(posted(request), held=held, place=request.place, now=now)
    if form.is_valid():
        holding.hold_me(request.place, now=now, **form.cleaned_data)
        messages.success(request, _("Saved. The next reminder goes by it."))
        return redirect("accountability:list")
    given = {"group": group, "form": form, "held": held, "buddy": buddies.buddy_of(request.user.pk, group.pk, now)}
    return page(request, "accountability/hold_me.html", given, form=form)
