"""Who does what in a meeting? Facilitator, elect, timekeeper, scribe and observer, named ahead."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Meeting
from peergroups.kit.ids import RandomId


class Duty(models.Model):
    """One person's part in one meeting."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", _("Facilitator")
        ELECT = "elect", _("Elect")  # keeps the room when the facilitator cannot, and is next
        TIMEKEEPER = "timekeeper", _("Timekeeper")
        SCRIBE = "scribe", _("Scribe")
        OBSERVER = "observer", _("Observer")

    id = RandomId()
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="duties")
    role = models.CharField(max_length=11, choices=Role)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="duties")
    named_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "role", name="one_person_per_meeting_and_duty")]
        verbose_name_plural = "duties"
