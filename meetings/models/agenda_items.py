"""What happens when in a meeting? The timed blocks of its agenda, in order."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peergroups.kit.ids import RandomId


class AgendaItem(models.Model):
    """A timed block of one meeting."""

    class Kind(models.TextChoices):
        OPENING = "opening", gettext_lazy("Opening and charter line")
        UPDATES = "updates", gettext_lazy("Updates")
        REVIEW = "review", gettext_lazy("Last time's commitments")
        HOT_SEAT = "hot_seat", gettext_lazy("Hot seat")
        TROIKA = "troika", gettext_lazy("Short troika")
        NEEDS = "needs", gettext_lazy("Needs and leads")
        COMMITMENTS = "commitments", gettext_lazy("New commitments")
        CLOSE = "close", gettext_lazy("Rate and close")

    id = RandomId()
    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    minutes = models.PositiveSmallIntegerField()
    seat_number: int  # among the hot seats taken; only where `meetings.reading` has counted them

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="one_item_per_meeting_and_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=models.Q(minutes__gte=1), name="an_item_takes_time"),
        ]

    def __str__(self):
        return str(self.Kind(self.kind).label)

    @property
    def is_hot_seat(self):
        return self.kind == self.Kind.HOT_SEAT

    @property
    def holder(self):
        """The person in this hot seat; None where nobody is, or where it is another kind of block."""
        is_there = getattr(self, "holder_is_there", True)  # only `meetings.reading` asks
        seat = getattr(self, "seat", None) if self.is_hot_seat and is_there else None
        return seat and seat.person

    def shift(self, step):
        """Change places with the neighbour above (-1) or below (+1); at the end of the list nothing moves."""
        neighbour = self.meeting.agenda_items.filter(position=self.position + step).first()
        if neighbour:
            neighbour.position, self.position = self.position, neighbour.position
            neighbour.save(update_fields=["position"])
            self.save(update_fields=["position"])


def check_sum(total, length):
    """Refuse minutes that do not sum to the meeting's length, and say by how much."""
    words = {"total": total, "length": length, "gap": abs(length - total)}
    if total < length:
        raise ValidationError(_("%(total)d of %(length)d minutes are planned. Add %(gap)d more.") % words)
    if total > length:
        raise ValidationError(_("%(total)d of %(length)d minutes are planned. Take %(gap)d away.") % words)


def set_minutes(meeting, minutes):
    """Give each item (by id) its minutes; their sum is the meeting's length."""
    check_sum(sum(minutes.values()), meeting.minutes)
    items = list(meeting.agenda_items.filter(pk__in=minutes))
    for item in items:
        item.minutes = minutes[item.pk]
    AgendaItem.objects.bulk_update(items, ["minutes"])
