"""Where is a meeting that is being held? A row for it, for each stretch of its time, and for each who is there."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.models.agenda_items import AgendaItem
from meetings.models.meetings import Meeting
from peergroups.kit.ids import RandomId


class SittingQuerySet(models.QuerySet):
    def going_on(self):
        """Those that have begun and that nobody has ended."""
        return self.filter(ended_at=None)

    def led_by(self, person):
        """Those among them that somebody leads just now."""
        return self.going_on().filter(leader=person)


class Sitting(models.Model):
    """A meeting being held: who leads it, in which stretch it is, and since when that runs."""

    id = RandomId()
    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="sitting")
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    led_since = models.DateTimeField()
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # as agreed: the meeting's own end, unless the group chose a later one
    current = models.ForeignKey("meetings.Stretch", models.SET_NULL, related_name="+", null=True)
    running_since = models.DateTimeField(null=True)  # None: it is paused, or over
    ended_at = models.DateTimeField(null=True)
    speaking = models.ForeignKey("meetings.Turn", models.SET_NULL, related_name="+", null=True)  # in a round
    spoken_since = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)  # rises with whatever a phone shows

    objects = SittingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(running_since=None), name="nothing_runs_after_the_end"
            ),
        ]

    def __str__(self):
        return f"sitting of {self.meeting_id}"

    @property
    def is_paused(self):
        return self.running_since is None and self.ended_at is None


class Stretch(models.Model):
    """A part of a meeting being held, or a step of a hot seat; it keeps the time it used, also when it is left."""

    id = RandomId()
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="stretches")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="stretches")
    step = models.CharField(max_length=20, default="", blank=True)  # of the seat's protocol; empty: the whole part
    position = models.PositiveSmallIntegerField()
    length = models.DurationField()
    used = models.DurationField(default=timedelta(0))
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    eased_at = models.DateTimeField(null=True)  # whoever leads said: in this step anything may be said

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "position"],
                name="one_stretch_per_sitting_and_position",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self):
        return f"{self.item} {self.step}".strip()

    @property
    def is_over(self):
        return bool(self.done_at or self.dropped_at)

    def unheard(self):
        """Return the turns of its round that are still to come, of those who are there."""
        return self.turns.filter(done_at=None, person__in=self.sitting.here.inside().values("person"))


class Turn(models.Model):
    """One person's turn to speak in a round, and the time it used."""

    id = RandomId()
    stretch = models.ForeignKey(Stretch, models.CASCADE, related_name="turns")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    used = models.DurationField(default=timedelta(0))
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("stretch", "person", name="one_turn_per_stretch_and_person")]

    def __str__(self):
        return f"turn of {self.person_id}"


class HereQuerySet(models.QuerySet):
    def inside(self):
        """Those who came and have not gone."""
        return self.filter(left_at=None)


class Here(models.Model):
    """Somebody at a meeting being held, from the moment they came in."""

    id = RandomId()
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="here")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sat_in")
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    private_at = models.DateTimeField(null=True)  # they said: nobody listens in here, and nothing is recorded
    ready_for = models.ForeignKey(Stretch, models.SET_NULL, related_name="ready", null=True)  # which to move on from
    hand_at = models.DateTimeField(null=True)
    nothing_at = models.DateTimeField(null=True)  # they said: no commitment this month

    objects = HereQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("sitting", "person", name="one_place_per_sitting_and_person")]

    def __str__(self):
        return f"{self.person_id} at {self.sitting_id}"


def sitting_of(meeting):
    """Return how a meeting is being held, or was; nothing where it never began."""
    return Sitting.objects.filter(meeting=meeting).first()
