"""Who is a full member? Whoever signed the pledge, and after two meetings said yes as the group did."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models.groups import Group
from groups.models.memberships import Membership
from peergroups.kit.encryption import EncryptedTextField
from peergroups.kit.ids import RandomId

MEETINGS = 2


class Pledge(models.Model):
    """What a person promised before they took a seat: which version of the words, and when."""

    id = RandomId()
    place = models.OneToOneField(Membership, models.PROTECT, related_name="pledge")
    version = models.PositiveSmallIntegerField()
    signed_on = models.DateField()  # by the group's calendar

    def __str__(self):
        return f"version {self.version} by {self.place_id}"


class TrialQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those of the groups a person sits in; an admin sees none."""
        mine = Membership.objects.current().filter(person=person).values("group")
        return self.filter(place__group__in=mine).select_related("place__group")

    def running(self):
        return self.filter(ended_at=None, place__left_at=None)


class Trial(models.Model):
    """The first two meetings of a member, ending in a yes or no of theirs and one of the group's."""

    class Says(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")

    id = RandomId()
    place = models.OneToOneField(Membership, models.PROTECT, related_name="trial")
    pledge = models.OneToOneField(Pledge, models.PROTECT, related_name="trial")  # nobody is tried without one
    began_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)  # a morning after the second meeting
    heard_at = models.DateTimeField(null=True, blank=True)  # a morning after the others were asked
    is_doubted = models.BooleanField(default=False)  # somebody has doubts: who, and how many, is kept nowhere
    own = models.CharField(max_length=3, choices=Says, blank=True)
    own_at = models.DateTimeField(null=True, blank=True)
    groups = models.CharField(max_length=3, choices=Says, blank=True)
    groups_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TrialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(own="yes", groups="yes") | Q(own="no") | Q(groups="no"),
                name="a_trial_ends_in_a_yes_of_both_or_a_no",
            ),
        ]

    def __str__(self):
        return f"of {self.place_id}"

    @property
    def group(self):
        return self.place.group

    @property
    def ended_in_no(self):
        return self.ended_at is not None and self.Says.NO in (self.own, self.groups)


class Voice(models.Model):
    """One member asked, after two meetings, about those on trial beside them; sealed until all are heard."""

    id = RandomId()
    group = models.ForeignKey(Group, models.CASCADE, related_name="voices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answers_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    doubts = EncryptedTextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint("group", "person", name="one_open_voice_per_group_and_person")]

    def __str__(self):
        return f"{self.person_id} in {self.group_id}"
