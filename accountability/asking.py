"""What became of last time's commitments? Each open one is asked about in the room; those not yet asked are named."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accountability import reading
from accountability.models import Commitment, LookBack, dictate
from accountability.models.commitments import CommitmentQuerySet
from accountability.reading import A_MONTH
from groups.models import Group, Person
from meetings.live import attending
from meetings.models import Sitting
from peergroups.kit.questions import Rows


@dataclass
class Asked:
    """One commitment that was open, and whether it was spoken of in this meeting."""

    commitment: Commitment
    is_asked: bool


def to_ask_about(group: int, began: datetime) -> CommitmentQuerySet:
    """What was made before a meeting began, and not settled by then."""
    return Commitment.objects.in_sight(began).filter(group=group, made_at__lt=began)


def carried(sitting: Sitting) -> list[tuple[Person, list[Asked]]]:
    """Return what was open when the meeting began, by person, also of those who cannot be there.

    What was settled since then stays: its word can be mended, and what was learned is often told after it.
    """
    places = sitting.meeting.group.memberships.attending().select_related("person").order_by("person__name")
    found = open_at_the_start(sitting.meeting.group_id, sitting.started_at)
    people = reading.shared_out(found, [place.person for place in places])
    return [(owner, [Asked(one, is_asked(one, sitting)) for one in theirs]) for owner, theirs in people]


def looked_back(sitting: Sitting) -> QuerySet[LookBack]:
    """Return what was shared of how it went after hot seats, since the group met last."""
    meeting = sitting.meeting
    last = meeting.group.meetings.standing().filter(starts_at__lt=meeting.starts_at).order_by("starts_at").last()
    since = last.starts_at if last else meeting.starts_at - A_MONTH
    return LookBack.objects.shared_since(meeting.group, since)


def is_carried(commitment: Commitment, sitting: Sitting) -> bool:
    """Say whether a commitment is asked about in this meeting: made before it, not settled before it, of a member."""
    found = to_ask_about(sitting.meeting.group_id, sitting.started_at)
    return found.of_attending().filter(pk=commitment.pk).exists()


def is_asked(commitment: Commitment, sitting: Sitting) -> bool:
    said = commitment.follow_up_said
    return said is not None and said.said_at >= sitting.started_at


def skipped(sitting: Sitting) -> list[Person]:
    """Return whose commitments were not all asked about yet."""
    return [owner for owner, theirs in carried(sitting) if not all(one.is_asked for one in theirs)]


@transaction.atomic
def note(commitment: Commitment, sitting: Sitting, *, by: Person, outcome: str, line: str, now: datetime) -> None:
    """Note how it went, as its owner told it; what they learned is written down for them alone, to make it theirs."""
    if commitment.person_id == by.pk:
        commitment.follow_up(outcome, line, now=now)
        return
    commitment.note(outcome, now=now)
    if line:
        dictate(sitting.meeting, commitment.person, by=by, what=line, lesson_of=commitment, now=now)


def tell_the_room(group: Group) -> None:
    """Let the phones of a meeting being held know that somebody said what became of a commitment."""
    for sitting in Sitting.objects.going_on().filter(meeting__group=group):
        attending.show_anew(sitting)


def worded(group: int, began: datetime) -> CommitmentQuerySet:
    return to_ask_about(group, began).worded().by_day()


open_at_the_start = Rows(worded, int, datetime)
