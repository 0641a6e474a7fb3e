"""Which mails went to me, and did they arrive? For whoever waits for one, and for whoever helps them look."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups.access import signed_in
from peergroups.outbox.kinds import KINDS

SHOWN = 30


@require_safe
@signed_in
def mails(request):
    """List the latest mails by kind and day: what became of each, and nothing of what it said."""
    rows = list(request.user.deliveries.order_by("-due_at")[:SHOWN])
    for row in rows:
        row.called = called(row.kind)
    return render(request, "groups/mails.html", {"mails": rows})


def called(kind):
    """Say what a mail was; some kinds are not told apart, and neither is one that is sent no more."""
    known = KINDS.get(kind)
    return _(known.called) if known and known.called else _("A mail about your group")
