"""What did one person bring to meetings? What they asked for, hot seats and briefs, updates, topics, turns."""

from django.db.models import Q
from django.utils.translation import gettext as _

from groups.belongings import part, taken
from meetings.belongings import at
from meetings.models import Brief, Cause, ParkedTopic, Swap
from meetings.requesting import LINES
from meetings.updates.forms import UpdateForm

BRIEF = ("decide", "goal", "background", "feel", "tried", "outcomes", "options", "good_hour", "avoid")


@part("Hot seats and briefs", archived=("meeting", "given", *BRIEF))
def seats(person, own):
    rows = person.hot_seats.select_related("meeting__group").order_by("assigned_at")
    return [
        at(seat.meeting)
        | {"given": seat.assigned_at, "kind of help": seat.get_help_display()}
        | brief_for(seat, own)
        | cause_for(seat, own)
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
        at(seat.meeting)
        | {
            "named": seat.coach_named_at,
            "talked it through": seat.met,
            "question in one sentence": seat.phrased,
            "answered": seat.checked_at,
        }
        for seat in rows
    ]


@part("Topics brought to meetings", archived=("meeting", "brought", "topic"))
def topics(person, own):
    rows = person.topics.select_related("meeting__group").order_by("added_at")
    return [at(row.meeting) | {"brought": row.added_at} | taken(own, row.words_id) for row in rows]


@part("Updates", archived=("meeting", "shared", *UpdateForm.QUESTIONS), known_since="shared")
def updates(person, own):
    """Tell of each without joining its words: in a group one has left, the wall hides them from a join."""
    rows = person.updates.select_related("meeting__group").order_by("meeting__starts_at")
    return [at(row.meeting) | {"shared": row.shared_at or _("not shared")} | taken(own, row.words_id) for row in rows]


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
    return [at(row.meeting) | {"passed": row.passed_at} for row in rows]


@part("Turns for a hot seat: let go first")
def jumped(person, own):
    rows = person.jumps.select_related("meeting__group").order_by("jumped_at")
    return [at(row.meeting) | {"why": row.get_why_display()} for row in rows]


@part("Turns for a hot seat: stood back")
def stood_back(person, own):
    rows = person.stood_back.select_related("meeting__group").order_by("jumped_at")
    return [at(row.meeting) for row in rows]


@part("Turns for a hot seat: swaps")
def swaps(person, own):
    rows = Swap.objects.filter(Q(seat__person=person) | Q(asked=person)).select_related("seat__meeting__group")
    return [
        at(row.seat.meeting) | {"asked": row.asked_at, "agreed": row.agreed_at} for row in rows.order_by("asked_at")
    ]
