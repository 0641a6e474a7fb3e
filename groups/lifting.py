"""How does a person who lost their second factor get in again? By the mail alone, once operators took it away.

Nobody else gets in by it: the password goes too and every sign-in ends, so what is left is a code sent to the person's
own address. They are told at once; where more hangs on the account, it takes a second operator or a day, and they can
stop it meanwhile.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from groups.audit import Act, note
from groups.models import Lift, Person
from groups.second_factor import facilitates, factors, take_away
from groups.sessions import end_all
from peergroups.outbox import ledger

WAIT = timedelta(hours=24)
TOLD_WITHIN = timedelta(days=7)


class LiftRefused(Exception):
    """Only another operator takes away a second factor that is there, and once is enough."""


def waits(person: Person) -> bool:
    """Say whether more than their own words hangs on somebody's account."""
    return person.is_operator or facilitates(person) or person.programmes_run.exists()


def address_of(number: int) -> str:
    """Return the address of the person an operator chose by number; nothing where nobody has it."""
    chosen = Person.objects.filter(pk=number).first()
    return chosen.email if chosen else ""


@transaction.atomic
def ask(person: Person, *, by: Person, reason: str, now: datetime) -> Lift:
    """Ask that it be taken away: from most people at once, from those who look after others after a day."""
    Person.objects.select_for_update().get(pk=person.pk)
    if by == person:
        raise LiftRefused(_("Another operator has to do this for you."))
    if person.lifts.standing().exists():
        raise LiftRefused(_("Somebody has asked for this already; see below."))
    if not factors(person).exists():
        raise LiftRefused(_("They have no second factor. A code sent to their address lets them in."))
    due_at = now + WAIT if waits(person) else now
    lift = Lift.objects.create(person=person, asked_by=by, asked_at=now, reason=reason, due_at=due_at)
    tell_the_groups(lift, Act.ASKED_LIFT, by=by, now=now)
    if waits(person):
        owe_mail(lift, "factor_lift_asked", now=now)
    else:
        carry_out(lift, now=now)
    return lift


@transaction.atomic
def agree(lift: Lift, *, by: Person, now: datetime) -> None:
    """Let a second operator's yes stand in for the day."""
    lift = Lift.objects.select_for_update().get(pk=lift.pk)
    if by in (lift.asked_by, lift.person):
        raise LiftRefused(_("This takes another operator, or a day."))
    if not by.is_known_since(now - WAIT):
        raise LiftRefused(_("Your account is younger than a day. Somebody who is here for longer has to agree."))
    if lift.stopped_at or lift.done_at:
        raise LiftRefused(_("This is over already."))
    lift.agreed_by = by
    lift.save(update_fields=["agreed_by"])
    tell_the_groups(lift, Act.AGREED_TO_LIFT, by=by, now=now)
    carry_out(lift, now=now)


@transaction.atomic
def keep(person: Person, *, now: datetime) -> bool:
    """Stop what was asked for a person, as only they can; say whether there was anything to stop."""
    lift = person.lifts.standing().select_for_update().first()
    if lift is None:
        return False
    lift.stopped_at = now
    lift.save(update_fields=["stopped_at"])
    tell_the_groups(lift, Act.KEPT_FACTOR, by=person, now=now)
    return True


def plan(*, now: datetime) -> None:
    """Carry out what has waited long enough."""
    for lift in Lift.objects.due(now).select_for_update(of=["self"]).select_related("person"):
        carry_out(lift, now=now)


def carry_out(lift: Lift, *, now: datetime) -> None:
    """Take the second factor away, and with it every way in but a code sent to the person's own address."""
    person = lift.person
    take_away(person)
    person.set_unusable_password()
    person.save(update_fields=["password"])
    end_all(person)
    lift.done_at = now
    lift.save(update_fields=["done_at"])
    tell_the_groups(lift, Act.LIFTED, by=lift.agreed_by or lift.asked_by, now=now)
    owe_mail(lift, "factor_lifted", now=now)


def tell_the_groups(lift: Lift, act: str, *, by: Person, now: datetime) -> None:
    """Write it into the log, and into that of each group the person sits in."""
    places = lift.person.memberships.current().select_related("group")
    for group in [None, *(place.group for place in places)]:
        note(act, now=now, actor=by, person=None if by == lift.person else lift.person, group=group, about=lift)


def owe_mail(lift: Lift, kind: str, *, now: datetime) -> None:
    ledger.owe(lift.person, kind=kind, about=lift, occurrence=now, due_at=now, useless_after=now + TOLD_WITHIN, now=now)
