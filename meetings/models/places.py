"""Where and how does a group meet? The same four answers for a meeting, a rhythm and a poll."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("By phone")
    VIDEO = "video", _("By video")
    HYBRID = "hybrid", _("In person and by video")


class Placed(models.Model):
    """Something that happens somewhere: only members of its group see where, and how to join."""

    PLACE_FIELDS = ("place", "address", "dial_in", "link")

    place = models.CharField(max_length=9, choices=Place, default=Place.IN_PERSON)
    address = models.CharField(max_length=200, blank=True)
    dial_in = models.CharField(max_length=80, blank=True)
    link = models.URLField(max_length=500, blank=True)

    class Meta:
        abstract = True

    @property
    def where(self):
        """Return how and where, as the fields that another row takes over."""
        return {name: getattr(self, name) for name in self.PLACE_FIELDS}

    @property
    def zone_shown(self):
        """The clock this is read by: the place's when people travel to it, else each reader's own (None)."""
        return self.group.zone if self.place == Place.IN_PERSON else None
