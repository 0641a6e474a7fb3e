"""What does a presenter take from their hot seat, and how did it close? Their own words; that it closed, all know."""

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accountability.models.commitments import Commitment
from groups.models import Words
from groups.words import write
from meetings.models import HotSeat
from meetings.models.versions import Versioned
from peergroups.kit.ids import RandomId


class ReadBack(Versioned):
    """What one presenter heard, will do and got; its words are theirs alone, how the seat closed is a fact."""

    class Closing(models.TextChoices):
        ACTION = "action", _("An action")
        LATER = "later", _("Later")
        NONE = "none", _("No action")

    id = RandomId()
    seat = models.OneToOneField(HotSeat, models.CASCADE, related_name="read_back")
    words = models.OneToOneField(Words, models.PROTECT, related_name="read_back")
    closing = models.CharField(max_length=6, choices=Closing, default="", blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # the first time, whatever was chosen instead since
    commitment = models.OneToOneField(Commitment, models.SET_NULL, related_name="closes", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closing="", closed_at=None)
                | Q(closing__in=["action", "later", "none"], closed_at__isnull=False),
                name="a_hot_seat_closes_in_one_of_three_ways",
            )
        ]
        indexes = [models.Index("closed_at", name="read_backs_by_closing")]

    def __str__(self):
        return f"read-back of {self.seat_id}"

    @property
    def closed_with(self):
        """Say how it closed, in a word or two."""
        return str(self.Closing(self.closing).label) if self.closing else ""


def read_back_of(seat):
    """Return what was read back of a hot seat, as far as whoever asks may read it."""
    return ReadBack.objects.filter(seat=seat).select_related("words", "commitment").first()


@transaction.atomic
def keep(seat, *, now, seen=0, hand="", **said):
    """Keep what the presenter has typed so far; the page that saw less is refused until it saw both texts."""
    HotSeat.objects.select_for_update().get(pk=seat.pk)
    written = read_back_of(seat)
    if written is None:
        words = write(seat.group, seat.person, now=now, kept="read_back", audience=Words.Audience.ME, **said)
        return ReadBack.objects.create(seat=seat, words=words, hand=hand)
    if written.words.answers != said:
        written.must_be_seen(seen, hand)
        written.words.rewrite(now=now, kept="read_back", **said)
        written.count_up(hand)
    return written
