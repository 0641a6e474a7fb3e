"""Who wants in, and what became of it? A wish to join one cohort, from the first line to a seat."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.intake.ninety_days import TOO_LONG, passes
from groups.models.cohorts import Cohort
from peergroups.kit.encryption import EncryptedTextField
from peergroups.kit.ids import RandomId
from peergroups.kit.wallclock import local_day


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever wrote it, and those who run the programme once it was sent."""
        runs = Q(cohort__programme__admins=person, submitted_at__isnull=False)
        return self.filter(Q(person=person) | runs).distinct()

    def submitted(self):
        return self.filter(submitted_at__isnull=False, withdrawn_at=None)

    def unfinished(self):
        """Those somebody has begun to write, and neither sent nor taken back."""
        return self.filter(submitted_at=None, withdrawn_at=None)

    def going_on(self):
        """Those of which something is still to come: not taken back, not declined, and without a group."""
        told = Q(told_at=None) | Q(told_at__lte=Now())
        ended = Q(decision=Application.Decision.DECLINED) & told
        return self.filter(~ended, withdrawn_at=None, placed_at=None).order_by("began_at")

    def with_known(self):
        """Add `known`: the decision as its person knows it."""
        untold = When(told_at__gt=Now(), then="told_before")
        return self.annotate(known=Case(untold, default="decision", output_field=models.CharField()))

    def unplaced(self):
        """Those for whom the clock of sixty and ninety days runs: sent, not declined, and in no group yet."""
        return self.submitted().filter(placed_at=None).exclude(decision=Application.Decision.DECLINED)

    def waiting(self):
        """Those who may be seated: accepted or on the waiting list, and not placed yet."""
        may_sit = [Application.Decision.ACCEPTED, Application.Decision.WAITLISTED]
        return self.submitted().filter(decision__in=may_sit, placed_at=None)


class Application(models.Model):
    """One person's wish to join one cohort. Only its person and the programme's admins know of it."""

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        WAITLISTED = "waitlisted", _("On the waiting list")
        DECLINED = "declined", _("Declined")

    id = RandomId()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="applications")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="applications")
    wants = EncryptedTextField(blank=True, default="")  # from the group, in their own words, for the admins
    began_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # from then on its person knows what was decided
    told_before = models.CharField(max_length=10, choices=Decision, blank=True)  # what they know until then
    placed_at = models.DateTimeField(null=True, blank=True)  # sits in a group that all said yes to
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "cohort", "person", condition=Q(withdrawn_at=None), name="one_application_per_cohort_and_person"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None) | Q(decided_at__isnull=False, submitted_at__isnull=False),
                name="decided_after_it_was_sent",
            ),
        ]

    def __str__(self):
        return f"{self.person_id} for {self.cohort_id}"

    @property
    def programme(self):
        """Whose admins decide."""
        return self.cohort.programme

    def get_absolute_url(self):
        return reverse("groups:application", args=[self.pk])

    def known_decision(self, now):
        """Return the decision as its person knows it: while the mail can still be undone, the one before."""
        return self.told_before if self.told_at and now < self.told_at else self.decision

    def is_changeable(self, now):
        """Say whether it can still be written, sent or changed, as far as its person knows; afterwards it is read."""
        is_open = self.cohort.is_open(local_day(now, self.programme.zone))
        return self.withdrawn_at is None and self.known_decision(now) == "" and is_open

    def is_withdrawable(self, now):
        """Say whether there is still something to take back: who sits in a group leaves that instead."""
        declined = self.known_decision(now) == self.Decision.DECLINED
        return self.withdrawn_at is None and self.placed_at is None and not declined

    @property
    def placed_by(self):
        """By when whoever may sit has a group or hears why not."""
        return passes(self.submitted_at, TOO_LONG)


class Interest(models.Model):
    """Somebody who wants to hear when a programme takes people in again; gone once they were told."""

    id = RandomId()
    programme = models.ForeignKey("groups.Programme", models.CASCADE, related_name="interests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="interests")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("programme", "person", name="one_interest_per_programme_and_person"),
        ]

    def __str__(self):
        return f"{self.person_id} in {self.programme_id}"


class ReviewNoteQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The admins of the programme; of one's own wish to join one reads none."""
        return self.filter(application__cohort__programme__admins=person).exclude(application__person=person)


class ReviewNote(models.Model):
    """What one admin writes about an application for the other admins of the programme."""

    id = RandomId()
    application = models.ForeignKey(Application, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = EncryptedTextField()
    written_at = models.DateTimeField()

    objects = ReviewNoteQuerySet.as_manager()

    class Meta:
        ordering = ["written_at"]

    def __str__(self):
        return f"on {self.application_id}"

    @property
    def programme(self):
        """Whose admins read it."""
        return self.application.cohort.programme
