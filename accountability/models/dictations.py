"""What did somebody take down for another who promised it aloud? Theirs to make their own, or to refuse."""

from django.conf import settings
from django.db import models, transaction

from accountability.models.commitments import commit
from groups.models import Membership, Words
from groups.words import write
from meetings.models import Meeting
from peergroups.kit.ids import RandomId


class DictationQuerySet(models.QuerySet):
    def visible_to(self, person):
        mine = Membership.objects.current().filter(person=person).values("group")
        return self.filter(meeting__group__in=mine).select_related("meeting__group")

    def open(self):
        return self.filter(settled_at=None)


class Dictation(models.Model):
    """A promise said aloud in a meeting and written by whoever led it; nobody but the one who said it reads it."""

    id = RandomId()
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="dictations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="dictations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.OneToOneField(Words, models.PROTECT, related_name="dictation")
    due_on = models.DateField()
    written_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = DictationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "meeting", "person", condition=models.Q(settled_at=None), name="one_dictation_open_for_each"
            )
        ]

    def __str__(self):
        return f"dictated by {self.person_id}"

    @property
    def group(self):
        """The group it belongs to, for a gate."""
        return self.meeting.group

    def settle(self, *, now):
        """Be done with it; twice keeps the first moment."""
        Dictation.objects.open().filter(pk=self.pk).update(settled_at=now)

    @transaction.atomic
    def take(self, *, now):
        """Make it a promise of one's own, in one's own name; a second tap finds it made."""
        held = Dictation.objects.open().select_for_update(of=("self",)).select_related("words").filter(pk=self.pk)
        if (mine := held.first()) is None or mine.words.is_gone:
            return None
        said = {"due_on": mine.due_on, "what": mine.words.answers["what"]}
        made = commit(self.group, self.person, meeting=self.meeting, now=now, **said)
        mine.settle(now=now)
        return made


@transaction.atomic
def dictate(meeting, person, *, by, what, due_on, now):
    """Take down what somebody said they will do; said anew, it takes the place of what was written before."""
    meeting.dictations.open().filter(person=person).update(settled_at=now)
    words = write(meeting.group, by, now=now, kept="dictated", audience=Words.Audience.HANDED, reader=person, what=what)
    return Dictation.objects.create(meeting=meeting, person=person, by=by, words=words, due_on=due_on, written_at=now)
