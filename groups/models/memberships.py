"""Who sits in a group? Each place with its role, since when, with which breaks, and until when."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from groups.models import calendars
from groups.models.audit import AuditEvent, note
from groups.models.charters import VALID_FOR, Charter, Signature, is_renewable
from peergroups.kit.ids import RandomId
from peergroups.kit.questions import IsThere

Act = AuditEvent.Act
A_MOMENT = timedelta(seconds=1)
A_YEAR_AND_A_DAY = timedelta(days=367)  # the day on which it begins is not counted


def no_break_at(moment):
    """Leave out those who are on a sabbatical at that moment."""
    return Q(returns_at=None) | Q(returns_at__lte=moment) | Q(paused_at__gt=moment)


class MembershipQuerySet(models.QuerySet):
    def current(self):
        """Those who have not left, and whose notice has not run out by the database's clock, as the wall counts it."""
        return self.filter(Q(leaves_at=None) | Q(leaves_at__gt=Now()), left_at=None)

    def facilitating(self):
        return self.filter(role=Membership.Role.FACILITATOR)

    def there_at(self, moment):
        """Those who have not left by then, and are not on a sabbatical at that moment, be it past or to come."""
        stays = Q(leaves_at=None) | Q(leaves_at__gt=moment)
        still_here = Q(left_at=None) | Q(left_at__gt=moment)
        return self.filter(stays, still_here, no_break_at(moment))

    def attending(self):
        """Leave out those on a sabbatical: nothing is asked or expected of them."""
        return self.current().filter(no_break_at(Now()))

    def parting(self, since):
        """Those who gave notice, and those who left since then."""
        return self.filter(Q(left_at=None, leaves_at__isnull=False) | Q(left_at__gte=since))

    def peers(self):
        return self.current().filter(is_peer=True)

    def with_signed(self):
        """Add `signed`: whether this member signed the charter as it stands today, within a year; `signed_at`: when.

        The year is counted by the database's clock, as the wall counts it.
        """
        today = Charter.objects.filter(group=OuterRef("membership__group")).order_by("-version").values("pk")[:1]
        signatures = Signature.objects.filter(membership=OuterRef("pk"), charter=Subquery(today))
        return self.annotate(
            signed=Exists(signatures.filter(signed_at__gt=Now() - VALID_FOR)),
            signed_at=Subquery(signatures.order_by("-signed_at").values("signed_at")[:1]),
        )

    def signed(self):
        return self.current().with_signed().filter(signed=True)

    def hearing(self):
        """Those who hear of what concerns their whole group, and are asked for it: they signed, and take no break."""
        return self.signed().attending()

    def keepers(self):
        """The facilitators who signed and take no break: those who are asked to see to something."""
        return self.hearing().facilitating()


class Membership(models.Model):
    """One person's place in one group."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        FACILITATOR = "facilitator", _("Facilitator")

    id = RandomId()
    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role, default=Role.MEMBER)
    is_peer = models.BooleanField(default=True)  # a professional facilitator keeps the room and takes no seat in it
    joined_at = models.DateTimeField()
    leaves_at = models.DateTimeField(null=True, blank=True)  # after notice: when the place ends by itself
    left_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)  # a sabbatical: since when, and when it ends by itself
    returns_at = models.DateTimeField(null=True, blank=True)
    farewell = models.OneToOneField("groups.Words", models.SET_NULL, related_name="farewell_of", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "group", "person", condition=Q(left_at=None), name="one_place_per_group_and_person"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=models.F("joined_at")), name="left_after_joining"
            ),
            models.CheckConstraint(
                condition=Q(paused_at=None, returns_at=None)
                | Q(returns_at__gt=models.F("paused_at"), returns_at__lt=models.F("paused_at") + A_YEAR_AND_A_DAY),
                name="a_sabbatical_of_a_year_at_most",
            ),
        ]

    def __str__(self):
        return f"{self.person_id} in {self.group_id}"

    @property
    def facilitates(self):
        return self.role == self.Role.FACILITATOR

    @property
    def last_moment(self):
        """Return a moment of the last day: a notice runs out at midnight, when the next day has begun."""
        ends_at = self.left_at or self.leaves_at
        return ends_at and ends_at - A_MOMENT

    def is_away_at(self, moment):
        """Say whether this member will be on a sabbatical then."""
        return self.returns_at is not None and self.paused_at <= moment < self.returns_at

    @transaction.atomic
    def sign(self, charter, *, now):
        """Agree to one version of the charter; signing it twice keeps the first moment until it is time again."""
        Membership.objects.select_for_update().get(pk=self.pk)
        latest = self.signatures.filter(charter=charter).order_by("-signed_at").first()
        if latest and not is_renewable(latest.signed_at, now):
            return latest
        note(Act.SIGNED, now=now, actor=self.person, group=self.group, about=charter)
        return self.signatures.create(charter=charter, signed_at=now)

    @transaction.atomic
    def give_notice(self, leaves_at, *, now):
        """Leave at a later moment: until then the room stays open, from then on it is closed."""
        self.leaves_at = leaves_at
        self.save(update_fields=["leaves_at"])
        note(Act.GAVE_NOTICE, now=now, actor=self.person, group=self.group, about=self)

    @transaction.atomic
    def stay(self, *, now):
        """Take the notice back."""
        if self.leaves_at is not None:
            self.leaves_at = None
            self.save(update_fields=["leaves_at"])
            note(Act.STAYED, now=now, actor=self.person, group=self.group, about=self)

    @transaction.atomic
    def leave(self, *, now):
        """Give the place up; from here on no page, mail or query shows this person the room."""
        if self.left_at is None:
            self.left_at = now
            self.save(update_fields=["left_at"])
            note(Act.LEFT, now=now, actor=self.person, group=self.group, about=self)
            if not self.person.memberships.current().exists():
                calendars.stop(self.person)


def seated(group: int, person: int) -> MembershipQuerySet:
    """The place of a person in a group whose charter they signed, and from which they take no break."""
    return Membership.objects.hearing().filter(group=group, person=person)


sits_in = IsThere(seated, int, int)
