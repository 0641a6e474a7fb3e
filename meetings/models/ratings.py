"""How was a meeting for somebody? A few taps of their own, and a line that nobody else reads."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Words
from meetings.models.sittings import Sitting
from peergroups.kit.ids import RandomId

TIME = timedelta(days=1)  # after its end, in which one still says how it was


class Rating(models.Model):
    """What one person says of one meeting; others learn of it in sums alone."""

    class Balance(models.TextChoices):
        BOTH = "both", _("Both, in balance")
        SUPPORT = "support", _("Mostly support")
        CHALLENGE = "challenge", _("Mostly challenge")
        NEITHER = "neither", _("Neither")

    BENEFITS = {"feedback": _("Feedback"), "perspective": _("A fresh perspective"), "support": _("Support")}

    id = RandomId()
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="ratings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="ratings")
    score = models.PositiveSmallIntegerField()
    feedback = models.BooleanField(default=False)
    perspective = models.BooleanField(default=False)
    support = models.BooleanField(default=False)
    balance = models.CharField(max_length=9, choices=Balance, default="", blank=True)
    words = models.OneToOneField(Words, models.PROTECT, related_name="rating", null=True, blank=True)
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("sitting", "person", name="one_rating_per_sitting_and_person"),
            models.CheckConstraint(condition=Q(score__range=(1, 10)), name="a_rating_from_one_to_ten"),
        ]

    def __str__(self):
        return f"rating of {self.person_id}"

    @property
    def benefits(self):
        return [name for name in self.BENEFITS if getattr(self, name)]

    @property
    def take_back(self):
        """The line of what one takes home."""
        return self.words.answers.get("take_back", "") if self.words else ""
