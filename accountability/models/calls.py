"""Whom did a facilitator call? That they spoke, when, and nothing of what was said."""

from django.conf import settings
from django.db import models

from groups.models import Membership
from peergroups.kit.ids import RandomId


class Call(models.Model):
    """One call to a member, noted by whoever made it so that nobody is asked to make it again."""

    id = RandomId()
    place = models.ForeignKey(Membership, models.CASCADE, related_name="calls")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"call to {self.place_id}"
