"""What happens each minute? The present state is asked what is due, then what is owed is sent."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count

from accountability import care, closing, looking_back, nudges
from groups import archives, arrivals, invitations, keeping, leaving, lifting, sabbaticals, signatures
from groups.ending import going_on
from groups.intake import asking_to_apply, importing, interest, reminding, unfinished
from groups.seating import asking, settling, trials
from meetings import briefs, coaching, freeing, letters, reminders, requesting, sharing, too_few
from meetings.polls import reminding as polls
from meetings.rhythm import keeping as rhythms
from peergroups import summary
from peergroups.outbox import alarms, epochs, sending
from peergroups.outbox.errors import Mishap, named
from peergroups.outbox.models import Delivery

# Each is called as plan(now=…) and owes what is due and missing, or writes down what has ended; a planner asks about
# facts, never for words.
PLANNERS = [
    leaving.plan,
    sabbaticals.plan,
    lifting.plan,
    arrivals.plan,
    archives.plan,
    signatures.plan,
    keeping.plan,
    importing.forget,
    going_on.plan,
    freeing.plan,
    coaching.plan,
    requesting.plan,
    too_few.plan,
    invitations.plan,
    asking.plan,
    settling.plan,
    trials.plan,
    reminding.plan,
    interest.plan,
    unfinished.plan,
    asking_to_apply.forget_letters,
    letters.forget,
    sharing.plan,
    rhythms.plan,
    polls.plan,
    reminders.plan,
    briefs.plan,
    nudges.plan,
    care.plan,
    summary.plan,
    looking_back.plan,
    closing.end_forgotten,
]


@dataclass(frozen=True)
class Round:
    """What one round of the clock owed, and what became of all that was owed."""

    owed: Counter[str]
    outcomes: sending.Outcomes

    def lines(self) -> Iterator[str]:
        """Tell it in one line for each kind of mail."""
        for kind in sorted({*self.owed, *(kind for kind, state in self.outcomes)}):
            counts = {"owed": self.owed[kind]}
            counts |= {state: self.outcomes[kind, state] for state in ("sent", "late", "stale", "dead")}
            counts["to try again"] = self.outcomes[kind, "owed"]
            yield f"{kind}: " + ", ".join(f"{word} {count}" for word, count in counts.items() if count)


def tick(*, now: datetime, ring: Callable[[int], None] | None = None) -> Round:
    """Go round once; `ring` is told how many mails wait, and may call others to help."""
    failures = plan(now)
    owed = owed_at(now)
    if ring:
        ring(Delivery.objects.due(now).count())
    done = Round(owed, sending.drain(now=now))
    epochs.beat()
    if failures:
        raise ExceptionGroup("Some planners failed; the others ran, and what was owed was sent.", failures)
    return done


def plan(now: datetime) -> list[Exception]:
    """Let every planner owe its mails; one that fails stops no other, but the alarm is raised."""
    failures, well = [], []
    for planner in PLANNERS:
        name = f"{planner.__module__}.{planner.__qualname__}"
        with Mishap(name) as mishap, transaction.atomic():
            planner(now=now)
        if mishap.error:
            alarms.sound(name, named(mishap.error), now=now)
            failures.append(mishap.error)
        else:
            well.append(name)
    alarms.calm(*well)
    return failures


def owed_at(now: datetime) -> Counter[str]:
    """Count by kind what this round has come to owe."""
    rows = Delivery.objects.owed().filter(owed_at=now).order_by().values_list("kind")
    return Counter(dict(rows.annotate(Count("pk"))))
