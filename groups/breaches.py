"""What happens when something left the room? A member reports it; people talk, decide, and put it on record."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from groups.audit import Act, note
from groups.models import Breach, Group, Membership, Person, Words
from groups.words import write
from peergroups.kit.wallclock import local_day
from peergroups.outbox import ledger

LONGEST_WAIT = timedelta(days=60)  # from today to the talk
STAYS_NEWS = timedelta(days=30)


class OutOfTurn(Exception):
    """Somebody else has taken this step, or the matter is closed."""


@transaction.atomic
def report(
    group: Group, *, by: Person, reader: Person | None, says_who: bool, what: str, who: str = "", now: datetime
) -> Breach:
    """Write down what left the room, for one member or for all, and owe them a mail that names nothing."""
    breach = Breach(group=group, reader=reader, says_who=says_who, reported_at=now)
    breach.report = put(breach, by, reader, now=now, what=what, who=who)
    breach.save(force_insert=True)
    mark(Act.BREACH_REPORTED, breach, now=now)
    tell(breach, [reader.pk] if reader else everybody(group), step="report", now=now)
    return breach


def put(breach: Breach, by: Person, reader: Person | None, *, now: datetime, **said: str) -> Words:
    """Write it for the same people as the report: two of them, or the whole group."""
    audience = Words.Audience.READER if reader else Words.Audience.GROUP
    return write(breach.group, by, now=now, kept="breach", audience=audience, reader=reader, **said)


@transaction.atomic
def talk(breach: Breach, on: date, *, by: Person, now: datetime) -> None:
    """Name the day on which those concerned talk, or talked; it can be named anew until something is decided."""
    breach = held(breach, ("talk", "decide"), by)
    breach.talk_on = on
    breach.save(update_fields=["talk_on"])
    mark(Act.BREACH_TALKED, breach, now=now)
    tell(breach, others(breach, by), step=f"talk {on}", now=now)


@transaction.atomic
def decide(breach: Breach, outcome: str, *, what: str, by: Person, now: datetime) -> None:
    """Write down what came of the talk, for the same readers."""
    breach = held(breach, ("decide",), by)
    if local_day(now, breach.group.zone) < breach.talk_on:
        raise OutOfTurn(_("The day on which you talk has not come yet. Name an earlier one if you have talked."))
    other = breach.reporter if by.pk == breach.reader_id else breach.reader
    if other and not breach.group.membership_of(other):
        raise OutOfTurn(_("The other one who reads this has left the group. Nothing more is written down here."))
    breach.decision = put(breach, by, other, now=now, what=what)
    breach.outcome, breach.decided_at = outcome, now
    breach.save(update_fields=["decision", "outcome", "decided_at"])
    mark(Act.BREACH_DECIDED, breach, now=now)
    tell(breach, others(breach, by), step="decide", now=now)


@transaction.atomic
def record(breach: Breach, *, by: Person, now: datetime) -> None:
    """Close it with what was decided; nothing is changed any more."""
    breach = held(breach, ("record",), by)
    breach.recorded_at = now
    breach.save(update_fields=["recorded_at"])
    mark(Act.BREACH_RECORDED, breach, now=now)


@transaction.atomic
def withdraw(breach: Breach, *, by: Person, now: datetime) -> None:
    """Take the report back, at any step before it is on record; only whoever wrote it does."""
    breach = held(breach, ("talk", "decide", "record"), by)
    if breach.reporter != by:
        raise OutOfTurn(_("Only whoever reported it takes it back."))
    breach.withdrawn_at = now
    breach.save(update_fields=["withdrawn_at"])
    mark(Act.BREACH_WITHDRAWN, breach, now=now)


def matter_of(words: Words) -> Breach | None:
    """Return the report that these words are, or of which they tell what came."""
    return Breach.objects.filter(Q(report=words) | Q(decision=words)).first()


def may_act(breach: Breach, place: Membership) -> bool:
    """Say who takes the next step: whoever reported it, its one reader, and for the whole group its facilitator."""
    person = place.person_id
    return person in (breach.reporter.pk, breach.reader_id) or (breach.reader_id is None and place.facilitates)


def held(breach: Breach, steps: tuple[str, ...], by: Person) -> Breach:
    """Read it anew and let a second tap wait; refuse a step that is not its turn."""
    found = Breach.objects.visible_to(by).select_for_update(of=["self"]).get(pk=breach.pk)
    place = found.group.membership_of(by)
    if found.step not in steps or not may_act(found, place):
        raise OutOfTurn(_("Somebody else has taken this step already. This is how it stands."))
    return found


def mark(act: Act, breach: Breach, *, now: datetime) -> None:
    """Note the step without anybody's name; in the group's log only what the whole group can read."""
    note(act, now=now, actor=None, group=None if breach.reader_id else breach.group, about=breach)


def everybody(group: Group) -> list[int]:
    return list(group.memberships.current().values_list("person", flat=True))


def others(breach: Breach, by: Person) -> list[int]:
    """Those who see it too: of two the other one; for the whole group all, so that no list of mails shows who wrote."""
    if breach.reader_id is None:
        return everybody(breach.group)
    return [person for person in (breach.reader_id, breach.reporter.pk) if person != by.pk]


def tell(breach: Breach, people: list[int], *, step: str, now: datetime) -> None:
    ledger.owe_all(
        [ledger.Owed(person, "needs_you", breach, step, now, now + STAYS_NEWS) for person in people], now=now
    )


def days_to_talk(breach: Breach, now: datetime) -> tuple[date, date]:
    """Return the first and the last day that can be named for the talk."""
    zone = breach.group.zone
    return local_day(breach.reported_at, zone), local_day(now, zone) + LONGEST_WAIT
