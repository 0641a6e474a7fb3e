"""Who asked for a file of their own words, or of a group, and until when can it be fetched?"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse

from peergroups.kit.ids import RandomId

FETCHABLE_FOR = timedelta(hours=24)


class ExportQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(person=person)

    def of_own(self):
        return self.filter(archive=None)

    def waiting(self):
        return self.filter(ready_at=None)


class Export(models.Model):
    """One wish to take one's own words along, or an archive; the file lies sealed in Redis and ends by itself."""

    id = RandomId()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exports")
    archive = models.OneToOneField("groups.Archive", models.PROTECT, related_name="export", null=True)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = ExportQuerySet.as_manager()

    def __str__(self):
        return f"export for {self.person_id}"

    def get_absolute_url(self):
        return self.archive.get_absolute_url() if self.archive else reverse("groups:export")

    @property
    def called(self):
        """The name of the file."""
        return "group-archive" if self.archive_id else "your-words"

    @property
    def fetchable_until(self):
        return self.ready_at and self.ready_at + FETCHABLE_FOR

    def is_fetchable(self, now):
        return self.ready_at is not None and now < self.fetchable_until and (not self.archive or self.archive.stands)
