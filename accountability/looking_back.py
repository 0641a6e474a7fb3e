"""Who is asked today how it went after their hot seat? After one month and after three, once each, and no more."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import DateTimeField, DurationField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from accountability import months
from accountability.models import ReadBack
from groups.mails import from_group
from groups.models import Membership
from peergroups.kit.quiet import Quiet
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "look_back"
# Of one month and of three: the fewest days and the most, with a day for the zone and one for the hour.
NEAR = [(timedelta(days=fewest), timedelta(days=most) + months.OF_USE) for fewest, most in ((27, 33), (88, 94))]


def askable(now: datetime) -> QuerySet[ReadBack]:
    """Those about which somebody may be asked by now: closed, and of people who sit there and take no break."""
    seated = Membership.objects.hearing()
    seated = seated.filter(group=OuterRef("seat__meeting__group"), person=OuterRef("seat__person"))
    near = Q()
    for fewest, most in NEAR:
        near |= Q(closed_at__range=(before(now, most), before(now, fewest)))
    rows = ReadBack.objects.filter(near, Exists(seated), seat__person__is_active=True).defer("words")
    return rows.select_related("seat__person", "seat__meeting__group").prefetch_related("look_backs")


def before(now: datetime, length: timedelta) -> Any:
    """Leave the sum to the database, where `now` may be a value to come."""
    return ExpressionWrapper(Value(now, DateTimeField()) - Value(length, DurationField()), DateTimeField())


def asking_of(read_back: ReadBack, now: datetime) -> months.Asking | None:
    """Return the question that is open for one hot seat; that it was answered is a fact, what was said is none."""
    answered = [said.months for said in read_back.look_backs.all()]
    return months.open_now(read_back.closed_at, read_back.seat.person.time_zone, answered, now)  # type: ignore[arg-type]


def plan(*, now: datetime) -> int:
    """Owe each presenter the mail that asks; return how many are new."""
    due = [(read_back, asking) for read_back in askable(now) if (asking := asking_of(read_back, now))]
    return ledger.owe_all([owed(read_back, asking) for read_back, asking in due], now=now)


def owed(read_back: ReadBack, asking: months.Asking) -> ledger.Owed:
    return ledger.Owed(
        person_id=read_back.seat.person_id,
        kind=KIND,
        about=read_back,
        occurrence=str(asking.months),
        due_at=asking.since,
        useless_after=asking.until,
    )


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether this is still the question to ask: asked once more, just before the mail goes."""
    found = askable(now).filter(pk=delivery.about_id, seat__person=delivery.person_id).first()
    asking = asking_of(found, now) if found else None
    return asking is not None and delivery.occurrence == str(asking.months)


def waits(delivery: Delivery, *, now: datetime) -> datetime:
    """Let a mail wait by night, where its reader is: whoever comes back from a sabbatical comes at any hour."""
    return Quiet().over_at(now, delivery.person.time_zone)


def context(delivery: Delivery, *, now: datetime) -> dict[str, Any]:
    """Give the mail its facts: how long ago it was and how it closed, never what was said."""
    read_back = delivery.about
    wording = months.WORDINGS[read_back.closing or "none"]
    return from_group(read_back.seat.meeting.group) | {
        "after": after(int(delivery.occurrence)) if delivery.occurrence.isdigit() else after(months.MARKS[0]),
        "question": _(wording.mail),
        "button_url": address(read_back),
    }


def after(number: int) -> str:
    """Say how long ago it was."""
    return _("Three months after your hot seat") if number == months.MARKS[-1] else _("A month after your hot seat")


def address(read_back: ReadBack) -> str:
    return reverse("accountability:look_back", args=[read_back.seat_id])


def waiting(person: int, now: datetime) -> QuerySet[ReadBack]:
    """Those of one person about which Today may ask; which of them it does is known by their clock."""
    return askable(now).filter(seat__person=person)


def open_to(person: int, now: datetime) -> list[tuple[ReadBack, months.Asking]]:
    """Return what one person is asked just now."""
    return [(found, asking) for found in waiting(person, now) if (asking := asking_of(found, now))]
