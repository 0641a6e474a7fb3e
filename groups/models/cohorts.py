"""When does a programme take people in? One intake with its days, and the year its groups meet."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from groups.models.programmes import Programme
from peergroups.kit.ids import RandomId


class CohortQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those who run its programme."""
        return self.filter(programme__admins=person)

    def open(self, today):
        """Those one may apply to today."""
        return self.filter(opens_on__lte=today, closes_on__gte=today)

    def to_come(self, today):
        """Those one may apply to later, the next one first."""
        return self.filter(opens_on__gt=today).order_by("opens_on")


class Cohort(models.Model):
    """One intake of a programme. All days are those of the programme's own zone."""

    id = RandomId()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=80)
    opens_on = models.DateField()  # the first day to apply
    closes_on = models.DateField()  # the last
    answers_by = models.DateField()  # everybody has heard by then
    starts_on = models.DateField()  # its groups meet from then on
    ends_on = models.DateField()  # to then; afterwards a group may go on by itself

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on"), closes_on__lte=F("answers_by"), starts_on__lt=F("ends_on")),
                name="the_days_of_a_cohort_follow_each_other",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("groups:cohort", args=[self.pk])

    def is_open(self, today):
        return self.opens_on <= today <= self.closes_on
