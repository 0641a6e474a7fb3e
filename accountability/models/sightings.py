"""Who saw that it was done? A buddy's word on a claimed success: there is none on anything else, and never a no."""

from django.conf import settings
from django.db import models, transaction

from accountability.models.commitments import Commitment
from accountability.models.follow_ups import FollowUp
from groups.models import Words
from peergroups.kit.ids import RandomId


class NothingToSee(Exception):
    """Only what its owner calls done can be seen, and only by somebody who can read what it was."""


class Sighting(models.Model):
    """One member saw what another calls done; the database shows this only to those who can read what it was."""

    id = RandomId()
    said = models.OneToOneField(FollowUp, models.CASCADE, related_name="sighting")
    said_at = models.DateTimeField()  # the word that was seen: one said since was not seen yet
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sightings")
    at = models.DateTimeField()

    def __str__(self):
        return f"sighting by {self.by_id}"


@transaction.atomic
def saw(commitment, *, by, now):
    """Take down who saw it done; whoever was first stays."""
    held = Commitment.objects.select_for_update().get(pk=commitment.pk)
    words = Words.objects.filter(pk=held.words_id).first()  # none where the wall hides them
    if not held.is_done or words is None or words.is_gone:
        raise NothingToSee
    if held.said.seen_by is None:
        seen = {"said_at": held.said.said_at, "by": by, "at": now}
        Sighting.objects.update_or_create(said=held.said, defaults=seen)


def take_back_saw(commitment, *, by):
    """Withdraw what somebody said they saw."""
    Sighting.objects.filter(said__commitment=commitment, by=by).delete()
