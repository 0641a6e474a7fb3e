"""What did a group agree on, and who signed which version of it?"""

from django.db import models

from peergroups.kit.ids import RandomId


class Charter(models.Model):
    """One version of a group's agreement; a change makes the next one."""

    id = RandomId()
    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="charters")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=20_000)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("group", "version", name="one_charter_per_group_and_version")]

    def __str__(self):
        return f"version {self.version}"


class Signature(models.Model):
    """A member's yes to one version of the charter."""

    id = RandomId()
    membership = models.ForeignKey("groups.Membership", models.PROTECT, related_name="signatures")
    charter = models.ForeignKey(Charter, models.PROTECT, related_name="signatures")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("membership", "charter", name="signed_once")]
