"""Who is asked about their commitments now, and in whose voice? What falls together goes in one mail."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any, cast

from django.db import connection

from accountability import cases, links
from accountability.cases import Case
from accountability.holding import voice
from accountability.models import Commitment, Holding
from accountability.models.commitments import CommitmentQuerySet
from accountability.rules import Nudge
from groups.mails import from_group
from groups.models import Group
from peergroups.kit import spoken
from peergroups.kit.spoken import day
from peergroups.kit.wallclock import local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

A_MINUTE = timedelta(minutes=1)
ONE_AT_A_TIME = "SELECT pg_try_advisory_xact_lock(hashtext('nudges'), hashint8(%s))"


def askable() -> CommitmentQuerySet:
    """The commitments one may ask about: open, and of people who are still here and take no break."""
    rows = Commitment.objects.open().of_attending().filter(person__is_active=True)
    return rows.select_related("person__mail_wishes", "said", "group")


def plan(*, now: datetime) -> int:
    """Owe each person the nudges that are due for commitments of theirs; return how many are new."""
    numbers = cases.to_look_at(askable().near_a_nudge(now), now)
    found = cases.of(askable().filter(pk__in=numbers)) if numbers else []
    return ledger.owe_all([owed(case.commitment, nudge) for case in found if (nudge := case.due(now))], now=now)


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


def case_of(delivery: Delivery) -> Case | None:
    """Return what the rules ask of the commitment a mail is about; None where it may not be asked about.

    It is gathered once for each attempt, under the row's lock, and serves all that is asked until the mail has left.
    """
    known: dict[str, Any] = vars(delivery)
    if "case" not in known:
        mine = askable().filter(pk=delivery.about_id, person=delivery.person_id)
        found = cases.of(one for one in mine if str(one.due_on) == delivery.occurrence)
        known["case"] = found[0] if found else None
    return cast(Case | None, known["case"])


def waits(delivery: Delivery, *, now: datetime) -> datetime:
    """Let a mail wait for an hour chosen since, by night, and while another worker writes to the same person."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME, [delivery.person_id])
        if not cursor.fetchone()[0]:
            return now + A_MINUTE
    case = case_of(delivery)
    nudge = case.still_to_ask(delivery.kind, now) if case else None
    return max(nudge.due_at, case.held.quiet.over_at(now, case.held.zone)) if case and nudge else now


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether this is still the question to ask: asked once more, just before the mail goes."""
    case = case_of(delivery)
    return case is not None and case.still_to_ask(delivery.kind, now) is not None


def riders(delivery: Delivery, *, now: datetime) -> list[Delivery]:
    """Find what else this person is to be asked now in the same voice: one mail asks it all."""
    others, own = Delivery.objects.besides(delivery, now).filter(kind__in=cases.KINDS), case_of(delivery)
    return [other for other in others if own and falls_together(case_of(other), other.kind, own, now)]


def falls_together(case: Case | None, kind: str, own: Case, now: datetime) -> bool:
    """Say whether a question is to be asked now, and in the voice of the one that goes."""
    nudge = case.still_to_ask(kind, now) if case else None
    return case is not None and nudge is not None and nudge.due_at <= now and voice(case, now) == voice(own, now)


def context(delivery: Delivery, *, now: datetime) -> dict[str, Any]:
    """Give the mail its facts: the days and the group, who asks and in which tone, never the words of it."""
    found = [case for one in (delivery, *delivery.riders) if (case := case_of(one))]
    commitments = [case.commitment for case in found] or [delivery.about]
    today, asks = local_day(now, delivery.person.time_zone), voice(found[0], now) if found else cases.Voice()
    return in_the_name_of(commitments, asks) | {
        "direct": asks.tone == Holding.Tone.DIRECT,
        "holder": asks.person,
        "is_buddy": asks.is_buddy,
        "day": day(commitments[0].due_on, today),
        "early": commitments[0].due_on > today,
        "several": days_of(commitments, today) if len(commitments) > 1 else [],
        "n": len(commitments),
        "button_url": links.link(commitments, delivery.written_at or now),
    }


def days_of(commitments: list[Commitment], today: date) -> list[tuple[str, Group, int]]:
    """List the days in their groups, and how many commitments fall on each."""
    counted = Counter((one.due_on, one.group) for one in commitments)
    ordered = sorted(counted, key=lambda which: (which[0], which[1].name))
    return [(day(due_on, today), group, counted[due_on, group]) for due_on, group in ordered]


def in_the_name_of(commitments: list[Commitment], asks: cases.Voice) -> dict[str, Any]:
    """Name the sender: the group, and who asks in it; the house, where it is about several groups."""
    if len({commitment.group_id for commitment in commitments}) > 1:
        return {}
    named = from_group(commitments[0].group)
    if asks.person is None:
        return named
    sender = spoken.listed([asks.person.first_name, named["sender_name"]])
    return named | {"sender_name": sender}
