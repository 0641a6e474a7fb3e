"""Who lost their second factor, and who took it away for them? Asked for with a reason, never for oneself."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from peergroups.kit.ids import RandomId


class LiftQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Operators see what any of them asked, and everybody what was asked for themselves."""
        return self if person.is_operator else self.filter(person=person)

    def standing(self):
        """Asked for, and neither done nor stopped."""
        return self.filter(done_at=None, stopped_at=None)

    def due(self, now):
        return self.standing().filter(due_at__lte=now)


class Lift(models.Model):
    """One operator's request that a person's second factor, which is lost, be taken away."""

    id = RandomId()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="lifts")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.CharField(max_length=300)  # emptied when the person is erased
    due_at = models.DateTimeField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    stopped_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = LiftQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(asked_by=F("person")), name="no_lift_for_oneself"),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by")) & ~Q(agreed_by=F("person")),
                name="lift_needs_four_eyes",
            ),
            models.CheckConstraint(condition=Q(done_at=None) | Q(stopped_at=None), name="lift_done_or_stopped"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(done_at=None, stopped_at=None), name="one_standing_lift_for_a_person"
            ),
        ]

    def __str__(self):
        return f"lift {self.pk}"
