"""Whose turn is it, and what do they bring? A hot seat, and the brief its holder writes beforehand."""

from django.conf import settings
from django.db import models, transaction

from groups.models import Words
from groups.readers import choose, narrow
from groups.words import write
from meetings.models.agenda_items import AgendaItem
from meetings.models.requests import Help, SeatRequest
from peergroups.kit.ids import RandomId


class HotSeat(models.Model):
    """One person's turn in one meeting; without an agenda item it was given up, and its brief is kept."""

    id = RandomId()
    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="hot_seats")
    item = models.OneToOneField(AgendaItem, models.SET_NULL, related_name="seat", null=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="hot_seats")
    assigned_at = models.DateTimeField()
    request = models.OneToOneField(SeatRequest, models.SET_NULL, related_name="seat", null=True, blank=True)
    help = models.CharField(max_length=10, choices=Help, default=Help.ADVICE)  # decides the protocol
    coach = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="coached", null=True, blank=True)
    coach_named_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "person", name="one_seat_per_meeting_and_person")]

    def __str__(self):
        return f"hot seat of {self.person_id}"


@transaction.atomic
def assign(item, person, *, now):
    """Give a hot seat to a person, or with None to nobody; who had it before keeps their brief, unseen by others."""
    AgendaItem.objects.select_for_update().get(pk=item.pk)
    meeting = item.meeting
    meeting.hot_seats.filter(item=item).exclude(person=person).update(item=None)
    if person is None:
        return None
    return meeting.hot_seats.update_or_create(person=person, defaults={"item": item, "assigned_at": now})[0]


class Brief(models.Model):
    """What the person in the hot seat brings: a draft of their own until they share it."""

    id = RandomId()
    seat = models.OneToOneField(HotSeat, models.CASCADE, related_name="brief")
    words = models.OneToOneField(Words, models.PROTECT, related_name="brief")
    shared_at = models.DateTimeField(null=True, blank=True)  # with the whole group

    def __str__(self):
        return f"brief for {self.seat_id}"

    def share(self, audience=Words.Audience.GROUP, reader=None, *, now):
        """Show it to the group, or to one person first; from here on later changes show as well."""
        choose(self.words, audience, reader, now=now)
        if audience != Words.Audience.GROUP:
            self.close()
        elif self.shared_at is None:
            self.shared_at = now
            self.save(update_fields=["shared_at"])

    def take_back(self, *, now):
        """Make it a draft again that only its author reads."""
        if self.words.audience != Words.Audience.ME:
            narrow(self.words, Words.Audience.ME, now=now)

    def close(self):
        """Note that the group as a whole cannot read it."""
        if self.shared_at is not None:
            self.shared_at = None
            self.save(update_fields=["shared_at"])


def brief_of(seat):
    """Return what was written for a seat, as far as whoever asks may read it."""
    return Brief.objects.filter(seat=seat).select_related("words").first()


@transaction.atomic
def draft(seat, *, now, **answers):
    """Keep what the seated person has written so far; of two windows saving at once, one waits for the other."""
    HotSeat.objects.select_for_update().get(pk=seat.pk)
    if brief := brief_of(seat):
        brief.words.rewrite(now=now, kept="brief", **answers)
        return brief
    words = write(seat.meeting.group, seat.person, now=now, kept="brief", audience=Words.Audience.ME, **answers)
    return Brief.objects.create(seat=seat, words=words)
