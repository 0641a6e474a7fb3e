"""Whose turn is it, and what do they bring? A hot seat, and the brief its holder writes beforehand."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from groups.models import Membership, Words
from groups.words import write
from meetings.models.agenda_items import AgendaItem
from peergroups.kit.ids import RandomId


class HotSeatQuerySet(models.QuerySet):
    def visible_to(self, person):
        mine = Membership.objects.current().filter(person=person).values("group")
        return self.filter(item__meeting__group__in=mine)


class HotSeat(models.Model):
    """One person's turn in one meeting."""

    id = RandomId()
    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="seat")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="hot_seats")
    assigned_at = models.DateTimeField()

    objects = HotSeatQuerySet.as_manager()

    def __str__(self):
        return f"hot seat of {self.person_id}"

    def get_absolute_url(self):
        return reverse("meetings:seat", args=[self.pk])

    @property
    def meeting(self):
        return self.item.meeting

    @property
    def group(self):
        return self.item.meeting.group


def assign(item, person, *, now):
    """Give a hot seat to a person, or with None to nobody; the brief of who had it stays their own draft."""
    held = HotSeat.objects.filter(item=item).first()
    if held and held.person_id == (person and person.pk):
        return held
    if held:
        held.delete()
    return person and HotSeat.objects.create(item=item, person=person, assigned_at=now)


class Brief(models.Model):
    """What the person in the hot seat brings: a draft of their own until they share it with the group."""

    id = RandomId()
    seat = models.OneToOneField(HotSeat, models.CASCADE, related_name="brief")
    words = models.OneToOneField(Words, models.PROTECT, related_name="brief")
    shared_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"brief for {self.seat_id}"

    @property
    def state(self):
        """A moment, for the facilitator's board: shared or not, never what a draft says."""
        return "shared" if self.shared_at else "draft"

    def share(self, *, now):
        """Show it to the group; from here on later changes show as well."""
        if self.shared_at is None:
            self.words.rewrite(now=now, audience=Words.Audience.GROUP, **self.words.answers)
            self.shared_at = now
            self.save(update_fields=["shared_at"])

    def take_back(self, *, now):
        """Make it a draft again that only its author reads."""
        if self.shared_at is not None:
            self.words.rewrite(now=now, audience=Words.Audience.ME, **self.words.answers)
            self.shared_at = None
            self.save(update_fields=["shared_at"])


def draft(seat, *, now, **answers):
    """Keep what the seated person has written so far."""
    brief = Brief.objects.filter(seat=seat).select_related("words").first()
    if brief:
        brief.words.rewrite(now=now, **answers)
        return brief
    words = write(seat.group, seat.person, now=now, audience=Words.Audience.ME, **answers)
    return Brief.objects.create(seat=seat, words=words)
