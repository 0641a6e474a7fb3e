"""Which promises are due a word, and when is it nine o'clock for whoever made them? Halfway, and on the day itself."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from accountability.models import Commitment
from accountability.models.commitments import CommitmentQuerySet
from groups.mails import from_group
from peergroups.kit.spoken import day
from peergroups.kit.wallclock import MORNING, instant, local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

HALFWAY, DUE = "nudge_halfway", "nudge_due"
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Nudge:
    """One question about a promise: when it is asked, until when it is of use, and since when an answer counts."""

    kind: str
    due_at: datetime
    useless_after: datetime
    answered_from: date


def halfway(dated_on: date, due_on: date) -> date | None:
    """Return the day in the middle; None where it touches the due day, because one mail is enough."""
    middle = dated_on + (due_on - dated_on) // 2
    return middle if due_on - middle > A_DAY else None


def nudges(dated_on: date, due_on: date, zone: str) -> list[Nudge]:
    """List the one or two nudges of a promise, the later one first."""
    begins, ends = (instant(on, time.min, zone) for on in (due_on, due_on + A_DAY))
    found = [Nudge(DUE, instant(due_on, MORNING, zone), ends, answered_from=due_on)]
    if middle := halfway(dated_on, due_on):
        found.append(Nudge(HALFWAY, instant(middle, MORNING, zone), begins, answered_from=dated_on + A_DAY))
    return found


def due_nudge(commitment: Commitment, now: datetime) -> Nudge | None:
    """Return the nudge whose time it is, unless its question was answered already."""
    zone, said = commitment.person.time_zone, commitment.follow_up_said
    for nudge in nudges(commitment.dated_on, commitment.due_on, zone):
        if nudge.due_at <= now < nudge.useless_after:
            answered = said is not None and local_day(said.said_at, zone) >= nudge.answered_from
            return None if answered else nudge
    return None


def askable() -> CommitmentQuerySet:
    """The promises one may ask about: open, and of people who are still here and take no break."""
    rows = Commitment.objects.open().of_attending().filter(person__is_active=True)
    return rows.select_related("person", "said")


def plan(*, now: datetime) -> int:
    """Owe each person the nudge that is due for a promise of theirs; return how many are new."""
    near = askable().near_a_nudge(now)
    return ledger.owe_all(
        [owed(commitment, nudge) for commitment in near if (nudge := due_nudge(commitment, now))], now=now
    )


def owed(commitment: Commitment, nudge: Nudge) -> ledger.Owed:
    """Say what is owed: another due day makes it another nudge."""
    return ledger.Owed(
        person_id=commitment.person_id,
        kind=nudge.kind,
        about=commitment,
        occurrence=commitment.due_on,
        due_at=nudge.due_at,
        useless_after=nudge.useless_after,
    )


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether this is still the question to ask: asked once more, just before the mail goes."""
    commitment = askable().filter(pk=delivery.about_id, person=delivery.person_id).first()
    nudge = due_nudge(commitment, now) if commitment else None
    if commitment is None or nudge is None:
        return False
    return (delivery.kind, delivery.occurrence) == (nudge.kind, str(commitment.due_on))


def context(delivery: Delivery, *, now: datetime) -> dict[str, Any]:
    """Give the mail its facts: the day and the group, never what was promised."""
    commitment, today = delivery.about, local_day(now, delivery.person.time_zone)
    return from_group(commitment.group) | {
        "day": day(commitment.due_on, today),
        "button_url": commitment.get_absolute_url(),
    }
