"""How does somebody want to be held to their commitments? In which tone, when, by whom, and what not to do."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Membership, Words
from peergroups.kit.ids import RandomId
from peergroups.kit.wallclock import MORNING

FIRST_HOUR, LAST_HOUR = 6, 21


class Holding(models.Model):
    """What one member asks of whoever reminds them; where there is none: gently, at nine on the day, by the app."""

    class Tone(models.TextChoices):
        GENTLE = "gentle", _("Gently")
        DIRECT = "direct", _("Directly")

    class By(models.TextChoices):
        APP = "app", _("The app alone")
        BUDDY = "buddy", _("A buddy")
        FACILITATOR = "facilitator", _("The facilitator")

    id = RandomId()
    place = models.OneToOneField(Membership, models.CASCADE, related_name="holding")
    tone = models.CharField(max_length=6, choices=Tone, default=Tone.GENTLE)
    hour = models.PositiveSmallIntegerField(default=MORNING.hour)  # of its person's own clock
    day_before = models.BooleanField(default=False)
    by = models.CharField(max_length=11, choices=By, default=By.APP)
    words = models.OneToOneField(Words, models.SET_NULL, related_name="holding", null=True, blank=True)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hour__range=(FIRST_HOUR, LAST_HOUR)), name="held_at_an_hour_people_are_up"
            )
        ]

    def __str__(self):
        return f"holding of {self.place_id}"

    @property
    def group(self):
        return self.place.group

    @property
    def is_by_buddy(self):
        """Say whether they want their buddy to ask, and not the app or a facilitator."""
        return self.by == self.By.BUDDY

    @property
    def avoid(self):
        """What not to do, as far as whoever asks may read it."""
        return self.words.answers.get("avoid", "") if self.words else ""
