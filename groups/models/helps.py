"""Whom does a person let look at their account? One named helper, for an hour, at chosen pages."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from peergroups.kit.ids import RandomId

LASTS = timedelta(minutes=60)


class HelpQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever let somebody help, and whoever was let."""
        return self.filter(Q(person=person) | Q(helper=person))

    def open(self):
        """Not ended, and not over by the database's clock."""
        return self.filter(ended_at=None, closes_at__gt=Now())


class Help(models.Model):
    """One hour in which a helper sees some pages as their person does, without a word of anybody's."""

    id = RandomId()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="helps")
    helper = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="helps_given")
    pages = models.JSONField()  # their paths
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    objects = HelpQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__lte=F("opened_at") + LASTS), name="help_ends_by_itself"),
            models.CheckConstraint(condition=~Q(person=F("helper")), name="nobody_helps_themselves"),
        ]

    def __str__(self):
        return f"help {self.pk}"

    @property
    def over_at(self):
        """When it ends, or ended."""
        return self.ended_at or self.closes_at

    def is_open(self, now):
        return self.ended_at is None and now < self.closes_at


class Look(models.Model):
    """One opening of one page by a helper; the database lets nobody change or delete it."""

    id = RandomId()
    help = models.ForeignKey(Help, models.PROTECT, related_name="looks")
    page = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.page} of {self.help_id}"
