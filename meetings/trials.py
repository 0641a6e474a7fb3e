"""How many meetings has each member on trial seen? Those held since it began, but those they could not come to."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from groups.models import Membership
from groups.seating.trials import counted_by
from meetings.models import Attendance, Meeting


@counted_by
def seen(places: Collection[Membership], now: datetime) -> dict[int, int]:
    """Count by place, in one question."""
    missed = Attendance.objects.absences().filter(meeting=OuterRef("pk"), person=OuterRef(OuterRef("person")))
    since = Meeting.objects.held(now).filter(group=OuterRef("group"), starts_at__gte=OuterRef("trial__began_at"))
    counted = since.exclude(Exists(missed)).order_by().values("group").annotate(n=Count("pk")).values("n")
    rows = Membership.objects.filter(pk__in=[place.pk for place in places])
    return dict(rows.annotate(n=Coalesce(Subquery(counted), 0)).values_list("pk", "n"))
