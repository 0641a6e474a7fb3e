"""Who has begun to apply and not sent it while the last days go by? They are reminded once, and never after that."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from groups.intake.applying import today_of
from groups.models import Application
from peergroups.kit.wallclock import MORNING, instant, local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "application_unfinished"
BEFORE_THE_END, TO_THINK, A_DAY = timedelta(days=3), timedelta(hours=24), timedelta(days=1)


def plan(*, now: datetime) -> int:
    return ledger.owe_all(due(now), now=now)


def due(now: datetime) -> Iterator[ledger.Owed]:
    """Go through what is not sent as the days to apply come to their end."""
    today = now.date()  # whichever clock: the moments below decide
    ending = (today - A_DAY, today + BEFORE_THE_END + A_DAY)
    found = Application.objects.unfinished().filter(cohort__closes_on__range=ending, person__is_active=True)
    for application in found.select_related("person", "cohort__programme"):
        at, ends = reminded_at(application), closes_at(application)
        if at <= now < ends:
            yield ledger.Owed(application.person_id, KIND, application, "before it closes", at, useless_after=ends)


def reminded_at(application: Application) -> datetime:
    """Return nine in the morning by the person's clock, three days before the end or a day after they began."""
    zone = application.person.time_zone
    on = application.cohort.closes_on - BEFORE_THE_END
    earliest = max(instant(on, time.min, zone), application.began_at + TO_THINK)
    mornings = (instant(local_day(earliest, zone) + later * A_DAY, MORNING, zone) for later in range(3))
    return next(at for at in mornings if at >= earliest)


def closes_at(application: Application) -> datetime:
    """Return the end of the last day to apply, by the programme's clock."""
    return instant(application.cohort.closes_on + A_DAY, time.min, application.programme.zone)


def still_unfinished(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether it still waits for its writer, and can still be sent."""
    application = delivery.about
    is_open = application.cohort.is_open(today_of(application.programme, now))
    return is_open and application.submitted_at is None and application.withdrawn_at is None
