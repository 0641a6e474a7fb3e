"""What happens when in a meeting? The timed blocks of its agenda, in order."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.agenda import USUAL
from peergroups.kit.ids import RandomId


class AgendaItem(models.Model):
    """A timed block of one meeting."""

    class Kind(models.TextChoices):
        OPENING = "opening", gettext_lazy("Opening and charter line")
        UPDATES = "updates", gettext_lazy("Updates")
        REVIEW = "review", gettext_lazy("Last time’s commitments")
        HOT_SEAT = "hot_seat", gettext_lazy("Hot seat")
        TROIKA = "troika", gettext_lazy("Short troika")
        LIGHTNING = "lightning", gettext_lazy("Lightning round")
        BREAK = "break", gettext_lazy("Break")
        TOPIC = "topic", gettext_lazy("A topic of the group’s")
        NEEDS = "needs", gettext_lazy("Needs and leads")
        COMMITMENTS = "commitments", gettext_lazy("New commitments")
        CLOSE = "close", gettext_lazy("Rate and close")

        @classmethod
        def choices_to_add(cls):
            """List what a facilitator may add by hand; a topic is brought by a member."""
            return [(value, label) for value, label in cls.choices if value != cls.TOPIC]

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
    def brought(self):
        """The topic that this time was made for; None for any other part, and where its words are hidden."""
        topic = getattr(self, "topic", None) if self.kind == self.Kind.TOPIC else None
        return topic if getattr(topic, "words", None) else None

    @property
    def called(self):
        """What this part is called: a topic by its own words, as long as they are kept."""
        said = self.brought and self.brought.words.answers.get("topic")
        return said or str(self)

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
        self.put(self.position + step)

    @transaction.atomic
    def put(self, position):
        """Take this place in the agenda, counted from one; the others close up."""
        others = list(self.meeting.agenda_items.exclude(pk=self.pk))
        others.insert(max(0, position - 1), self)
        number(others)

    @transaction.atomic
    def remove(self):
        """Take this part out; who had its hot seat keeps their brief, unseen by others."""
        rest = list(self.meeting.agenda_items.exclude(pk=self.pk))
        self.delete()
        number(rest)


def number(items):
    """Count the parts of an agenda anew, in this order."""
    for position, item in enumerate(items, start=1):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position"])


@transaction.atomic
def add(meeting, kind, *, topic=None):
    """Make room for one more part, before the last one: that is where a meeting closes."""
    items = list(meeting.agenda_items.all())
    item = AgendaItem(meeting=meeting, position=len(items) + 1, kind=kind, minutes=USUAL[kind])
    item.save(force_insert=True)
    number([*items[:-1], item, *items[-1:]])
    if topic:
        topic.item = item
        topic.save(update_fields=["item"])
    return item


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
