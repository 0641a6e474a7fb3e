"""What is kept of the meetings one person sat in? Whether they were there, how it was for them, what they noted."""

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.archived import fact
from groups.belongings import part, taken
from meetings.belongings import at
from meetings.models import Note

TAKEN = Q(hot_seats__item__isnull=False)  # not given up


@part("Whether you were there")
def presences(person, own):
    rows = person.presences.select_related("meeting__group").order_by("noted_at")
    return [at(row.meeting) | {"noted": row.get_was_display()} for row in rows]


@part("Meetings you sat in")
def sat_in(person, own):
    rows = person.sat_in.select_related("sitting__meeting__group").order_by("came_at")
    return [
        at(row.sitting.meeting)
        | {
            "came": row.came_at,
            "left": row.left_at,
            "said that it is private": row.private_at,
            "said “none this month”": row.nothing_at,
        }
        for row in rows
    ]


@part("How meetings were for you")
def ratings(person, own):
    rows = person.ratings.select_related("sitting__meeting__group").order_by("rated_at")
    return [
        at(row.sitting.meeting)
        | {
            "of ten": row.score,
            "got": ", ".join(str(row.BENEFITS[name]) for name in row.benefits),
            "support and challenge": row.get_balance_display(),
        }
        | taken(own, row.words_id)
        for row in rows
    ]


@part("Notes for hot seats")
def notes(person, own):
    """Tell what somebody noted, as long as it is theirs; what was handed over is told by a date alone."""
    rows = person.notes.select_related("sitting__meeting__group").order_by("pk")
    return [
        at(note.sitting.meeting) | {"given to whom it was for": note.handed_at} | taken(own, note.words_id)
        for note in rows
    ]


@part("Notes given to you")
def notes_given(person, own):
    rows = Note.objects.filter(seat__person=person, words__reader=person)
    return [
        {"group": note.words.group, "by": note.author, "kept until": note.words.expires_on or _("for good")}
        | note.words.answers
        for note in rows.select_related("words__group", "author").order_by("pk")
    ]


@part("Your private notes as a facilitator")
def private_notes(person, own):
    """Tell the days alone: what they say is about others, and leaves the house in no file."""
    rows = person.private_notes.select_related("group").defer("words").order_by("day")
    for row in rows:
        own.pop(row.words_id, None)
    where = _("in no file: read them on their page")
    return [{"group": row.group, "day": row.day, "what they say": where} for row in rows]


@fact("Meetings held")
def held(group):
    return [
        {"began": meeting.starts_at, "ended": meeting.ends_at, "hot seats": meeting.taken}
        for meeting in group.meetings.held(timezone.now()).annotate(taken=Count("hot_seats", filter=TAKEN))
    ]
