"""Did something leave the room? A report and its steps with their dates; who wrote it is known to its words alone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models.groups import Group
from groups.models.memberships import Membership
from groups.words import Words
from peergroups.kit.ids import RandomId


class BreachQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever wrote the report, and those it was written for; an admin is never among them."""
        rooms = Membership.objects.signed().filter(person=person).values("group")
        read = Words.objects.visible_to(person)
        return self.filter(report__in=read, group__in=rooms).select_related("group", "report__author", "decision")


class Breach(models.Model):
    """One report that something left the room, and how far it has come: report, talk, decide, record.

    Dates and the kind of outcome are facts. Who reported it and whom it is about stand in no row but the words'.
    """

    class Outcome(models.TextChoices):
        TALKED_THROUGH = "talked_through", _("We talked it through")
        CHARTER_CHANGED = "charter_changed", _("We change the charter")
        PERSON_LEAVES = "person_leaves", _("Somebody leaves the group")
        NO_BREACH = "no_breach", _("Nothing left the room")

    id = RandomId()
    group = models.ForeignKey(Group, models.PROTECT, related_name="breaches")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)  # None: all
    says_who = models.BooleanField()  # whether the page names who reported it
    report = models.OneToOneField(Words, models.PROTECT, related_name="report_of")
    reported_at = models.DateTimeField()
    talk_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=15, choices=Outcome, blank=True)
    decision = models.OneToOneField(Words, models.PROTECT, related_name="decision_of", null=True)
    recorded_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = BreachQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "breaches"
        ordering = ["-reported_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(talk_on__isnull=False), name="talk_before_deciding"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, outcome="") | Q(decided_at__isnull=False) & ~Q(outcome=""),
                name="an_outcome_when_decided",
            ),
            models.CheckConstraint(
                condition=Q(recorded_at=None) | Q(decided_at__isnull=False, recorded_at__gte=F("decided_at")),
                name="decide_before_recording",
            ),
            models.CheckConstraint(condition=Q(recorded_at=None) | Q(withdrawn_at=None), name="on_record_or_withdrawn"),
        ]

    def __str__(self):
        return f"report {self.pk}"

    def get_absolute_url(self):
        return reverse("groups:breach", args=[self.pk])

    @property
    def is_closed(self):
        return bool(self.recorded_at or self.withdrawn_at)

    @property
    def step(self):
        """Which step it waits for; `recorded` or `withdrawn` when it waits for none."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.recorded_at:
            return "recorded"
        return "record" if self.decided_at else "decide" if self.talk_on else "talk"

    @property
    def reporter(self):
        """Who wrote it: known to whoever reads it, shown on the page only if `says_who`."""
        return self.report.author
