"""Who was there? What the facilitator noted after a meeting; between them and each member alone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Meeting
from peergroups.kit.ids import RandomId


class Presence(models.Model):
    """How one member was at one meeting."""

    class Was(models.TextChoices):
        THERE = "there", _("There")
        HALF = "half", _("Late or left early")
        MISSED = "missed", _("Missed it")
        EXCUSED = "excused", _("Missed it, and it does not count")

    id = RandomId()
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="presences")
    was = models.CharField(max_length=7, choices=Was)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "person", name="one_presence_per_meeting_and_person")]

    def __str__(self):
        return f"{self.person_id}: {self.was}"
