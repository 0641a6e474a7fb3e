"""What does each member bring to a meeting? The update they fill in beforehand, and topics they want talked about."""

from django.conf import settings
from django.db import models, transaction

from groups.models import Membership, Words
from groups.words import write
from meetings.models.agenda_items import AgendaItem
from meetings.models.meetings import Meeting
from meetings.models.shared import Shared
from meetings.models.versions import Versioned
from peergroups.kit.ids import RandomId


class OfMeetingQuerySet(models.QuerySet):
    def visible_to(self, person):
        mine = Membership.objects.current().filter(person=person).values("group")
        return self.filter(meeting__group__in=mine).select_related("meeting__group")


class Update(Shared, Versioned):
    """One member's update for one meeting: a draft of their own until they share it."""

    id = RandomId()
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="updates")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="updates")
    words = models.OneToOneField(Words, models.PROTECT, related_name="update")

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "person", name="one_update_per_meeting_and_person")]

    def __str__(self):
        return f"update of {self.person_id}"

    def share(self, audience=Words.Audience.GROUP, reader=None, *, now):
        """Show it; a page that was opened before, and says that nobody reads it, is out of date from now on."""
        super().share(audience, reader, now=now)
        self.count_up()


def update_of(meeting, person):
    """Return what a member wrote for a meeting, as far as whoever asks may read it."""
    return Update.objects.filter(meeting=meeting, person=person).select_related("words").first()


@transaction.atomic
def keep(meeting, person, *, now, seen=0, hand="", **answers):
    """Keep what a member has written so far; of two pages, the one that saw less is refused until it saw both texts."""
    Membership.objects.select_for_update(no_key=True).get(group=meeting.group, person=person, left_at=None)
    written = update_of(meeting, person)
    if written is None:
        words = write(meeting.group, person, now=now, kept="update", audience=Words.Audience.ME, **answers)
        return Update.objects.create(meeting=meeting, person=person, words=words, hand=hand)
    if written.words.answers == answers:
        return written
    written.must_be_seen(seen, hand)
    written.words.rewrite(now=now, kept="update", **answers)
    written.count_up(hand)
    return written


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
