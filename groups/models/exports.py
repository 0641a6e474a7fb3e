"""Who asked for their own words, and until when can they be fetched?"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse

from peergroups.kit.ids import RandomId

FETCHABLE_FOR = timedelta(hours=24)


class ExportQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(person=person)

    def waiting(self):
        return self.filter(ready_at=None)


class Export(models.Model):
    """One wish to take one's own words along; the file itself lies sealed in Redis and ends by itself."""

    id = RandomId()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exports")
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = ExportQuerySet.as_manager()

    def __str__(self):
        return f"export for {self.person_id}"

    def get_absolute_url(self):
        return reverse("groups:export")

    @property
    def fetchable_until(self):
        return self.ready_at and self.ready_at + FETCHABLE_FOR

    def is_fetchable(self, now):
        return self.ready_at is not None and now < self.fetchable_until
