"""How many people does a meeting want, and what was decided where too few could come? Facts only, no words."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from groups.models import Group
from meetings.models.meetings import Meeting, MeetingOver
from peergroups.kit.ids import RandomId


class Quorum(models.Model):
    """The least number of peers with whom a group meets, where it wants another than more than half."""

    group = models.OneToOneField(Group, models.CASCADE, related_name="quorum", primary_key=True)
    least = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(12)])

    class Meta:
        verbose_name_plural = "quorums"


class Decision(models.Model):
    """What a facilitator decided about one meeting for which too few could come, and what it looked like then."""

    class Choice(models.TextChoices):
        KEEP = "keep", _("Keep")
        MOVE = "move", _("Move")
        SHORTEN = "shorten", _("Shorten")

    id = RandomId()
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    choice = models.CharField(max_length=7, choices=Choice)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions_on_meetings")
    decided_at = models.DateTimeField()
    starts_at = models.DateTimeField()  # when it was to begin: moved since then, it is another matter
    may_come = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField()


def wish(group, least):
    """Keep how many a group wants at least; None: more than half again."""
    if least is None:
        Quorum.objects.filter(group=group).delete()
    else:
        Quorum.objects.update_or_create(group=group, defaults={"least": least})


def own(group):
    return Quorum.objects.filter(group=group).values_list("least", flat=True).first()


@transaction.atomic
def decide(meeting, choice, *, by, count, now):
    """Write down what a facilitator decided; a meeting that has begun is not decided on any more."""
    if not meeting.is_open(now):
        raise MeetingOver
    facts = {"may_come": count.may_come, "needed": count.needed, "starts_at": meeting.starts_at}
    return meeting.decisions.create(choice=choice, by=by, decided_at=now, **facts)
