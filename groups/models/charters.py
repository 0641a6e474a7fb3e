"""What did a group agree on, and who signed which version of it?"""

from datetime import timedelta

from django.db import models

from peergroups.kit.ids import RandomId

VALID_FOR = timedelta(days=365)  # a signature; the migration `a_signature_lasts_a_year` tells the wall the same
RENEWED_FROM = timedelta(days=14)  # before it ends
OPENING = "What is said here stays here, for ever."


class Charter(models.Model):
    """One version of a group's agreement; a change makes the next one."""

    id = RandomId()
    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="charters")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=20_000)
    opening = models.CharField(max_length=200, default=OPENING)  # the one line that opens each meeting
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("group", "version", name="one_charter_per_group_and_version")]

    def __str__(self):
        return f"version {self.version}"


class Signature(models.Model):
    """A member's yes to one version of the charter, for a year."""

    id = RandomId()
    membership = models.ForeignKey("groups.Membership", models.PROTECT, related_name="signatures")
    charter = models.ForeignKey(Charter, models.PROTECT, related_name="signatures")
    signed_at = models.DateTimeField()

    def __str__(self):
        return f"signed {self.signed_at:%Y-%m-%d}"


def ends_at(signed_at):
    """Say until when a signature opens the room."""
    return signed_at + VALID_FOR


def is_renewable(signed_at, now):
    """Say whether it is time to sign again: in the last fortnight of the year, and after it."""
    return now >= ends_at(signed_at) - RENEWED_FROM
