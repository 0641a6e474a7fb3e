"""What did somebody take down for another who said it aloud? Theirs to make their own, or to refuse."""

from django.conf import settings
from django.db import models, transaction

from accountability.models.commitments import Commitment, commit
from groups.models import Membership, Words
from groups.words import write
from meetings.models import Meeting
from peergroups.kit.ids import RandomId


class NothingSaid(Exception):
    """A line stands beside how it went, which its owner has taken back."""


class DictationQuerySet(models.QuerySet):
    def visible_to(self, person):
        mine = Membership.objects.current().filter(person=person).values("group")
        return self.filter(meeting__group__in=mine).select_related("meeting__group")

    def open(self):
        return self.filter(settled_at=None)

    def commitments(self):
        """What somebody said they will do; the rest is what they said they learned."""
        return self.filter(lesson_of=None)


class Dictation(models.Model):
    """Said aloud in a meeting and written by whoever led it; nobody but the one who said it reads it.

    A commitment with its day, or what came of one made before.
    """

    id = RandomId()
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="dictations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="dictations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.OneToOneField(Words, models.PROTECT, related_name="dictation")
    due_on = models.DateField(null=True, blank=True)
    lesson_of = models.ForeignKey(Commitment, models.CASCADE, related_name="lessons", null=True, blank=True)
    written_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = DictationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "meeting",
                "person",
                condition=models.Q(settled_at=None, lesson_of=None),
                name="one_dictation_open_for_each",
            ),
            models.UniqueConstraint(
                "lesson_of", condition=models.Q(settled_at=None), name="one_lesson_open_for_each_commitment"
            ),
            models.CheckConstraint(
                condition=models.Q(due_on=None) ^ models.Q(lesson_of=None), name="a_promise_with_its_day_or_a_lesson"
            ),
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
        """Make it one's own, in one's own name: a commitment, or a line on how one went; a second tap finds it made."""
        held = Dictation.objects.open().select_for_update(of=("self",)).select_related("words").filter(pk=self.pk)
        if (mine := held.first()) is None or mine.words.is_gone:
            return None
        said = mine.words.answers["what"]
        made = mine.learn(said, now=now) if mine.lesson_of else mine.commit(said, now=now)
        mine.settle(now=now)
        return made

    def commit(self, what, *, now):
        return commit(self.group, self.person, meeting=self.meeting, now=now, due_on=self.due_on, what=what)

    def learn(self, what, *, now):
        """Put it down after what its owner wrote already; how it went stays as it was noted."""
        told = self.lesson_of.follow_up_said
        if told is None:
            raise NothingSaid
        line = f"{told.line}\n{what}".strip()
        return self.lesson_of.follow_up(told.outcome, line, now=now)


@transaction.atomic
def dictate(meeting, person, *, by, what, now, due_on=None, lesson_of=None):
    """Take down what somebody said they will do, or learned; said anew, it takes the place of the one before."""
    before = lesson_of.lessons.open() if lesson_of else meeting.dictations.open().commitments().filter(person=person)
    before.update(settled_at=now)
    words = write(meeting.group, by, now=now, kept="dictated", audience=Words.Audience.HANDED, reader=person, what=what)
    said = {"due_on": due_on, "lesson_of": lesson_of, "written_at": now}
    return Dictation.objects.create(meeting=meeting, person=person, by=by, words=words, **said)
