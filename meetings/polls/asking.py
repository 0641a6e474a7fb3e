"""How does a poll begin, go on and end? Each step holds the poll, so that of two at once the second sees the first."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from groups.models import Group, Membership, Person
from meetings import planning
from meetings.models import Meeting, Poll, Slot, Vote
from peergroups.outbox import ledger

ASKED, FOUND = "poll_asked", "time_found"
Answer = Vote.Answer


class PollStands(Exception):
    """One question at a time: the group is asked already about this meeting, or about a new one."""


class PollOver(Exception):
    """A time was picked, the poll was given up, or its time to answer is over."""


class TimeGone(Exception):
    """The time has passed, or the group meets then already."""


@transaction.atomic
def start(
    group: Group,
    starts: Collection[datetime],
    *,
    minutes: int,
    closes_at: datetime,
    by: Person,
    now: datetime,
    moves: Meeting | None = None,
    **where: str,
) -> Poll:
    """Ask a group which of these times suit, and owe everybody but the asker the mail."""
    Group.objects.select_for_update().get(pk=group.pk)
    if group.polls.open().filter(moves=moves).exists():
        raise PollStands
    poll = Poll.objects.create(
        group=group, asked_by=by, asked_at=now, minutes=minutes, closes_at=closes_at, moves=moves, **where
    )
    Slot.objects.bulk_create(Slot(poll=poll, starts_at=at) for at in sorted(set(starts)))
    ledger.owe_all(
        [
            ledger.Owed(place.person_id, ASKED, poll, "asked", due_at=now, useless_after=closes_at)
            for place in others(group, by)
        ],
        now=now,
    )
    return poll


def others(group: Group, by: Person) -> QuerySet[Membership]:
    """Those who get the mail: whoever asks knows the times."""
    return group.memberships.hearing().exclude(person=by)


@transaction.atomic
def vote(poll: Poll, person: Person, answers: Mapping[int, str], *, now: datetime, by_link: bool = False) -> None:
    """Keep what somebody says to each time; one without an answer does not suit. The same again changes nothing."""
    hold(poll)
    if not poll.takes_answers(now):
        raise PollOver
    known = dict(Vote.objects.filter(slot__poll=poll, person=person).values_list("slot", "answer"))
    said = {slot.pk: answers.get(slot.pk, Answer.NO) for slot in poll.slots.all()}
    Vote.objects.bulk_create(
        [
            Vote(slot_id=slot, person=person, answer=answer, answered_at=now, by_link=by_link)
            for slot, answer in said.items()
            if known.get(slot) != answer
        ],
        update_conflicts=True,
        unique_fields=["slot", "person"],
        update_fields=["answer", "answered_at", "by_link"],
    )


@transaction.atomic
def pick(poll: Poll, slot: Slot, *, now: datetime) -> Meeting:
    """Meet at one of the times: a meeting is planned or moved, and everybody hears of it."""
    hold(poll)
    if poll.ended_at is not None:
        raise PollOver
    if slot.starts_at <= now or planning.is_taken(poll.group, slot.starts_at, but=poll.moves):
        raise TimeGone
    meeting = poll.moves
    if meeting:
        planning.move_meeting(meeting, slot.starts_at, minutes=poll.minutes, now=now, **poll.where)
    else:
        meeting = planning.plan_meeting(poll.group, slot.starts_at, poll.minutes, now=now, **poll.where)
        planning.tell_all(meeting, FOUND, occurrence=meeting.timed_at, useless_after=meeting.starts_at, now=now)
    poll.end(meeting, now=now)
    return meeting


@transaction.atomic
def give_up(poll: Poll, *, now: datetime) -> None:
    """Ask no longer; doing so twice keeps the first moment."""
    hold(poll)
    if poll.ended_at is None:
        poll.end(None, now=now)


def hold(poll: Poll) -> None:
    """Read anew what may have changed since the page was opened, and let nobody change it before we are done."""
    fields = ["closes_at", "ended_at", "meeting", "moves"]
    poll.refresh_from_db(fields=fields, from_queryset=Poll.objects.select_for_update())
