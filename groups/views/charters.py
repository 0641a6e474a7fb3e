"""What did we agree on, who signed it, and how does it change?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups import charters
from groups.access import facilitator_of, joining
from groups.forms.charters import CharterForm
from groups.models import Group
from groups.models.charters import is_renewable
from peergroups.kit.pages import page, posted


@require_safe
@joining(Group)
def charter(request, group):
    """Show the charter; to whoever has yet to sign it, what changed since their last signature, and nothing else."""
    place, now = request.place, timezone.now()
    signatures = group.signatures().select_related("charter", "membership__person") if place.signed else []
    context = {
        "group": group,
        "place": place,
        "signatures": signatures,
        "changes": [] if place.signed_at else since_last_signed(place, group.charter),
        "to_sign": not place.signed or is_renewable(place.signed_at, now),
    }
    return render(request, "groups/charter.html", context)


def since_last_signed(place, charter):
    """List what changed since the version this member signed last; nothing for a newcomer."""
    last = place.signatures.select_related("charter").order_by("-charter__version").first()
    return charters.changed(last.charter, charter.text, charter.opening) if last else []


@require_POST
@joining(Group)
def sign(request, group):
    was_open = request.place.signed
    request.place.sign(group.charter, now=timezone.now())
    if was_open:
        messages.success(request, _("You signed for another year."))
    else:
        messages.success(request, _("You signed. Welcome to %(group)s.") % {"group": group})
    return redirect("welcome_next" if request.user.welcomed_at is None else group)


@facilitator_of(Group)
def change(request, group):
    """Write the next version: first see what changes, then sign it and ask everybody to."""
    form = CharterForm(posted(request), before=group.charter)
    if form.is_valid() and "propose" in request.POST:
        charters.propose(group, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("The new version stands. The room opens to each member who signs it."))
        return redirect("groups:charter", group.slug)
    others = group.memberships.attending().exclude(person=request.user)
    return page(
        request, "groups/charter_change.html", {"group": group, "form": form, "people": others.count()}, form=form
    )
