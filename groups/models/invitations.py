"""Who is asked to join? One open question to one address, answered once."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from groups import links
from groups.models.audit import AuditEvent, note
from groups.models.groups import Group
from groups.models.memberships import Membership
from peergroups.kit.ids import RandomId

VALID_FOR = timedelta(days=7)


class InvitationSpent(Exception):
    """The invitation was answered, withdrawn or is too old."""


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever was asked sees it, and so do those who may ask people in."""
        keeps = Membership.objects.current().facilitating().filter(person=person)
        runs = Q(group__programme__in=person.programmes_run.all())
        return self.filter(Q(person=person) | Q(group__in=keeps.values("group")) | runs)

    def unanswered(self):
        return self.filter(accepted_at=None, withdrawn_at=None)

    def open(self, now):
        return self.unanswered().filter(expires_at__gt=now)


class Invitation(models.Model):
    """A place in a group, offered to one person at their own address."""

    id = RandomId()
    group = models.ForeignKey(Group, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Membership.Role, default=Membership.Role.MEMBER)
    is_peer = models.BooleanField(default=True)
    invited_at = models.DateTimeField()
    issue = models.PositiveSmallIntegerField(default=0)  # which of its links opens it: only the newest does
    link_hash = models.CharField(max_length=64, unique=True)
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

    def __str__(self):
        return f"{self.person_id} into {self.group_id}"

    def get_absolute_url(self):
        return reverse("groups:join", args=[self.pk])

    @classmethod
    def behind(cls, secret):
        """Find the invitation that a link opens; a link that was forged or replaced finds none."""
        return cls._base_manager.filter(link_hash=links.hashed(secret)).first()

    @property
    def link(self):
        """The address for the mail; None when the key it was made with has been taken out since."""
        secret = links.secret_behind(self.link_hash, self.pk, self.issue)
        return secret and reverse("groups:invitation", args=[secret])

    def is_open(self, now):
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at

    def issue_link(self, *, now):
        """Make a new link that works for seven days; an earlier one opens nothing from now on."""
        self.issue += 1
        self.link_hash = links.hashed(links.secret(self.pk, self.issue))
        self.expires_at = now + VALID_FOR
        self.save()

    def look_again(self):
        """Hold the row, and learn what became of it since it was read."""
        fresh = ["accepted_at", "withdrawn_at", "expires_at", "issue", "link_hash"]
        self.refresh_from_db(fields=fresh, from_queryset=Invitation.objects.select_for_update())

    @transaction.atomic
    def accept(self, *, now):
        """Take the place; a second time is the same place, a spent invitation gives none."""
        self.look_again()
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
        self.look_again()
        if self.accepted_at is None and self.withdrawn_at is None:
            self.withdrawn_at = now
            self.save(update_fields=["withdrawn_at"])
            note(AuditEvent.Act.WITHDREW, now=now, actor=by, group=self.group, person=self.person, about=self)
