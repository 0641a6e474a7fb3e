"""By which rule does a group meet? So that its dates stand long before, at the same hour of its own clock."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models import Group
from meetings.cadence import LAST, Rule
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

    class Why(models.TextChoices):
        """Why everybody hears of its dates."""

        CHOSEN = "chosen", _("somebody saved them")
        NEXT = "next", _("those that were told run out")
        CLOCKS = "clocks", _("a country has changed its clocks")
        ZONE = "zone", _("the group keeps another clock")

    id = RandomId()
    group = models.OneToOneField(Group, models.PROTECT, related_name="cadence")
    pattern = models.CharField(max_length=7, choices=Pattern)
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    nth = models.SmallIntegerField(null=True, blank=True)  # 1 to 4, or LAST
    every = models.PositiveSmallIntegerField(null=True, blank=True)  # weeks, counted from `first_on`
    first_on = models.DateField()
    time = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    skipped = ArrayField(models.DateField(), default=list)  # days of the rule on which nobody meets
    saved_at = models.DateTimeField()  # when everybody was last owed its dates
    news_since = models.DateTimeField()  # what has changed since then is new to those who are owed them
    why = models.CharField(max_length=6, choices=Why, default=Why.CHOSEN)
    zone = models.CharField(max_length=64)  # the zone by which its dates were reckoned last
    zone_data = models.CharField(max_length=20)  # the release of the zone data by which its dates were reckoned last

    objects = CadenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="a_day_of_the_week"),
            models.CheckConstraint(
                condition=Q(pattern="monthly", nth__in=[1, 2, 3, 4, LAST], every=None)
                | Q(pattern="weeks", nth=None, every__range=(1, 12)),
                name="nth_of_a_month_or_every_few_weeks",
            ),
        ]

    def __str__(self):
        return f"cadence of {self.group}"

    def get_absolute_url(self):
        return reverse("meetings:list", args=[self.group.slug])

    @property
    def rule(self):
        """The rule as a plain value, from which dates are worked out."""
        return Rule(self.weekday, self.time, self.first_on, nth=self.nth, every=self.every)
