"""Who is coming? Each member's own answer for one meeting."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from peergroups.kit.ids import RandomId


class AttendanceQuerySet(models.QuerySet):
    def absences(self):
        """The answers of those who cannot come."""
        return self.filter(answer=Attendance.Answer.CANT)


class Attendance(models.Model):
    """What one person said about coming to one meeting."""

    class Answer(models.TextChoices):
        COMING = "coming", _("I’m coming")
        LATE = "late", _("I’ll be late")
        CANT = "cant", _("I can’t")

    id = RandomId()
    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attendances")
    answer = models.CharField(max_length=6, choices=Answer)
    answered_at = models.DateTimeField()

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "person", name="one_answer_per_meeting_and_person")]

    def __str__(self):
        return f"{self.person_id}: {self.answer}"


def answer(meeting, person, said, *, now):
    """Take down whether a person comes; the last word counts."""
    return meeting.attendances.update_or_create(person=person, defaults={"answer": said, "answered_at": now})[0]
