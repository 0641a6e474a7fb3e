"""Who does what in a meeting? Facilitator, elect, timekeeper, scribe and observer, named ahead."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Membership
from meetings.models.attendances import Attendance
from meetings.models.meetings import Meeting
from peergroups.kit.ids import RandomId


class Facilitation(models.Model):
    """How a group chose to be facilitated, where it said so."""

    class Kind(models.TextChoices):
        PROFESSIONAL = "pro", _("A professional, who takes no other role")
        FIXED = "fixed", _("One of us, always the same")
        ROTATING = "rotating", _("Each of us in turn")

    group = models.OneToOneField(Group, models.CASCADE, related_name="facilitation", primary_key=True)
    kind = models.CharField(max_length=8, choices=Kind)


class DutyQuerySet(models.QuerySet):
    def opening_doors(self):
        """Those by which one may arrange the meeting: its facilitator's; its elect's while no facilitator can be there.

        Where nobody is named for it, its facilitator is whoever keeps the room.
        """
        named = Duty.objects.filter(meeting=OuterRef(OuterRef("meeting")), role=Duty.Role.FACILITATOR)
        said = Attendance.objects.filter(meeting=OuterRef(OuterRef("meeting")), person=OuterRef("person"))
        there = Membership.objects.current().there_at(OuterRef("meeting__starts_at"))
        there = there.filter(~Exists(said.absences()), group=OuterRef("meeting__group"))
        leads = Q(Exists(named.filter(person=OuterRef("person")))) | Q(~Exists(named), role=Membership.Role.FACILITATOR)
        stands_in = Q(~Exists(there.filter(leads)), role=Duty.Role.ELECT)
        return self.filter(Q(role=Duty.Role.FACILITATOR) | stands_in)


class Duty(models.Model):
    """One person's part in one meeting."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", _("Facilitator")
        ELECT = "elect", _("Elect")  # keeps the room when the facilitator cannot, and is next
        TIMEKEEPER = "timekeeper", _("Timekeeper")
        SCRIBE = "scribe", _("Scribe")
        OBSERVER = "observer", _("Observer")

    id = RandomId()
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="duties")
    role = models.CharField(max_length=11, choices=Role)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="duties")
    named_at = models.DateTimeField()

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "role", name="one_person_per_meeting_and_duty")]
        verbose_name_plural = "duties"

    def __str__(self):
        return f"{self.role}: {self.person_id}"
