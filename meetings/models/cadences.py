"""By which rule does a group meet? So that its dates stand long before, at the same hour of its own clock."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Group
from meetings.models.places import Placed
from peergroups.kit.ids import RandomId


class CadenceQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(group__in=Group.objects.visible_to(person))


class Cadence(Placed):
    """The rhythm of one group, by the clock of its own zone; the meetings that come of it know their day in it."""

    class Pattern(models.TextChoices):
        MONTHLY = "monthly", _("The same weekday of each month")
        WEEKS = "weeks", _("Every few weeks")

    LAST = -1  # as `nth`: the last such weekday of a month

    id = RandomId()
    group = models.OneToOneField(Group, models.PROTECT, related_name="cadence")
    pattern = models.CharField(max_length=7, choices=Pattern)
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    nth = models.SmallIntegerField(null=True, blank=True)  # 1 to 4, or LAST
    every = models.PositiveSmallIntegerField(null=True, blank=True)  # weeks, counted from `first_on`
    first_on = models.DateField()
    time = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    saved_at = models.DateTimeField()
    zone_data = models.CharField(max_length=20)  # the release of the zone data by which its dates were reckoned last

    objects = CadenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="a_day_of_the_week"),
            models.CheckConstraint(
                condition=Q(pattern="monthly", nth__in=[1, 2, 3, 4, -1], every=None)
                | Q(pattern="weeks", nth=None, every__range=(1, 12)),
                name="nth_of_a_month_or_every_few_weeks",
            ),
        ]

    def __str__(self):
        return f"cadence of {self.group}"
