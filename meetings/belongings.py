"""What do meetings keep of one person? Their answers, what they asked for, their hot seats and the briefs for them."""

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.archived import fact
from groups.belongings import part, taken
from groups.models import CalendarFeed
from meetings.models import Brief, Cause, Letter, Note, ParkedTopic, Poll, Swap
from meetings.requesting import LINES
from meetings.updates.forms import UpdateForm

TAKEN = Q(hot_seats__item__isnull=False)  # not given up


@part("Answers about coming", archived=("meeting", "answer"))
def attendances(person, own):
    rows = person.attendances.select_related("meeting__group").order_by("answered_at")
    return [
        {
            "group": row.meeting.group,
            "meeting": row.meeting.starts_at,
            "answer": row.get_answer_display(),
            "answered": row.answered_at,
        }
        for row in rows
    ]


@part("Meetings you sat in")
def sat_in(person, own):
    rows = person.sat_in.select_related("sitting__meeting__group").order_by("came_at")
    return [
        {
            "group": row.sitting.meeting.group,
            "meeting": row.sitting.meeting.starts_at,
            "came": row.came_at,
            "left": row.left_at,
            "said that it is private": row.private_at,
            "said that they promise nothing": row.nothing_at,
        }
        for row in rows
    ]


@part("How meetings were for you")
def ratings(person, own):
    rows = person.ratings.select_related("sitting__meeting__group").order_by("rated_at")
    return [
        {
            "group": row.sitting.meeting.group,
            "meeting": row.sitting.meeting.starts_at,
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
        {
            "group": note.sitting.meeting.group,
            "meeting": note.sitting.meeting.starts_at,
            "given to whom it was for": note.handed_at,
        }
        | taken(own, note.words_id)
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


@part("Answers about times")
def votes(person, own):
    rows = person.votes.select_related("slot__poll__group").order_by("answered_at", "slot__starts_at")
    return [
        {
            "group": vote.slot.poll.group,
            "time": vote.slot.starts_at,
            "answer": vote.get_answer_display(),
            "answered": vote.answered_at,
            "by the link of a mail": vote.by_link,
        }
        for vote in rows
    ]


@part("Polls you started")
def polls(person, own):
    rows = Poll.objects.filter(asked_by=person).select_related("group").prefetch_related("slots").order_by("asked_at")
    return [
        {
            "group": poll.group,
            "asked": poll.asked_at,
            "closed": poll.closes_at,
            "times": [slot.starts_at for slot in poll.slots.all()],
        }
        for poll in rows
    ]


@part("Whether you were there")
def presences(person, own):
    rows = person.presences.select_related("meeting__group").order_by("noted_at")
    return [
        {"group": row.meeting.group, "meeting": row.meeting.starts_at, "noted": row.get_was_display()} for row in rows
    ]


@part("Calendar")
def calendar(person, own):
    made = CalendarFeed.objects.visible_to(person).values_list("made_at", flat=True)
    return [{"names the group": person.calendar_names_group, "address made": made_at} for made_at in made]


BRIEF = ("decide", "goal", "background", "feel", "tried", "outcomes", "options", "good_hour", "avoid")


@part("Hot seats and briefs", archived=("meeting", "given", *BRIEF))
def seats(person, own):
    rows = person.hot_seats.select_related("meeting__group").order_by("assigned_at")
    return [
        {
            "group": seat.meeting.group,
            "meeting": seat.meeting.starts_at,
            "given": seat.assigned_at,
            "kind of help": seat.get_help_display(),
        }
        | brief_for(seat, own)
        | cause_for(seat, own)
        for seat in rows
    ]


@part("Asked for", archived=("asked", *LINES), known_since="asked")
def requests(person, own):
    rows = person.seat_requests.select_related("group").order_by("pk")
    return [
        {
            "group": wish.group,
            "asked": wish.asked_at or _("not sent"),
            "as": wish.get_route_display(),
            "kind of help": wish.get_help_display(),
            "needed by": wish.needed_by,
            "closed": wish.closed_at,
        }
        | taken(own, wish.words_id)
        for wish in rows
    ]


@part("Hot seats you coached")
def coached(person, own):
    rows = person.coached.select_related("meeting__group").order_by("coach_named_at")
    return [
        {
            "group": seat.meeting.group,
            "meeting": seat.meeting.starts_at,
            "named": seat.coach_named_at,
            "talked it through": seat.met,
            "question in one sentence": seat.phrased,
            "answered": seat.checked_at,
        }
        for seat in rows
    ]


def brief_for(seat, own):
    """Tell of the brief without joining its words: in a group one has left, the wall hides them from a join."""
    brief = Brief.objects.filter(seat=seat).first()
    if brief is None:
        return {}
    return {"shared": brief.shared_at or _("not shared")} | taken(own, brief.words_id)


def cause_for(seat, own):
    cause = Cause.objects.filter(seat=seat).first()
    return taken(own, cause.words_id, readers="who reads the real question") if cause else {}


@part("Topics brought to meetings", archived=("meeting", "brought", "topic"))
def topics(person, own):
    rows = person.topics.select_related("meeting__group").order_by("added_at")
    return [
        {"group": row.meeting.group, "meeting": row.meeting.starts_at, "brought": row.added_at}
        | taken(own, row.words_id)
        for row in rows
    ]


@part("Updates", archived=("meeting", "shared", *UpdateForm.QUESTIONS), known_since="shared")
def updates(person, own):
    """Tell of each without joining its words: in a group one has left, the wall hides them from a join."""
    rows = person.updates.select_related("meeting__group").order_by("meeting__starts_at")
    return [
        {
            "group": row.meeting.group,
            "meeting": row.meeting.starts_at,
            "shared": row.shared_at or _("not shared"),
        }
        | taken(own, row.words_id)
        for row in rows
    ]


@part("Roles in meetings", archived=("meeting", "role"))
def duties(person, own):
    rows = person.duties.select_related("meeting__group").order_by("meeting__starts_at", "role")
    return [
        {
            "group": row.meeting.group,
            "meeting": row.meeting.starts_at,
            "role": row.get_role_display(),
            "named": row.named_at,
        }
        for row in rows
    ]


@part("Mails a facilitator wrote")
def letters(person, own):
    rows = Letter.objects.filter(Q(person=person) | Q(author=person)).select_related("group").order_by("written_at")
    return [
        {
            "group": row.group,
            "written": row.written_at,
            "by you": row.author_id == person.pk,
            "about": row.get_matter_display(),
        }
        for row in rows
    ]


@part("Decisions where too few could come")
def decisions(person, own):
    rows = person.decisions_on_meetings.select_related("meeting__group").order_by("decided_at")
    return [
        {
            "group": row.meeting.group,
            "meeting": row.starts_at,
            "decided": row.decided_at,
            "choice": row.get_choice_display(),
            "could come": row.may_come,
            "needed": row.needed,
        }
        for row in rows
    ]


@part("Parked topics", archived=("parked", "raised", "closed", "topic"))
def parked(person, own):
    rows = ParkedTopic.objects.filter(person=person).defer("words").order_by("parked_at")
    return [
        {"group": row.group, "parked": row.parked_at, "raised": row.times_raised, "closed": row.closed_at}
        | {"importance": row.importance, "urgency": row.urgency}
        | taken(own, row.words_id)
        for row in rows.select_related("group")
    ]


@part("Turns for a hot seat: passed")
def passed(person, own):
    rows = person.passes.select_related("meeting__group").order_by("passed_at")
    return [{"group": row.meeting.group, "meeting": row.meeting.starts_at, "passed": row.passed_at} for row in rows]


@part("Turns for a hot seat: let go first")
def jumped(person, own):
    rows = person.jumps.select_related("meeting__group").order_by("jumped_at")
    return [
        {"group": row.meeting.group, "meeting": row.meeting.starts_at, "why": row.get_why_display()} for row in rows
    ]


@part("Turns for a hot seat: stood back")
def stood_back(person, own):
    rows = person.stood_back.select_related("meeting__group").order_by("jumped_at")
    return [{"group": row.meeting.group, "meeting": row.meeting.starts_at} for row in rows]


@part("Turns for a hot seat: swaps")
def swaps(person, own):
    rows = Swap.objects.filter(Q(seat__person=person) | Q(asked=person)).select_related("seat__meeting__group")
    return [
        {"group": row.group, "meeting": row.seat.meeting.starts_at, "asked": row.asked_at, "agreed": row.agreed_at}
        for row in rows.order_by("asked_at")
    ]


@fact("Meetings held")
def held(group):
    return [
        {"began": meeting.starts_at, "ended": meeting.ends_at, "hot seats": meeting.taken}
        for meeting in group.meetings.held(timezone.now()).annotate(taken=Count("hot_seats", filter=TAKEN))
    ]
