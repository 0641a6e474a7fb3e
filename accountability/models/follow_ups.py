"""How did it go? The owner's word on a commitment, and a line about it if they like."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models import Words
from groups.words import write
from peergroups.kit.ids import RandomId


class FollowUp(models.Model):
    """What became of one commitment, as its owner said last."""

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        PARTLY = "partly", _("Partly")
        NOT_YET = "not_yet", _("Not yet")
        CHANGED = "changed", _("Changed")

    SETTLED = (Outcome.DONE, Outcome.CHANGED)  # nothing is left to ask about

    id = RandomId()
    commitment = models.OneToOneField("accountability.Commitment", models.CASCADE, related_name="said")
    outcome = models.CharField(max_length=7, choices=Outcome)
    words = models.OneToOneField(Words, models.PROTECT, related_name="follow_up", null=True, blank=True)
    said_at = models.DateTimeField()
    by_link = models.BooleanField(default=False)  # of a mail, without signing in

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["done", "partly", "not_yet", "changed"]),
                name="an_outcome_is_one_of_four",
            )
        ]

    def __str__(self):
        return f"{self.outcome} for {self.commitment_id}"

    @property
    def settles(self):
        return self.outcome in self.SETTLED

    @property
    def word(self):
        """How it went, in a word or two."""
        return str(self.Outcome(self.outcome).label)

    @property
    def line(self):
        """What the owner added, if anything."""
        return self.words.answers.get("line", "") if self.words else ""

    @property
    def seen_by(self):
        """Who saw that it was done, as it is said now; None where nobody did, or where the wall hides it."""
        seen = getattr(self, "sighting", None) if self.outcome == self.Outcome.DONE else None
        return seen.by if seen and seen.said_at == self.said_at else None

    def replace(self, outcome, line, *, now, only_me=False, by_link=False):
        """Take the newer word instead; a line taken out is gone for good."""
        earlier, self.words = self.words, self._worded(line, now=now, only_me=only_me)
        self.outcome, self.said_at, self.by_link = outcome, now, by_link
        self.save()
        if earlier and not self.words:
            earlier.delete()

    def withdraw(self):
        """Take the word back, as if it had never been said."""
        words = self.words
        self.delete()
        if words:
            words.delete()

    def _worded(self, line, *, now, only_me):
        """Put the line down: to the readers it has, at first to those of the commitment or to its owner alone.

        Who reads the commitment is asked anew and held: it may just now be narrowed in another window.
        """
        if not line:
            return None
        if self.words:
            self.words.rewrite(now=now, kept="follow_up", line=line)
            return self.words
        made = self.commitment
        words = Words.objects.select_for_update(of=["self"]).select_related("reader").get(pk=made.words_id)
        audience, reader = (Words.Audience.ME, None) if only_me else words.readers_by_now()
        return write(made.group, made.person, now=now, kept="follow_up", audience=audience, reader=reader, line=line)
