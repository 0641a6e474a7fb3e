"""How long has somebody waited? They are placed within ninety days or told why; after sixty it is time to look."""

from datetime import datetime, timedelta

from peergroups.kit.wallclock import MORNING, instant, local_day

SOON, TOO_LONG = 60, 90
MARKS = (SOON, TOO_LONG)


def days(since: datetime, now: datetime) -> int:
    """Return the whole days that have gone by."""
    return max(0, (now - since).days)


def passes(since: datetime, mark: int) -> datetime:
    """Return the moment when so many days are over."""
    return since + timedelta(days=mark)


def mark(since: datetime, now: datetime) -> int | None:
    """Return the last mark that was passed; None before the first."""
    return max((each for each in MARKS if passes(since, each) <= now), default=None)


def told_at(since: datetime, mark: int, zone: str) -> datetime:
    """Return the first nine in the morning, by a zone's clock, at which so many days are over."""
    earliest = passes(since, mark)
    today = local_day(earliest, zone)
    mornings = (instant(today + timedelta(days=later), MORNING, zone) for later in range(3))
    return next(at for at in mornings if at >= earliest)
