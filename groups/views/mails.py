"""Which mails went to me, and did they arrive? For whoever waits for one, and for whoever helps them look."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups.access import signed_in
from peergroups.outbox import books

SHOWN = 30


@require_safe
@signed_in
def mails(request):
    """List the latest mails by kind and day: what became of each, and nothing of what it said."""
    rows = list(request.user.deliveries.order_by("-due_at")[:SHOWN])
    for row in rows:
        row.called = books.called(row.kind) or _("A mail about your group")
    return render(request, "groups/mails.html", {"mails": rows})
