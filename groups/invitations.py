"""Which invitations wait for an answer? Their mails, the one reminder, and how far each has come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from groups.models import Group, Invitation
from peergroups.kit.wallclock import MORNING, instant, local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

BEFORE_THE_END = timedelta(days=2)  # of the seven: the reminder comes after five
KINDS = ("invitation", "invitation_reminder")
State = Delivery.State


def owe_mail(invitation: Invitation, *, now: datetime) -> None:
    """Owe the invited person the mail with the newest link."""
    ledger.owe_all([mail(invitation, "invitation", due_at=now)], now=now)


def plan(*, now: datetime) -> None:
    """Owe one reminder for each link that has been open for five days; after it nothing more is said."""
    waiting = Invitation.objects.open(now).filter(expires_at__lte=now + BEFORE_THE_END).select_related("person")
    ledger.owe_all(
        [mail(invitation, "invitation_reminder", due_at=nine(invitation)) for invitation in waiting], now=now
    )


def nine(invitation: Invitation) -> datetime:
    """Return the first nine in the morning by the invited person's clock once five days are over."""
    zone, earliest = invitation.person.time_zone, invitation.expires_at - BEFORE_THE_END
    days = (local_day(earliest, zone) + timedelta(days=n) for n in range(2))
    return next(at for day in days if (at := instant(day, MORNING, zone)) >= earliest)


def mail(invitation: Invitation, kind: str, *, due_at: datetime) -> ledger.Owed:
    """Say which mail: one of each kind for each link."""
    return ledger.Owed(
        invitation.person_id, kind, invitation, str(invitation.issue), due_at, useless_after=invitation.expires_at
    )


@dataclass(frozen=True)
class Waiting:
    """An invitation that was not answered, and in words how far it has come."""

    invitation: Invitation
    is_open: bool
    state: str


def waiting(group: Group, *, now: datetime) -> list[Waiting]:
    """List what was not answered, newest first."""
    found = list(group.invitations.unanswered().select_related("person", "invited_by").order_by("-invited_at"))
    mails = Delivery.objects.filter(about_type=Invitation._meta.label_lower, about_id__in=[each.pk for each in found])
    states = {(sent.about_id, sent.occurrence, sent.kind): sent.state for sent in mails}
    told = []
    for each in found:
        is_open, mails_of_it = each.is_open(now), [states.get((each.pk, str(each.issue), kind)) for kind in KINDS]
        told.append(Waiting(each, is_open, in_words(is_open, *mails_of_it)))
    return told


def in_words(is_open: bool, first: str | None, reminder: str | None) -> str:
    """Say how far an invitation has come, by what became of its two mails."""
    if first == State.DEAD:
        return _("The mail could not be delivered")
    if not is_open:
        return _("Not answered in seven days")
    if first in (State.STALE, State.LATE):
        return _("The mail was not sent")
    if reminder == State.SENT:
        return _("Reminded, no answer yet")
    return _("No answer yet") if first == State.SENT else _("The mail is on its way")
