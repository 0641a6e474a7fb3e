"""Where is there room for one more? A seat that a running group has opened, until somebody takes it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from groups.models.groups import Group
from peergroups.kit.ids import RandomId


class OpenSeatQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)


class OpenSeat(models.Model):
    """One seat in one group, offered to those who wait."""

    id = RandomId()
    group = models.ForeignKey(Group, models.CASCADE, related_name="open_seats")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OpenSeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("group", condition=Q(closed_at=None), name="one_open_seat_per_group"),
        ]

    def __str__(self):
        return f"in {self.group_id}"
