"""What is kept of one person's commitments? Each with its days, its words, and how it went."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accountability.models import Call, FollowUp, Holding, LookBack, ReadBack, Sighting
from groups.archived import fact
from groups.belongings import part, taken
from groups.models import Words
from meetings.belongings import at


@part(
    "Commitments",
    archived=("made", "due", "belief", "what", "how_known", "first_step", "outcome", "said", "line", "carried"),
)
def commitments(person, own):
    rows = person.commitments.select_related("group", "said__sighting__by").order_by("made_at")
    return [
        {"group": commitment.group, "made": commitment.made_at, "due": commitment.due_on}
        | taken(own, commitment.words_id)
        | how_it_went(commitment.follow_up_said, own)
        | ({"carried": commitment.carried_at} if commitment.carried_at else {})
        for commitment in rows
    ]


def how_it_went(said, own):
    if said is None:
        return {}
    told = {"outcome": said.word, "said": said.said_at, "by the link of a mail": said.by_link}
    seen = {"seen by": said.seen_by} if said.seen_by else {}
    return told | seen | taken(own, said.words_id, readers="who reads the line")


@part("Growth plan")
def goals(person, own):
    """Tell what somebody works towards; it is their own, and in no archive of the group."""
    rows = person.goals.select_related("group").defer("words").order_by("begun_at")
    return [
        {"group": goal.group, "begun": goal.begun_at, "by": goal.due_on, "closed": goal.closed_at or _("not closed")}
        | taken(own, goal.words_id)
        for goal in rows
    ]


@part("What you took from hot seats")
def read_backs(person, own):
    """Tell how each closed, and what its presenter read back: theirs alone, and in no archive of the group."""
    rows = ReadBack.objects.filter(seat__person=person).select_related("seat__meeting__group").defer("words")
    return [
        at(row.seat.meeting)
        | {"closed": row.closed_at or _("not closed"), "with": row.closed_with}
        | taken(own, row.words_id)
        for row in rows.order_by("seat__meeting__starts_at")
    ]


@part("How to hold you")
def holdings(person, own):
    """Tell how somebody wants to be asked in each of their groups; it is between them and whoever asks."""
    rows = Holding.objects.filter(place__person=person).select_related("place__group").order_by("chosen_at")
    return [
        {
            "group": held.place.group,
            "chosen": held.chosen_at,
            "tone": held.get_tone_display(),
            "hour": held.hour,
            "the day before": held.day_before,
            "by": held.get_by_display(),
        }
        | taken(own, held.words_id)
        for held in rows
    ]


@part("What you saw done, as a buddy")
def sightings(person, own):
    """Tell whose and when, as far as they may still read what it was; those words are not theirs."""
    rows = Sighting.objects.filter(by=person).select_related("said__commitment__group", "said__commitment__person")
    return [
        {"group": one.said.commitment.group, "of": one.said.commitment.person, "at": one.at}
        for one in rows.order_by("at")
    ]


@part("After hot seats", archived=("meeting", "months", "shared", "went", "line"), known_since="shared")
def look_backs(person, own):
    rows = LookBack.objects.filter(read_back__seat__person=person).defer("words")
    return [
        at(row.read_back.seat.meeting)
        | {"months": row.months, "said": row.said_at, "shared": row.shared_at or _("not shared")}
        | taken(own, row.words_id)
        for row in rows.select_related("read_back__seat__meeting__group").order_by("said_at")
    ]


@part("Calls a facilitator noted")
def calls(person, own):
    """Tell when they spoke; why they called is kept nowhere."""
    rows = Call.objects.filter(place__person=person).select_related("place__group", "by").order_by("at")
    return [{"group": call.place.group, "by": call.by, "at": call.at} for call in rows]


@part("Written down for you at meetings")
def dictations(person, own):
    """Tell what others took down for somebody, as far as they may still read it; it is no longer its writer's."""
    rows = person.dictations.select_related("meeting__group", "by", "lesson_of").order_by("written_at")
    texts = {words.pk: words.answers for words in Words.objects.filter(pk__in=[row.words_id for row in rows])}
    return [
        at(row.meeting)
        | {"by": row.by, "written": row.written_at, "due": row.due_on, "settled": row.settled_at}
        | ({"learned from what was due": row.lesson_of.due_on} if row.lesson_of else {})
        | texts.get(row.words_id, {})
        for row in rows
    ]


@fact("Commitments in all")
def sums(group):
    """Count everybody's, those of people without a name too."""
    outcomes = {outcome.value: Count("pk", filter=Q(said__outcome=outcome.value)) for outcome in FollowUp.Outcome}
    return [group.commitments.aggregate(made=Count("pk"), **outcomes)]
