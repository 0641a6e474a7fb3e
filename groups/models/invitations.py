"""Who is asked to join? One open question to one address, answered once."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from groups.models.audit import AuditEvent, note
from groups.models.groups import Group, Membership
from peergroups.kit.ids import RandomId

VALID_FOR = timedelta(days=7)
SALT = "groups.invitation"


class InvitationSpent(Exception):
    """The invitation was answered, withdrawn or is too old."""


class InvitationQuerySet(models.QuerySet):
    def open(self, now):
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """A place in a group, offered to one person at their own address."""

    id = RandomId()
    group = models.ForeignKey(Group, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Membership.Role, default=Membership.Role.MEMBER)
    is_peer = models.BooleanField(default=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "group",
                "person",
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_per_group_and_person",
            )
        ]

    def get_absolute_url(self):
        return reverse("groups:invitation", args=[signing.Signer(salt=SALT).sign(self.pk)])

    @classmethod
    def from_token(cls, token):
        """Find the invitation a link speaks of; a forged link finds none."""
        try:
            return cls.objects.filter(pk=signing.Signer(salt=SALT).unsign(token)).first()
        except signing.BadSignature:
            return None

    def is_open(self, now):
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at

    @transaction.atomic
    def accept(self, *, now):
        """Take the place; a second time is the same place, a spent invitation gives none."""
        self.refresh_from_db(
            fields=["accepted_at", "withdrawn_at"], from_queryset=Invitation.objects.select_for_update()
        )
        if self.accepted_at:
            return self._place_taken()
        if not self.is_open(now):
            raise InvitationSpent
        membership = self.group.admit(self.person, now=now, role=self.role, is_peer=self.is_peer, by=self.invited_by)
        self.accepted_at = now
        self.save(update_fields=["accepted_at"])
        return membership

    def _place_taken(self):
        """Return the place it gave; who has left it needs a new invitation."""
        place = self.group.membership_of(self.person)
        if place is None:
            raise InvitationSpent
        return place

    @transaction.atomic
    def withdraw(self, *, by, now):
        """Take the offer back; its link opens nothing from now on."""
        if self.accepted_at is None and self.withdrawn_at is None:
            self.withdrawn_at = now
            self.save(update_fields=["withdrawn_at"])
            note(AuditEvent.Act.WITHDREW, now=now, actor=by, group=self.group, person=self.person, about=self)
