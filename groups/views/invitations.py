"""Whom did we ask in? Asking somebody, and what waits for an answer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups import founding
from groups.access import steward_of
from groups.forms.invitations import InvitationForm
from groups.invitations import waiting
from groups.models import Group, GroupFull, Invitation, InvitationSpent
from peergroups.kit.limits import limited, person
from peergroups.kit.pages import page, posted


@require_safe
@steward_of(Group)
def index(request, group):
    """Show to whom an answer is still open, since when and until when."""
    context = {"group": group, "waiting": waiting(group, now=timezone.now())}
    return render(request, "groups/invitations.html", context)


@limited("20/day", by=person, counting=(302,))
@steward_of(Group)
def invite(request, group):
    form = InvitationForm(posted(request), programme=group.programme)
    if form.is_valid():
        try:
            invitation = founding.invite(group, by=request.user, now=timezone.now(), **form.cleaned_data)
        except GroupFull as refusal:
            form.add_error("reason", str(refusal))
        except founding.InvitedThemselves:
            form.add_error("email", _("This is your own address. Somebody else has to invite you."))
        else:
            messages.success(request, on_its_way(invitation))
            return redirect("groups:invitations", group.slug)
    return page(request, "groups/invite.html", {"group": group, "form": form}, form=form)


def on_its_way(invitation):
    return _("The invitation to %(email)s is on its way.") % {"email": invitation.person.email}


@require_POST
@limited("20/day", by=person, counting=(302,))
@steward_of(Invitation)
def send_again(request, invitation):
    """Send a new link; the one before opens nothing from then on."""
    try:
        founding.send_again(invitation, by=request.user, now=timezone.now())
    except InvitationSpent:
        messages.warning(request, _("It was answered or withdrawn in the meantime."))
    except GroupFull as refusal:
        messages.warning(request, _("%(refusal)s Invite them anew for that.") % {"refusal": refusal})
    else:
        messages.success(request, on_its_way(invitation) + " " + _("The link before opens nothing any more."))
    return redirect("groups:invitations", invitation.group.slug)


@require_POST
@steward_of(Invitation)
def withdraw(request, invitation):
    invitation.withdraw(by=request.user, now=timezone.now())
    if invitation.withdrawn_at:
        messages.success(request, _("The invitation to %(email)s is withdrawn.") % {"email": invitation.person.email})
    else:
        messages.warning(request, _("They had joined already."))
    return redirect("groups:invitations", invitation.group.slug)
