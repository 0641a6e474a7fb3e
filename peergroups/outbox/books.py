"""How do the books of the outbox stand? Sums by kind, and the few rows somebody has to look at; never a word."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from peergroups.outbox.kinds import KINDS
from peergroups.outbox.models import Delivery

A_WEEK = timedelta(days=7)
PAUSED = "address paused"
State = Delivery.State


@dataclass
class Line:
    """What became of the mails of one name."""

    called: str
    counts: Counter[str] = field(default_factory=Counter)


def week(now: datetime) -> list[Line]:
    """Sum up what fell due within a week, and all that is owed, by what it is called and what became of it."""
    rows = Delivery.objects.filter(Q(state=State.OWED) | Q(due_at__gt=now - A_WEEK, due_at__lte=now))
    lines: dict[str, Line] = {}
    for kind, state, count in rows.order_by().values_list("kind", "state").annotate(count=Count("pk")):
        name = called(kind) or _("Mails about a group")
        lines.setdefault(name, Line(name)).counts[state] += count
    return sorted(lines.values(), key=lambda line: line.called)


def called(kind: str) -> str:
    """Say what a mail was; nothing of kinds that are not told apart, or that are sent no more."""
    known = KINDS.get(kind)
    return _(known.called) if known and known.called else ""


def together(lines: Iterable[Line]) -> Counter[str]:
    """Add the lines up."""
    return sum((line.counts for line in lines), Counter[str]())


def reason(delivery: Delivery) -> str:
    """Say in words why a mail was given up, with the class and code of what was answered."""
    code, error = delivery.smtp_code, delivery.last_error
    if error == PAUSED:
        return _("Mail to this address came back before: it is paused.")
    if code and code >= 500:
        return _("The address was refused (%(error)s).") % {"error": error}
    if code:
        return _("The mail server put it off at each try (%(error)s).") % {"error": error}
    if delivery.attempts > delivery.heard:
        return _("Nothing was heard of its tries (%(error)s): it may have arrived.") % {"error": error}
    return _("It could not be written (%(error)s).") % {"error": error}
