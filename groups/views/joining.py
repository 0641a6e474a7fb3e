"""How does an invited person come in? By the link of their mail, once they have shown that the address is theirs."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.access import invited
from groups.forms import PersonForm
from groups.models import InvitationSpent
from groups.models.groups import GroupFull
from peergroups.kit.limits import address, limited
from peergroups.kit.pages import page, posted


@limited("20/10 minutes", by=address, counting=(404,))
@invited
def invitation(request, invitation):
    """Show who asks, and take the yes together with name, business and clock."""
    now = timezone.now()
    if not request.user.is_authenticated:
        return render(request, "groups/invitation_signed_out.html")
    if invitation.person != request.user:
        return render(request, "groups/invitation_other_person.html", status=403)
    if not invitation.is_open(now):
        return spent(request, invitation)
    form = PersonForm(posted(request), instance=request.user)
    if form.is_valid():
        return accept(request, invitation, form, now=now)
    return page(request, "groups/invitation.html", {"invitation": invitation, "form": form}, form=form)


def spent(request, invitation):
    if invitation.accepted_at:
        return redirect(invitation.group)
    return render(request, "groups/invitation_spent.html", {"invitation": invitation}, status=410)


def accept(request, invitation, form, *, now):
    try:
        with transaction.atomic():
            form.save()
            invitation.accept(now=now)
    except (InvitationSpent, GroupFull):
        return render(request, "groups/invitation_spent.html", {"invitation": invitation}, status=410)
    messages.success(request, _("You have joined. Read what the members agreed on, and sign it."))
    return redirect("groups:charter", invitation.group.slug)
