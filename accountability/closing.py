"""Has everybody at a meeting said what they will do? It ends once each has a commitment, or said “none this month”."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accountability import recap
from accountability.models import Commitment, Dictation, commit
from groups import wall
from groups.models import Group, Membership, Person
from meetings.live import attending, leading
from meetings.models import Here, Meeting, Sitting
from meetings.models.meetings import OVERTIME
from peergroups.outbox import alarms
from peergroups.outbox.errors import Mishap, named

PARTS = ("commitments", "close")  # in which the room shows who has not said yet
ENDING = "ending a meeting that nobody ended"  # the alarm


class NotAllSaid(Exception):
    """Somebody who is here has neither a commitment nor said that they have none this month."""


def what_was_said(sitting: Sitting, person: Person) -> str:
    """Say how somebody stands to this meeting's question: a commitment, one taken down for them, or nothing yet."""
    if Commitment.objects.of(person).filter(group=sitting.meeting.group_id, made_at__gte=sitting.started_at).exists():
        return "committed"
    dictated = Dictation.objects.open().commitments().filter(meeting=sitting.meeting_id, person=person)
    return "dictated" if dictated.exists() else ""


def going_on(meeting: Meeting) -> Sitting | None:
    """Return the sitting of a meeting that has begun and is not over."""
    found = Sitting.objects.going_on().filter(meeting=meeting).first()
    if found:
        found.meeting = meeting
    return found


def led_by(person: Person, group: Group) -> Sitting:
    """Return the meeting of a group that somebody leads just now."""
    return Sitting.objects.led_by(person).filter(meeting__group=group).latest("started_at")


@transaction.atomic
def commit_in(sitting: Sitting, person: Person, *, now: datetime, **said: Any) -> Commitment:
    """Take down what somebody will do; every phone learns that they have said it."""
    made = commit(sitting.meeting.group, person, meeting=sitting.meeting, now=now, **said)
    attending.show_anew(sitting)
    return made


def silent(sitting: Sitting) -> QuerySet[Here]:
    """Those who are here and have said neither; a professional facilitator commits to nothing."""
    group = sitting.meeting.group_id
    peers = Membership.objects.peers().filter(group=group, person=OuterRef("person"))
    made = Commitment.objects.filter(group=group, person=OuterRef("person"), made_at__gte=sitting.started_at)
    dictated = Dictation.objects.open().commitments().filter(meeting=sitting.meeting_id, person=OuterRef("person"))
    here = sitting.here.inside().filter(nothing_at=None).filter(Exists(peers), ~Exists(made), ~Exists(dictated))
    return here.select_related("person").order_by("came_at", "pk")


def not_yet_said(sitting: Sitting) -> list[Person]:
    return [here.person for here in silent(sitting)]


@transaction.atomic
def end(sitting: Sitting, *, now: datetime) -> None:
    """Close the meeting, unless somebody who is here has not said yet what they will do; the recap goes round."""
    held = Sitting.objects.select_for_update(of=("self",)).select_related("meeting__group").get(pk=sitting.pk)
    if silent(held).exists():
        raise NotAllSaid
    leading.end(held, now=now)
    recap.owe(held, now=now)


def end_forgotten(*, now: datetime) -> None:
    """End what nobody ended, an hour after its time: notes reach whom they are for, and the recap goes round.

    One that cannot be ended holds up no other, and rings the alarm until it could be; one that somebody ends just
    now is ended.
    """
    left_on, failed = Sitting.objects.going_on().filter(ends_at__lte=now - OVERTIME), None
    for sitting in left_on.select_related("meeting__group"):
        with Mishap(f"ending {sitting}") as mishap, suppress(leading.NotNow), transaction.atomic():
            end_unasked(sitting, now=now)
        failed = mishap.error or failed
    if failed:
        alarms.sound(ENDING, named(failed), now=now)
    else:
        alarms.calm(ENDING)


def end_unasked(sitting: Sitting, *, now: datetime) -> None:
    """End it in the name of one of the group, for whom the database hands notes over; of nobody where all have left."""
    somebody = sitting.meeting.group.memberships.signed().select_related("person").first()
    if somebody is None:
        leading.close(sitting, now=now)
        return
    with wall.as_person(somebody.person):
        leading.end(sitting, now=now)
        recap.owe(sitting, now=now)
