"""Which mails went to me, and did they arrive? For whoever waits for one, and for whoever helps them look."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from groups.access import signed_in

SHOWN = 30
NAMES = {  # not that of a report: who helps must not learn that there is one
    "archive_asked": _("Somebody asks for an archive of your group"),
    "archive_ready": _("The archive of your group is ready"),
    "brief_due": _("Your brief is due"),
    "export_ready": _("Your words are ready"),
    "factor_lift_asked": _("Somebody asks to take your second factor away"),
    "factor_lifted": _("Your second factor was taken away"),
    "glass_asked": _("An admin asks to read a room"),
    "help_wanted": _("Somebody asks for your help"),
    "invitation": _("An invitation"),
    "invitation_reminder": _("An invitation, once more"),
    "meeting_cancelled": _("A meeting is cancelled"),
    "meeting_moved": _("A meeting is moved"),
    "meeting_reminder": _("A meeting is near"),
    "nudge_due": _("A commitment is due"),
    "nudge_halfway": _("Halfway to a commitment"),
    "sabbatical_ends": _("A sabbatical ends"),
    "seat_freed": _("A hot seat is free"),
}


@require_safe
@signed_in
def mails(request):
    """List the latest mails by kind and day: what became of each, and nothing of what it said."""
    rows = list(request.user.deliveries.order_by("-due_at")[:SHOWN])
    for row in rows:
        row.called = NAMES.get(row.kind, _("A mail about your group"))
    return render(request, "groups/mails.html", {"mails": rows})
