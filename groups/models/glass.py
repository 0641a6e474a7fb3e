"""May an admin read a room from outside? On written request, once a second admin agrees or a day has passed."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from groups.models.groups import Group
from peergroups.kit.ids import RandomId

WAIT = timedelta(hours=24)  # without a second admin
MOST_HOURS = 72
MOST_DAYS = 31  # opened at once


class GlassQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever knows of the group sees who asked to read it."""
        return self.filter(group__in=Group.objects.visible_to(person))

    def standing(self, now):
        """Asked for or open, and neither ended nor run out."""
        return self.filter(ended_at=None, closes_at__gt=now)

    def to_decide(self, person):
        """Those that wait for a second admin, and were not asked by this person."""
        return self.filter(ended_at=None, confirmed_by=None, opens_at__gt=Now()).exclude(asked_by=person)


class Glass(models.Model):
    """One admin's request to read what a group wrote: why, for how long, and who agreed.

    The database judges these rows itself, in `my_glass()`: see the migration `the_wall_knows_the_glass`.
    """

    id = RandomId()
    group = models.ForeignKey(Group, models.PROTECT, related_name="glasses")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    hours = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(MOST_HOURS)])
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    objects = GlassQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "glasses"
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=MOST_HOURS), name="glass_for_up_to_72_hours"),
            models.CheckConstraint(
                condition=Q(closes_at__lte=F("opens_at") + timedelta(hours=MOST_HOURS)), name="glass_closes_by_itself"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")), name="glass_needs_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=False) | Q(opens_at__gte=F("asked_at") + WAIT),
                name="glass_waits_for_a_day_or_a_second_admin",
            ),
        ]

    def __str__(self):
        return f"request {self.pk}"

    @property
    def span(self):
        return timedelta(hours=self.hours)

    @property
    def over_at(self):
        """When it ends, or ended."""
        return self.ended_at or self.closes_at

    def is_standing(self, now):
        return now < self.over_at

    def is_open(self, now):
        return self.opens_at <= now < self.over_at


class GlassPage(models.Model):
    """One opening of some days of a room: only what was written on them is shown, and only at that very moment."""

    id = RandomId()
    glass = models.ForeignKey(Glass, models.PROTECT, related_name="pages")
    first_day = models.DateField()
    last_day = models.DateField()
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["-read_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day"), last_day__lt=F("first_day") + MOST_DAYS),
                name="glass_page_of_a_month_at_most",
            )
        ]

    def __str__(self):
        return f"{self.first_day} to {self.last_day} of {self.glass_id}"
