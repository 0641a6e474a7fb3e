"""What do people write in a room, and who may read it? Every such text is a row of this one table.

The rule stands three times: as `visible_to` for the pages, as row-level security in the database (see the migrations
`the_wall` and `words_have_a_ladder`), and as encryption for a stolen dump.
"""

import json

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from groups.models.memberships import Membership
from groups.retention import last_day
from peergroups.kit.encryption import EncryptedTextField
from peergroups.kit.ids import RandomId

LONGEST_ANSWER = 5_000  # characters, checked by the forms
LONGEST_BODY = 400_000  # eight such answers in any script, sealed; checked by the database


class WordsQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Say the database's policy once more, in Python; the two are compared by a test."""
        rooms = Membership.objects.signed().filter(person=person).values("group")
        own = Q(audience=Words.Audience.ME, author=person)
        between_two = Q(audience=Words.Audience.READER) & (Q(reader=person) | Q(author=person))
        handed_over = Q(audience=Words.Audience.HANDED, reader=person)
        in_the_room = between_two | handed_over | Q(audience=Words.Audience.GROUP)
        return self.filter(own | in_the_room & Q(group__in=rooms))


class Words(models.Model):
    """What one person wrote in one room: the answers to a form's questions, kept together."""

    class Audience(models.TextChoices):
        ME = "me", _("Only you")
        READER = "reader", _("You and one person")
        GROUP = "group", _("Your group")
        HANDED = "handed", _("One person, and you no longer")  # outside the ladder: given away, as a note is

    LADDER = (Audience.ME, Audience.READER, Audience.GROUP)  # each rung is read by more people than the one before

    id = RandomId()
    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="words")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    audience = models.CharField(max_length=6, choices=Audience, default=Audience.ME)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    body = EncryptedTextField()
    written_at = models.DateTimeField()
    expires_on = models.DateField(null=True, blank=True)

    objects = WordsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "words"
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=["reader", "handed"], reader__isnull=False)
                | ~Q(audience__in=["reader", "handed"]) & Q(reader=None),
                name="a_reader_when_for_one_reader",
            ),
            models.CheckConstraint(condition=~Q(reader=models.F("author")), name="nobody_is_their_own_reader"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("body"), LONGEST_BODY), name="body_of_bounded_length"
            ),
        ]

    def __str__(self):
        return f"words {self.pk}"

    @property
    def answers(self):
        """What was written, by question; nothing once it is no longer kept."""
        return json.loads(self.body) if self.body else {}

    @answers.setter
    def answers(self, answers):
        self.body = json.dumps(answers, ensure_ascii=False)

    @property
    def is_gone(self):
        """Say whether its last day is over: the row stays, and holds nothing."""
        return not self.body

    def rewrite(self, *, now, kept="other", **answers):
        """Say it anew, for the same readers; its time begins again. The database lets nobody but its author do so."""
        self.answers = answers
        self.written_at, self.expires_on = now, last_day(kept, now)
        self.save(update_fields=["body", "written_at", "expires_on"])

    @property
    def read_by(self):
        """Say in a line who reads it, for its author."""
        return READ_BY[self.audience]

    def readers_by_now(self):
        """Return who reads a text added to it: the same people, or its author alone once its one reader has left."""
        here = Membership.objects.current().filter(group=self.group_id, person=self.reader_id)
        if self.audience == self.Audience.READER and not here.exists():
            return self.Audience.ME, None
        return self.audience, self.reader

    def is_wider_than(self, audience):
        """Say whether more people read it than an audience would be."""
        return self.LADDER.index(self.audience) > self.LADDER.index(audience)

    def narrow(self, audience, reader=None):
        """Let fewer people read it; the database refuses more, however old this copy of the row is."""
        self.audience, self.reader = audience, reader
        self.save(update_fields=["audience", "reader"])

    def share(self, audience, reader=None):
        """Choose anew who reads it, also more people than before: the only way up the ladder."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT share_my_words(%s, %s, %s)", [self.pk, str(audience), reader and reader.pk])
        self.audience, self.reader = audience, reader


READ_BY = {
    Words.Audience.ME: _("Only you read this"),
    Words.Audience.READER: _("You and one person read this"),
    Words.Audience.GROUP: _("Your group reads this"),
}


def write(group, author, *, now, kept="other", audience=Words.Audience.GROUP, reader=None, **answers):
    """Put down what someone says in a group; `kept` names its kind in the table of `groups/retention.py`."""
    words = Words(
        group=group, author=author, audience=audience, reader=reader, written_at=now, expires_on=last_day(kept, now)
    )
    words.answers = answers
    words.save(force_insert=True)
    return words
