"""Which mails does this app send? Registered by kind."""

from django.utils import timezone
from django.utils.translation import gettext as _

from peergroups.kit.spoken import day
from peergroups.outbox.kinds import Kind, register


def invitation_still_open(delivery, *, now):
    """Say whether the invitation can still be accepted."""
    return delivery.about.is_open(now)


def from_group(group):
    """Name the group, as the sender and in the text: what every mail about a group begins with."""
    return {"sender_name": _("%(group)s group") % {"group": group}, "group": group}


def about_invitation(delivery, *, now):
    """Name the group and who asks; the link opens nothing without the code sent to the same address."""
    invitation = delivery.about
    return from_group(invitation.group) | {
        "invited_by": invitation.invited_by,
        "last_day": day(timezone.localdate(invitation.expires_at), timezone.localdate(now)),
        "button_url": invitation.get_absolute_url(),
    }


register(Kind(name="invitation", app="groups", still_true=invitation_still_open, context=about_invitation))
