"""Who reads a brief, an update, and what somebody asks for? Its author, then whom they share it with."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.readers import Kind, register
from meetings.models import Brief, SeatRequest, Update

register(
    Kind(
        noun="brief",
        title=lambda: _("Your brief"),
        counted=lambda n: ngettext("%(n)d brief", "%(n)d briefs", n) % {"n": n},
        written_by=lambda person: Brief.objects.filter(seat__person=person).values_list("words", flat=True),
        shelf=lambda group: reverse("meetings:list", args=[group.slug]),
        place=lambda brief: reverse("meetings:brief", args=[brief.seat.meeting_id]),
        narrowed=lambda brief: brief.close(),
    )
)
register(
    Kind(
        noun="seat_request",
        title=lambda: _("What you ask"),
        counted=lambda n: ngettext("%(n)d request for help", "%(n)d requests for help", n) % {"n": n},
        written_by=lambda person: SeatRequest.objects.filter(person=person).values_list("words", flat=True),
        shelf=lambda group: reverse("meetings:ask_seat", args=[group.slug]),
        place=lambda wish: wish.get_absolute_url(),
    )
)
register(
    Kind(
        noun="update",
        title=lambda: _("Your update"),
        counted=lambda n: ngettext("%(n)d update", "%(n)d updates", n) % {"n": n},
        written_by=lambda person: Update.objects.filter(person=person).values_list("words", flat=True),
        shelf=lambda group: reverse("meetings:list", args=[group.slug]),
        place=lambda update: reverse("meetings:update", args=[update.meeting_id]),
        narrowed=lambda update: update.close(),
    )
)
