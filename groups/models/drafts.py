"""Which groups could there be? A run of the solver over a cohort, and each state of the plan an admin made of it."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.formation.reading import read
from groups.models.cohorts import Cohort
from peergroups.kit.encryption import EncryptedTextField
from peergroups.kit.ids import RandomId


class DraftQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(cohort__programme__admins=person).select_related("cohort__programme")

    def unfinished(self):
        return self.filter(ended_at=None)

    def found(self):
        """Those with groups to look at."""
        return self.filter(state__in=[Draft.State.DONE, Draft.State.STOPPED])

    def without_pools(self):
        """Leave out what only the solver reads: for a thousand people that is half a megabyte each."""
        return self.defer("pool", "reasons", "kept", "start")


class Draft(models.Model):
    """A proposal of groups. Everything it was made of is kept with it, so that it can be made again."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to start")
        RUNNING = "running", _("Looking for groups")
        DONE = "done", _("Ready")
        STOPPED = "stopped", _("Stopped, with the best so far")
        FAILED = "failed", _("It did not work out")

    id = RandomId()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="drafts")
    number = models.PositiveSmallIntegerField()
    begun_from = models.ForeignKey("self", models.SET_NULL, related_name="+", null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    seed = models.PositiveIntegerField(default=0)
    only_open_seats = models.BooleanField(default=False)
    terms = models.JSONField(default=dict)  # the rules of this draft: groups/seating/terms.py
    reason = EncryptedTextField(null=True, blank=True)  # an admin's, where they depart from the programme's
    kept = models.JSONField(default=list)  # groups to leave as they are, and those to begin with
    start = models.JSONField(default=list)
    pool = models.JSONField()  # what the solver reads, as `formation-bench/1`: people by id, facts and no names
    waits = models.PositiveIntegerField(default=0)  # how many of them want a seat, and how many there are in all
    people = models.PositiveIntegerField(default=0)
    pool_hash = models.CharField(max_length=64)
    solver = models.CharField(max_length=40)  # the library and its version
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    begun = models.PositiveSmallIntegerField(default=0)  # how often: a worker that dies leaves it to the next
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    left_over = models.PositiveIntegerField(null=True, blank=True)  # the best so far while it runs
    points = models.BigIntegerField(null=True, blank=True)
    steps = models.PositiveIntegerField(default=0)
    proven = models.BooleanField(default=False)
    reasons = models.JSONField(default=dict)  # why those left over have no seat: words, filled in when they are read
    failure = models.CharField(max_length=300, blank=True)  # a word for a sentence
    invited_at = models.DateTimeField(null=True, blank=True)  # its groups were shown to their people

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint("cohort", "number", name="one_draft_per_cohort_and_number"),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "stopped", "failed"]) | Q(ended_at__isnull=False),
                name="an_ended_draft_says_when",
            ),
        ]

    def __str__(self):
        return f"{self.cohort}, draft {self.number}"

    @property
    def programme(self):
        """Whose admins look at it."""
        return self.cohort.programme

    @cached_property
    def peers(self):
        """Its pool, as the solver reads it."""
        return read(self.pool)

    @property
    def seated(self):
        return self.waits - (self.left_over or 0)

    @property
    def fit(self):
        """How well the groups fit on the whole, of 100; nothing without anybody in a group."""
        sitting = self.people - (self.left_over or 0)
        return self.points // (1000 * sitting) if self.points and sitting else None

    def get_absolute_url(self):
        return reverse("groups:draft", args=[self.cohort.programme.slug, self.pk])


class DraftStep(models.Model):
    """One state of a draft's plan: what the solver found is step 0, each move of an admin makes the next."""

    id = RandomId()
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="plan_steps")
    number = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=False)  # undo and redo walk along the numbers
    # {"groups": [{"key", "name", "members", "slot", "facilitator", "language", "format", "existing", "locked"}],
    #  "held": [ids], "last": the highest number of a key}: groups/seating/layout.py
    plan = models.JSONField()
    did = models.JSONField(default=dict)  # a word for what was done, and to whom: said in words beside Undo
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("draft", "number", name="one_step_per_draft_and_number"),
            models.UniqueConstraint("draft", condition=Q(is_current=True), name="one_current_step_per_draft"),
        ]

    def __str__(self):
        return f"step {self.number} of {self.draft_id}"


class GroupNote(models.Model):
    """What an admin writes down about one group of a draft, for the other admins of the programme."""

    id = RandomId()
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="group_notes")
    key = models.CharField(max_length=10)  # of the group in the draft's plan
    text = EncryptedTextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("draft", "key", name="one_note_per_group_of_a_draft")]

    def __str__(self):
        return f"on {self.key} of {self.draft_id}"


class Override(models.Model):
    """A rule that may be broken in one draft: in which matter, and why."""

    id = RandomId()
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="overrides")
    matter = models.CharField(max_length=120)  # which rule and whom it is about, by their numbers
    reason = EncryptedTextField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("draft", "matter", name="one_override_per_draft_and_matter")]

    def __str__(self):
        return f"{self.matter} in {self.draft_id}"
