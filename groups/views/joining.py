"""How does an invited person come in? By the link of their mail, once they have shown that the address is theirs."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups.access import asked_in, holder_of_link
from groups.forms.people import PersonForm
from groups.models import GroupFull, InvitationSpent
from groups.seating import joining, pledge
from peergroups.kit.limits import address, limited
from peergroups.kit.pages import page, posted


@require_safe
@limited("20/10 minutes", by=address, counting=(404,))
@holder_of_link
def invitation(request, invitation):
    """Lead from the mail to the question itself, which is asked of the invited person alone.

    Somebody else is no error here: a server writes down the address of each refusal, and this one holds the secret.
    """
    if not request.user.is_authenticated:
        return render(request, "groups/invitation_signed_out.html", {"invitation": invitation})
    if invitation.person_id != request.user.pk:
        return render(request, "groups/invitation_other_person.html", {"invitation": invitation})
    return redirect(invitation)


@asked_in
def join(request, invitation):
    """Show who asks, and take the yes, which signs the pledge, together with name, business and clock."""
    now = timezone.now()
    if invitation.accepted_at:
        return redirect(invitation.group)
    if not invitation.is_open(now):
        return spent(request, invitation)
    form = PersonForm(posted(request), instance=request.user)
    if form.is_valid():
        return accept(request, invitation, form, now=now)
    context = {"invitation": invitation, "form": form, "pledge": pledge.PLEDGES[pledge.VERSION]}
    return page(request, "groups/invitation.html", context, form=form)


def spent(request, invitation):
    return render(request, "groups/invitation_spent.html", {"invitation": invitation}, status=410)


def accept(request, invitation, form, *, now):
    try:
        with transaction.atomic():
            form.save()
            joining.accept(invitation, now=now)
    except (InvitationSpent, GroupFull):
        return spent(request, invitation)
    if request.user.welcomed_at is None:
        return redirect("welcome")
    messages.success(request, _("You have joined. Read what the members agreed on, and sign it."))
    return redirect("groups:charter", invitation.group.slug)
