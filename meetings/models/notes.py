"""What is noted while somebody has the hot seat? Its writer's until the meeting ends, then the presenter's alone."""

from datetime import timedelta

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Q

from groups.models import Words
from groups.words import write
from meetings.models.hot_seats import HotSeat
from meetings.models.sittings import Sitting
from meetings.models.versions import Versioned
from peergroups.kit.ids import RandomId

STILL_TAKEN = timedelta(minutes=10)  # after the end: what was on its way is handed over as well


class TooLate(Exception):
    """The meeting is over, and the notes are no longer their writer's."""


class Note(Versioned):
    """What one person notes for one hot seat of a meeting being held; kept as a fact once it was handed over."""

    id = RandomId()
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="notes")
    seat = models.ForeignKey(HotSeat, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notes")
    words = models.OneToOneField(Words, models.PROTECT, related_name="note")
    handed_at = models.DateTimeField(null=True, blank=True)  # set by the database, and never changed again

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "seat", "author"],
                condition=Q(handed_at=None),
                name="one_note_per_seat_and_author_before_it_is_handed_over",
            )
        ]

    def __str__(self):
        return f"note for {self.seat_id}"


def note_of(seat, author):
    """Return what somebody notes for a seat, as long as it is theirs."""
    return Note.objects.filter(seat=seat, author=author, handed_at=None).select_related("words").first()


@transaction.atomic
def keep(sitting, seat, author, *, now, note, asks="", seen=0, hand=""):
    """Keep what somebody has noted so far; of two pages, the one that saw less is refused until it saw both texts.

    The end of the meeting waits for it, or comes first: then it is handed over at once, for a few minutes more.
    """
    held = Sitting.objects.select_for_update(no_key=True).get(pk=sitting.pk)
    if held.ended_at and now >= held.ended_at + STILL_TAKEN:
        raise TooLate
    written, said = note_of(seat, author), said_in({"note": note, "asks": asks})
    if written is None:
        if not said:
            return
        words = write(seat.group, author, now=now, kept="note", audience=Words.Audience.ME, **said)
        Note.objects.create(sitting=held, seat=seat, author=author, words=words, hand=hand)
    elif said_in(written.words.answers) != said:
        written.must_be_seen(seen, hand)
        written.words.rewrite(now=now, kept="note", **said)
        written.count_up(hand)
    if held.ended_at:
        hand_over(held)


def said_in(answers):
    """Return what stands in the boxes, of those in which something stands."""
    return {box: text for box, text in answers.items() if text}


def hand_over(sitting):
    """Give the notes of a sitting that has ended to those they were taken for; nobody else reads them from now on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT hand_over_notes(%s)", [sitting.pk])


def settle(note, *, stays):
    """Keep a note without a last day, or delete what it says; only whom it was handed to can."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT settle_my_note(%s, %s)", [note.words_id, stays])


def notes_for(person, meeting):
    """Return the notes for a person's hot seats in a meeting that they may read, by their authors' names."""
    rows = Note.objects.filter(seat__meeting=meeting, seat__person=person).select_related("words", "author")
    return [note for note in rows.order_by("author__name", "words__written_at") if not note.words.is_gone]
