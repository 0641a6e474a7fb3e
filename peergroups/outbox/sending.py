"""How does what is owed leave the house? Each attempt is counted and committed, then made while its row is locked."""

from collections import Counter, deque
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from time import monotonic
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Greatest, Least

from peergroups.kit.wallclock import local_day
from peergroups.outbox import alarms, bouncing, epochs, ledger, letters, pace
from peergroups.outbox.books import PAUSED
from peergroups.outbox.errors import Mishap, OurFault, verdict
from peergroups.outbox.kinds import KINDS, Kind
from peergroups.outbox.models import Delivery, Wishes
from peergroups.outbox.post import Post

WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180)]
TRIES = len(WAITS) + 1
BATCH = 50
BEGIN = """
UPDATE outbox_delivery SET attempts = attempts + 1, written_at = coalesce(written_at, %s)
WHERE id = (SELECT id FROM outbox_delivery WHERE id = %s AND state = 'owed' AND attempts = %s FOR UPDATE SKIP LOCKED)
"""
LOCK = """
SELECT person.is_active FROM outbox_delivery JOIN {people} AS person ON person.id = person_id
WHERE outbox_delivery.id = %s AND state = 'owed' AND attempts = %s
FOR UPDATE OF outbox_delivery SKIP LOCKED
"""
SENT = "UPDATE outbox_delivery SET state = 'sent', sent_at = %s, heard = heard + 1 WHERE id = %s"
UNWRITTEN = Case(When(attempts=1, then=None), default=F("written_at"))  # where that was the first attempt
State = Delivery.State
Outcomes = Counter[tuple[str, str]]  # how many rows of which kind came to which state


def drain(*, now: datetime, seconds: float = 25) -> Outcomes:
    """Send until nothing is left or the time is up; return how many rows of which kind came to what."""
    ends = monotonic() + seconds
    outcomes: Outcomes = Counter()
    if not epochs.may_send(now=now):
        return outcomes
    let_go_when_frozen()
    bury_the_exhausted(now)
    with Post() as post:
        try:
            while monotonic() < ends and (claimed := claim(now)):
                send_claimed(claimed, post, outcomes, now=now, ends=ends)
        except OurFault as fault:
            alarms.sound(alarms.MAIL, str(fault), now=now)
    if any(state == State.SENT for kind, state in outcomes):
        alarms.calm(alarms.MAIL)
    return outcomes


def let_go_when_frozen() -> None:
    """Have Postgres free our locked row should we freeze in the midst of a mail."""
    with connection.cursor() as cursor:
        cursor.execute("SET idle_in_transaction_session_timeout = '60s'")


def claim(now: datetime) -> deque[Delivery]:
    """Take some rows for a minute, or one that has failed before for as long as it has to wait.

    Such a row goes alone, so that one that kills its worker costs no other row an attempt.
    """
    fresh = Delivery.objects.due(now).filter(attempts=0)
    failed = Delivery.objects.due(now).filter(attempts__gt=0)
    return take(fresh, BATCH, now) or take(failed, 1, now)


@transaction.atomic(durable=True)
def take(rows: QuerySet[Delivery], limit: int, now: datetime) -> deque[Delivery]:
    """Reserve these rows until their next attempt is due, when others take them should we die; begin the first."""
    rows = rows.select_for_update(skip_locked=True).order_by("next_attempt_at")
    found = dict(rows.values_list("pk", "attempts")[: pace.granted(limit)])
    if not found:
        return deque()
    pace.take(len(found))
    taken = Delivery.objects.filter(pk__in=found)
    taken.update(next_attempt_at=now + WAITS[min(max(found.values()), len(WAITS) - 1)])
    claimed = deque(taken.select_related("person__mail_wishes").order_by("due_at"))
    begin(claimed[0], now=now)
    return claimed


def begin(delivery: Delivery, *, now: datetime) -> None:
    """Count the attempt that is made next, unless another worker has come first.

    The count is committed before the mail server hears of it. So a row that kills its worker runs out of attempts, and
    an attempt that was counted and never concluded tells that this very mail may have arrived.
    """
    with connection.cursor() as cursor:
        cursor.execute(BEGIN, [now, delivery.pk, delivery.attempts])
        delivery.begun = cursor.rowcount == 1
    if delivery.begun:
        delivery.attempts += 1
        delivery.written_at = delivery.written_at or now


def send_claimed(claimed: deque[Delivery], post: Post, outcomes: Outcomes, *, now: datetime, ends: float) -> None:
    """Send one after the other; whatever was not tried is given back."""
    try:
        while claimed and monotonic() < ends:
            delivery = claimed.popleft()
            if send(delivery, post, then=claimed[0] if claimed else None, now=now):
                outcomes.update((each.kind, each.state) for each in (delivery, *delivery.riders))
    except OurFault:
        claimed.appendleft(delivery)
        raise
    finally:
        give_back(claimed, now=now)


def give_back(claimed: deque[Delivery], *, now: datetime) -> None:
    """Leave to others what was not tried, and uncount the attempt that was begun and not made."""
    for delivery in (each for each in claimed if each.begun):
        rows = Delivery.objects.owed().filter(pk=delivery.pk, attempts=delivery.attempts)
        rows.update(attempts=F("attempts") - 1, next_attempt_at=now, written_at=UNWRITTEN)
    if others := [each.pk for each in claimed if not each.begun]:
        Delivery.objects.owed().filter(pk__in=others, attempts=0).update(next_attempt_at=now)


def send(delivery: Delivery, post: Post, *, then: Delivery | None, now: datetime) -> bool:
    """Make one attempt and begin the row that comes `then` in the same commit; say whether it was ours to make."""
    mine = True
    with Mishap(f"delivery {delivery.pk}") as mishap, transaction.atomic(durable=True):
        if mine := delivery.begun and lock(delivery):
            settle(delivery, post, now=now)
        elif delivery.begun:
            uncount(delivery)
        if then:
            begin(then, now=now)
    if mishap.error:
        delivery.riders = []
        fail(delivery, mishap.error)
        if then:
            begin(then, now=now)
    return mine


def uncount(delivery: Delivery) -> None:
    """Take back the count of an attempt that was not made: another worker sent it, maybe within another mail."""
    untouched, over = Q(attempts=delivery.attempts), ~Q(state=State.OWED) & Q(attempts__gt=F("heard"))
    Delivery.objects.filter(untouched | over, pk=delivery.pk).update(attempts=F("attempts") - 1)


def lock(delivery: Delivery) -> bool:
    """Hold the row while it is sent, and see whether its person is still with us; False when it is not ours to send.

    In plain SQL: this is asked for every mail, and building the same query anew would cost as much as sending it.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK.format(people=type(delivery.person)._meta.db_table), [delivery.pk, delivery.attempts])
        found = cursor.fetchone()
    if found:
        delivery.person.is_active = found[0]
    return bool(found)


def settle(delivery: Delivery, post: Post, *, now: datetime) -> None:
    """Ask once more whether the mail should go and whether now, and let it."""
    kind, wishes = KINDS[delivery.kind], Wishes.of(delivery.person)
    if now > delivery.useless_after:
        conclude(delivery, State.LATE, heard=F("heard") + 1)
    elif comes_back(kind, wishes):
        conclude(delivery, State.DEAD, last_error=PAUSED, heard=F("heard") + 1)
    elif not delivery.person.is_active or delivery.about is None or is_unwanted(kind, wishes, now):
        conclude(delivery, State.STALE, heard=F("heard") + 1)
    elif (later := kind.waits(delivery, now=now)) > now:
        put_off(delivery, later)
    elif not kind.still_true(delivery, now=now):
        conclude(delivery, State.STALE, heard=F("heard") + 1)
    else:
        delivery.riders = kind.riders(delivery, now=now)
        carry(delivery, post, now=now)


def comes_back(kind: Kind, wishes: Wishes) -> bool:
    """Say whether mail to them comes back; whoever marked one as junk still gets the kinds that cannot be stopped."""
    return wishes.comes_back and (kind.may_be_stopped or not wishes.refused_as_unwanted)


def is_unwanted(kind: Kind, wishes: Wishes, now: datetime) -> bool:
    """Say whether its person stopped mails of this kind, or all of them for a while."""
    return kind.may_be_stopped and not wishes.wants(kind.topic, local_day(now, wishes.person.time_zone))


def carry(delivery: Delivery, post: Post, *, now: datetime) -> None:
    """Send the mail; the riders it speaks of are sent with it."""
    letter = letters.write(delivery, now=now)
    try:
        post.send(letter)
    except OSError as error:
        delivery.riders = []
        fail(delivery, error)
    else:
        has_left(delivery, now=now)
        same = {"message_id": delivery.message_id, "written_at": delivery.written_at}
        once_more = {"attempts": F("attempts") + 1, "heard": F("heard") + 1}
        for rider in delivery.riders:
            conclude(rider, State.SENT, sent_at=now, **once_more, **same)


def has_left(delivery: Delivery, *, now: datetime) -> None:
    """Mark it as sent; in plain SQL, as `lock`."""
    delivery.state = State.SENT
    with connection.cursor() as cursor:
        cursor.execute(SENT, [now, delivery.pk])


def put_off(delivery: Delivery, later: datetime) -> None:
    """Let it wait: this was no attempt."""
    mine = Delivery.objects.filter(pk=delivery.pk)
    mine.update(attempts=F("attempts") - 1, next_attempt_at=later, written_at=UNWRITTEN)


def fail(delivery: Delivery, error: Exception) -> None:
    """Note what went wrong: the row is tried again at its next moment, or given up."""
    said = verdict(error)
    state = State.DEAD if said.final or delivery.attempts >= TRIES else State.OWED
    heard = F("heard") + (0 if said.leaves_doubt else 1)
    if said.final and isinstance(error, SMTPRecipientsRefused):
        bouncing.refuse(delivery.person.email, now=ledger.database_now())
    conclude(delivery, state, last_error=said.error[:80], smtp_code=said.code, heard=heard)


def conclude(delivery: Delivery, state: Delivery.State, **noted: Any) -> None:
    delivery.state = state
    Delivery.objects.filter(pk=delivery.pk).update(state=state, **noted)


def try_again(rows: QuerySet[Delivery], *, now: datetime) -> int:
    """Owe anew what was given up; attempts of which no end is known stay counted, for each may have left a copy."""
    unheard = Least(Greatest(F("attempts") - F("heard"), 0), TRIES - 1)
    return rows.filter(state=State.DEAD).update(state=State.OWED, attempts=unheard, heard=0, next_attempt_at=now)


def bury_the_exhausted(now: datetime) -> None:
    """Give up rows whose last attempt ended without a word: the process died with it."""
    Delivery.objects.due(now).filter(attempts__gte=TRIES).update(state=State.DEAD, last_error="no answer")
