"""Who may not sit with whom, and who should? Said in private; who said it is told to nobody but admins, if at all."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models.applications import Application
from groups.models.memberships import Membership
from groups.models.programmes import Programme
from peergroups.kit.encryption import EncryptedTextField
from peergroups.kit.ids import RandomId


class ConflictQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What they declared themselves, and what an admin may know."""
        return self.filter(Q(pk__in=self.model.objects.declared_in_private(person)) | self.told_to(person))

    def declared_in_private(self, person):
        return self.filter(source=Conflict.Source.APPLICANT, declared_by=person)

    def seen_by_admin(self, person):
        """The pairs an admin is no part of, said by somebody they know to be here. A blind no is shown to nobody."""
        return self.filter(self.told_to(person))

    @staticmethod
    def told_to(person):
        here = {"person": OuterRef("declared_by"), "cohort__programme": OuterRef("programme")}
        sits = {"person": OuterRef("declared_by"), "group__programme": OuterRef("programme")}
        known = Exists(Application.objects.submitted().filter(**here)) | Exists(
            Membership.objects.current().filter(**sits)
        )
        told = Q(source=Conflict.Source.ADMIN) | Q(source=Conflict.Source.APPLICANT) & known
        runs = Exists(Programme.objects.filter(pk=OuterRef("programme"), admins=person))
        return told & runs & ~Q(one=person) & (Q(other=None) | ~Q(other=person))

    def standing(self):
        return self.filter(lifted_at=None)

    def between_known_people(self):
        return self.filter(other__isnull=False)

    def apart(self):
        """The pairs that may not share a group, unless an admin said why they may."""
        return self.standing().between_known_people().exclude(kind=Conflict.Kind.TOGETHER).filter(overridden_at=None)

    def together(self):
        return self.standing().between_known_people().filter(kind=Conflict.Kind.TOGETHER)


class Conflict(models.Model):
    """Two people who may not share a group, or one who named somebody not yet known here."""

    class Kind(models.TextChoices):
        COMPETITOR = "competitor", _("Competitor")
        CUSTOMER = "customer", _("Customer or supplier")
        BOSS = "boss", _("Boss and report")
        CLOSE = "close", _("Close tie")
        NOT_WITH = "not_with", _("Would rather not sit together")
        TOGETHER = "together", _("Keep together")

    class Source(models.TextChoices):
        APPLICANT = "applicant", _("Declared in private")
        ADMIN = "admin", _("Set by an admin")
        BLIND = "blind", _("Said before joining")  # nobody learns by whom: `declared_by` stays empty

    id = RandomId()
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="conflicts")
    kind = models.CharField(max_length=10, choices=Kind)
    source = models.CharField(max_length=10, choices=Source)
    one = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", null=True, blank=True)
    told = EncryptedTextField(blank=True, default="")  # whom they named, and why, as they wrote it
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="conflicts_declared", null=True, blank=True
    )
    declared_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    overridden_at = models.DateTimeField(null=True, blank=True)
    overridden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    override_reason = EncryptedTextField(blank=True, default="")

    objects = ConflictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(one=F("other")), name="nobody_conflicts_with_themselves"
            ),
            models.CheckConstraint(condition=~Q(source="blind") | Q(declared_by=None), name="a_blind_no_has_no_name"),
        ]

    def __str__(self):
        return f"{self.one_id} and {self.other_id}"

    def get_absolute_url(self):
        return reverse("groups:conflict", args=[self.pk])

    @property
    def whom(self):
        """Whom somebody named, in their own words: the first line of what they told."""
        return self.told.partition("\n")[0]

    @property
    def why(self):
        return self.told.partition("\n")[2]

    @property
    def is_together(self):
        return self.kind == Conflict.Kind.TOGETHER
