"""Who was asked to apply? By pasting addresses or from a list, and what they answered."""

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse

from groups.models.cohorts import Cohort
from groups.models.imports import Import
from peergroups.kit.encryption import EncryptedTextField
from peergroups.kit.ids import RandomId

SALT = "groups.asked"


class AskingLetter(models.Model):
    """What an admin writes to everybody they ask at once; deleted when the mails have left."""

    id = RandomId()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = EncryptedTextField()
    written_at = models.DateTimeField()

    def __str__(self):
        return f"by {self.author_id}"


class AskedQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those who run the programme."""
        return self.filter(cohort__programme__admins=person)

    def unsent(self):
        return self.filter(sent_at=None, answered_at=None, declined_at=None, person__erased_at=None)


class Asked(models.Model):
    """An address that was put down for a cohort. It may belong to somebody already; who put it down never learns so.

    Name and address are as the admin wrote them; `given` is whatever else could not go into the account.
    """

    id = RandomId()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="asked")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="asked")
    email = models.EmailField()
    name = models.CharField(max_length=80, blank=True)
    given = EncryptedTextField(blank=True, default="")
    batch = models.ForeignKey(Import, models.SET_NULL, related_name="asked", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    letter = models.ForeignKey(AskingLetter, models.SET_NULL, related_name="asked", null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)  # wants to take part
    declined_at = models.DateTimeField(null=True, blank=True)  # "not for me"

    objects = AskedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "asked"
        constraints = [
            models.UniqueConstraint("cohort", "person", name="asked_once_per_cohort_and_person"),
            models.UniqueConstraint("cohort", "email", name="asked_once_per_cohort_and_address"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(declined_at=None), name="answered_one_way_or_the_other"
            ),
        ]

    def __str__(self):
        return f"{self.person_id} for {self.cohort_id}"

    @property
    def programme(self):
        """Whose admins asked."""
        return self.cohort.programme

    @property
    def token(self):
        """What opens the page with the question; nobody can make one for another row."""
        return signing.Signer(salt=SALT).sign(self.pk)

    @property
    def link(self):
        """The address for the mail: it shows what is offered, and takes one answer."""
        return reverse("groups:asked", args=[self.token])

    @classmethod
    def behind(cls, token):
        """Find whom a link was made for; a forged one finds nobody."""
        try:
            pk = int(signing.Signer(salt=SALT).unsign(token))
        except (signing.BadSignature, ValueError):
            return None
        return cls._base_manager.select_related("cohort__programme", "person", "by").filter(pk=pk).first()
