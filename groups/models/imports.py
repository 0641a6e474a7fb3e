"""Who was brought in from a list, and can it still be taken back? One file from its choosing to its undoing."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models.applications import Application
from groups.models.cohorts import Cohort
from peergroups.kit.encryption import EncryptedTextField
from peergroups.kit.ids import RandomId

KEPT_FOR = timedelta(hours=24)  # a file that nobody confirmed, and what an undo would need
SEALED = ("source", "problems")


class ImportQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those who run its programme; the file itself is read where it is needed."""
        return self.filter(cohort__programme__admins=person).select_related("cohort__programme").defer(*SEALED)

    def waiting(self):
        """Those that a worker has something to do for: to write, or to take back."""
        to_write = Q(confirmed_at__isnull=False, finished_at=None)
        return self.filter(to_write | Q(undo_at__isnull=False, undone_at=None))

    def unconfirmed(self):
        return self.filter(confirmed_at=None)


class Import(models.Model):
    """One list of people for one cohort: matched, looked at, confirmed, written by a worker, perhaps taken back."""

    class Kind(models.TextChoices):
        UNDECIDED = "", _("Applied, to be reviewed")
        ACCEPTED = Application.Decision.ACCEPTED.value, _("Accepted")

    id = RandomId()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports")
    decision = models.CharField(max_length=10, choices=Kind, blank=True)
    began_at = models.DateTimeField()
    source = EncryptedTextField()  # what was chosen or pasted; emptied once it is written, or a day old
    columns = models.JSONField(default=dict)  # place of a column → field; empty until somebody matched them
    total = models.PositiveSmallIntegerField(default=0)  # rows that can be read
    done = models.PositiveSmallIntegerField(default=0)  # and how many of them are written, one way or another
    added = models.PositiveSmallIntegerField(default=0)
    changed = models.PositiveSmallIntegerField(default=0)
    skipped = models.PositiveSmallIntegerField(default=0)
    problems = EncryptedTextField(blank=True, default="")  # the rows that were left out, as a file to mend
    confirmed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undo_at = models.DateTimeField(null=True, blank=True)  # asked to take it back
    undone_at = models.DateTimeField(null=True, blank=True)
    undone = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)  # its invitations
    forgotten_at = models.DateTimeField(null=True, blank=True)  # nothing is left of it but dates and counts

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="no_more_is_written_than_there_is"),
            models.CheckConstraint(condition=Q(undo_at=None) | Q(sent_at=None), name="what_was_sent_is_not_undone"),
        ]

    def __str__(self):
        return f"import into {self.cohort_id}"

    def get_absolute_url(self):
        return reverse("groups:import", args=[self.pk])

    @property
    def programme(self):
        """Whose admins bring people in."""
        return self.cohort.programme

    @property
    def undoable_until(self):
        return self.finished_at and self.finished_at + KEPT_FOR

    def is_undoable(self, now):
        written = self.finished_at is not None and self.forgotten_at is None and now < self.undoable_until
        return written and self.undo_at is None and self.sent_at is None and self.worked_on > 0

    @property
    def worked_on(self):
        """How many rows did something."""
        return self.added + self.changed

    @property
    def is_at_work(self):
        """Whether a worker is at it, or will be."""
        writing = self.confirmed_at is not None and self.finished_at is None
        return writing or (self.undo_at is not None and self.undone_at is None)

    def is_confirmable(self, now):
        return self.confirmed_at is None and self.forgotten_at is None and now < self.began_at + KEPT_FOR


class ImportedRow(models.Model):
    """What one row did to one person, as long as it can be undone."""

    class Kept(models.TextChoices):
        SIGNED_IN = "signed_in", _("They have signed in since")
        DECIDED = "decided", _("Somebody decided about them or noted something since")
        SEATED = "seated", _("They sit in a group, or are about to")
        CHANGED = "changed", _("It was changed again since")

    id = RandomId()
    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="imported_rows")
    application = models.ForeignKey(Application, models.SET_NULL, related_name="+", null=True)  # that it sent in
    number = models.PositiveIntegerField()  # of the row, as a spreadsheet shows it
    is_new = models.BooleanField()  # added, else changed
    made_account = models.BooleanField(default=False)
    fields = EncryptedTextField(blank=True, default="")  # each field with what stood there before, and what came
    kept = models.CharField(max_length=10, choices=Kept, blank=True)  # why it was not undone

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("batch", "number", name="one_deed_per_row")]

    def __str__(self):
        return f"row {self.number} of {self.batch_id}"
