"""Who reads a brief? Its author, then whom they share it with; the group knows of it while the whole group reads it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.readers import Kind, register
from meetings.models import Brief

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
