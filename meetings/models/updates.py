"""What does each member bring to a meeting? The update they fill in beforehand, and topics they want talked about."""

from django.conf import settings
from django.db import models, transaction

from groups.models import Membership, Words
from groups.words import write
from meetings.models.agenda_items import AgendaItem
from meetings.models.meetings import Meeting
from peergroups.kit.ids import RandomId


class OfMeetingQuerySet(models.QuerySet):
    def visible_to(self, person):
        mine = Membership.objects.current().filter(person=person).values("group")
        return self.filter(meeting__group__in=mine).select_related("meeting__group")


class Update(models.Model):
    """One member's update for one meeting: a draft of their own until they share it."""

    id = RandomId()
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="updates")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="updates")
    words = models.OneToOneField(Words, models.PROTECT, related_name="update")
    version = models.PositiveIntegerField(default=1)  # so that the second of two devices is told, and shown both texts
    shared_at = models.DateTimeField(null=True, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "person", name="one_update_per_meeting_and_person")]


class Topic(models.Model):
    """Something a member wants talked about in a meeting; with an item, the facilitator made time for it."""

    id = RandomId()
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="topics")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="topics")
    words = models.OneToOneField(Words, models.PROTECT, related_name="topic")
    item = models.OneToOneField(AgendaItem, models.SET_NULL, related_name="topic", null=True, blank=True)
    added_at = models.DateTimeField()

    objects = OfMeetingQuerySet.as_manager()

    def __str__(self):
        return f"topic of {self.person_id}"

    @property
    def group(self):
        """The group it belongs to, for a gate."""
        return self.meeting.group

    @property
    def author_id(self):
        return self.person_id

    @transaction.atomic
    def withdraw(self):
        """Take it back, with the time that was made for it."""
        if self.item:
            self.item.remove()
        words = self.words
        self.delete()
        words.delete()


@transaction.atomic
def bring(meeting, person, text, *, now):
    """Bring something to talk about, for the whole group to read."""
    words = write(meeting.group, person, now=now, kept="topic", topic=text)
    return Topic.objects.create(meeting=meeting, person=person, words=words, added_at=now)
