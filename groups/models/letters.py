"""What does an admin tell an applicant in their own words? Kept sealed until it has left, and then no longer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models.applications import Application
from peergroups.kit.encryption import EncryptedTextField
from peergroups.kit.ids import RandomId


class LetterQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)

    def decisions(self):
        return self.filter(purpose=Letter.Purpose.DECISION)


class Letter(models.Model):
    """The words of one mail from an admin to one applicant. The row stays as a date; its text goes once it was sent."""

    class Purpose(models.TextChoices):
        DECISION = "decision", _("What was decided")
        WHY = "why", _("Why there is no group yet")

    id = RandomId()
    application = models.ForeignKey(Application, models.CASCADE, related_name="letters")
    purpose = models.CharField(max_length=10, choices=Purpose)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, choices=Application.Decision, blank=True)
    text = EncryptedTextField()
    written_at = models.DateTimeField()
    leaves_at = models.DateTimeField()  # until then it can be undone
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)  # its text is gone
    # What an undone decision goes back to.
    before = models.CharField(max_length=10, choices=Application.Decision, blank=True)
    before_at = models.DateTimeField(null=True, blank=True)
    before_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "application", condition=Q(purpose="why", withdrawn_at=None), name="one_why_per_application"
            ),
            models.CheckConstraint(
                condition=Q(purpose="decision") & ~Q(decision="") | Q(purpose="why", decision=""),
                name="a_letter_says_which_decision",
            ),
        ]

    def __str__(self):
        return f"{self.purpose} for {self.application_id}"

    def empty(self, *, now):
        """Keep the date and no word; twice does no harm."""
        self.text, self.emptied_at = "", self.emptied_at or now
        self.save(update_fields=["text", "emptied_at"])

    def withdraw(self, *, now):
        """Let it not be sent any more."""
        self.withdrawn_at = self.withdrawn_at or now
        self.save(update_fields=["withdrawn_at"])
        self.empty(now=now)
