"""Who has yet to answer a poll, and when can one pick? One reminder before it closes, one word when it is time."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from groups.models.memberships import MembershipQuerySet, sits_in
from meetings.models import Poll, Vote
from peergroups.kit.wallclock import MORNING, instant, local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

REMINDED, TO_PICK = "poll_reminder", "poll_to_pick"
A_DAY = timedelta(days=1)
AFTER_ASKING, BEFORE_CLOSING = timedelta(hours=12), timedelta(hours=3)


def reminded_at(asked_at: datetime, closes_at: datetime, zone: str) -> datetime:
    """Choose nine in the morning of the day before, by one's own clock; where time is short the next, or halfway."""
    last = local_day(closes_at, zone)
    mornings = [instant(last - n * A_DAY, MORNING, zone) for n in (1, 0)]
    fit = (at for at in mornings if asked_at + AFTER_ASKING <= at <= closes_at - BEFORE_CLOSING)
    return next(fit, asked_at + (closes_at - asked_at) / 2)


def silent(poll: Poll) -> MembershipQuerySet:
    """Those who are asked and have not answered: nothing is asked of whoever takes a break."""
    answered = Vote.objects.filter(slot__poll=poll, person=OuterRef("person"))
    return poll.group.memberships.hearing().exclude(Exists(answered))


def plan(*, now: datetime) -> int:
    """Owe what is due about the polls that stand."""
    return ledger.owe_all(list(due(now)), now=now)


def due(now: datetime) -> Iterator[ledger.Owed]:
    for poll in Poll.objects.worth_asking(now).filter(asked_at__lte=now).select_related("group"):
        waiting = list(silent(poll).select_related("person"))
        if poll.closes_at <= now or not waiting:
            yield from to_pick(poll, now)
            continue
        for place in waiting:
            at = reminded_at(poll.asked_at, poll.closes_at, place.person.time_zone)
            if at <= now:
                yield ledger.Owed(place.person_id, REMINDED, poll, poll.closes_at, at, useless_after=poll.closes_at)


def to_pick(poll: Poll, now: datetime) -> Iterator[ledger.Owed]:
    """Tell the facilitators, once, while there is still a time to pick."""
    last = poll.slots.order_by("-starts_at").values_list("starts_at", flat=True).first()
    if last and now < last:
        for keeper in poll.group.memberships.keepers().values_list("person", flat=True):
            yield ledger.Owed(keeper, TO_PICK, poll, "to pick", due_at=now, useless_after=last)


def still_asked(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether answers are still taken, and this person's is missing."""
    poll = delivery.about
    return poll.takes_answers(now) and silent(poll).filter(person=delivery.person_id).exists()


def still_to_pick(delivery: Delivery, *, now: datetime) -> bool:
    poll = delivery.about
    keepers = poll.group.memberships.keepers()
    waits = poll.ended_at is None and not poll.is_moot(now)
    return waits and keepers.filter(person=delivery.person_id).exists()


def found_still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether the meeting stands at the time that was picked, and its reader sits there."""
    meeting = delivery.about
    told = delivery.occurrence == ledger.written(meeting.timed_at)
    return told and meeting.is_open(now) and sits_in(meeting.group_id, delivery.person_id)
