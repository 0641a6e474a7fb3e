"""What does a facilitator note about a group for themselves? A page a day, read by nobody else, gone when they are."""

from django.conf import settings
from django.db import models, transaction

from groups.models import Group, Words
from groups.words import write
from meetings.models.versions import Versioned
from peergroups.kit.ids import RandomId


class NotKeeper(Exception):
    """Only somebody who keeps the room writes these notes."""


class PrivateNoteQuerySet(models.QuerySet):
    def visible_to(self, person):
        """A facilitator's own, and no other's; where they keep the room no more the wall has emptied them."""
        return self.filter(author=person)


class PrivateNote(Versioned):
    """What one facilitator noted about one group on one day."""

    id = RandomId()
    group = models.ForeignKey(Group, models.PROTECT, related_name="private_notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="private_notes")
    day = models.DateField()  # by the group's calendar
    words = models.OneToOneField(Words, models.PROTECT, related_name="private_note")

    objects = PrivateNoteQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("group", "author", "day", name="one_page_per_keeper_and_day")]

    def __str__(self):
        return f"private note of {self.author_id}"

    @transaction.atomic
    def remove(self):
        """Take it out for good."""
        words = self.words
        self.delete()
        words.delete()


def pages_of(group, author):
    """Return what a facilitator noted about a group and is still kept, the latest day first."""
    rows = PrivateNote.objects.filter(group=group, author=author).select_related("words").order_by("-day")
    return [page for page in rows if not page.words.is_gone]


@transaction.atomic
def keep(group, author, day, *, now, note, seen=0, hand=""):
    """Keep the page of a day as typed so far; whoever is just now leaving, or handing over the room, is first."""
    places = group.memberships.current().facilitating().filter(person=author)
    if not places.select_for_update(no_key=True):
        raise NotKeeper
    written = PrivateNote.objects.filter(group=group, author=author, day=day).select_related("words").first()
    if written is None:
        if note:
            words = write(group, author, now=now, kept="private_note", audience=Words.Audience.ME, note=note)
            PrivateNote.objects.create(group=group, author=author, day=day, words=words, hand=hand)
    elif written.words.answers.get("note", "") != note:
        written.must_be_seen(seen, hand)
        written.words.rewrite(now=now, kept="private_note", note=note)
        written.count_up(hand)
