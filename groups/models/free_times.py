"""When could somebody meet? Stretches of an ordinary week, by the clock on their own wall."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from peergroups.kit.ids import RandomId

DAY = 48  # half hours
WEEK = 7 * DAY


class FreeTime(models.Model):
    """A stretch of each week, in half hours since Monday midnight by its person's own clock, whatever UTC says."""

    id = RandomId()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="free_times")
    begins = models.PositiveSmallIntegerField()  # the first half hour, 0 to 335
    ends = models.PositiveSmallIntegerField()  # the one after the last

    class Meta:
        ordering = ["begins"]
        constraints = [
            models.UniqueConstraint("person", "begins", name="one_stretch_per_person_and_begin"),
            models.CheckConstraint(
                condition=Q(begins__lt=F("ends"), ends__lte=WEEK), name="a_stretch_lies_in_the_week"
            ),
        ]

    def __str__(self):
        return f"{self.begins} to {self.ends}"
