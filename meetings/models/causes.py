"""What is the real question of a hot seat? A sentence of its presenter's, read by everybody in the room."""

from django.db import models

from groups.models import Words
from groups.words import write
from meetings.models.hot_seats import HotSeat
from peergroups.kit.ids import RandomId


class Cause(models.Model):
    """The real question, in the sentence to which the presenter said: that is it."""

    id = RandomId()
    seat = models.OneToOneField(HotSeat, models.CASCADE, related_name="cause")
    words = models.OneToOneField(Words, models.PROTECT, related_name="cause")

    def __str__(self):
        return f"cause of {self.seat_id}"


def cause_of(seat):
    """Return the real question of a seat, as far as whoever asks may read it."""
    return Cause.objects.filter(seat=seat).select_related("words").first()


def name_cause(seat, sentence, *, now):
    """Confirm a sentence as the real question, in place of one confirmed before."""
    if cause := cause_of(seat):
        cause.words.rewrite(now=now, kept="brief", cause=sentence)
        return
    words = write(seat.group, seat.person, now=now, kept="brief", cause=sentence)
    Cause.objects.create(seat=seat, words=words)
