"""What does a facilitator write to a member by mail? Kept sealed until it has left, and then no longer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Group
from meetings.models.meetings import Meeting
from meetings.models.polls import Poll
from peergroups.kit.encryption import EncryptedTextField
from peergroups.kit.ids import RandomId


class LetterQuerySet(models.QuerySet):
    def unsent(self):
        """Those whose text is still there."""
        return self.filter(emptied_at=None)


class Letter(models.Model):
    """The words of one mail from a facilitator to one member. The row stays as a date; its text goes once it left."""

    class Matter(models.TextChoices):
        ANSWER = "answer", _("Whether they come")
        BRIEF = "brief", _("Their brief")
        UPDATE = "update", _("Their update")
        TIMES = "times", _("Which times suit them")
        WORD = "word", _("A private word")

    id = RandomId()
    group = models.ForeignKey(Group, models.PROTECT, related_name="letters")
    matter = models.CharField(max_length=6, choices=Matter)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="letters", null=True, blank=True)
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="letters", null=True, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="letters")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="letters_written")
    text = EncryptedTextField()
    written_at = models.DateTimeField()
    written_on = models.DateField()  # by the group's clock
    emptied_at = models.DateTimeField(null=True, blank=True)  # its text is gone

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person",
                "group",
                "matter",
                "meeting",
                "poll",
                "written_on",
                nulls_distinct=False,
                name="one_letter_a_day_about_one_thing",
            )
        ]
        indexes = [models.Index("written_at", condition=Q(emptied_at=None), name="letters_not_yet_sent")]

    def __str__(self):
        return f"{self.matter} to {self.person_id}"

    def empty(self, *, now):
        """Keep the date and no word; twice does no harm."""
        self.text, self.emptied_at = "", self.emptied_at or now
        self.save(update_fields=["text", "emptied_at"])
