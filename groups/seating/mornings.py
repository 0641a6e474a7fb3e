"""When is it told how a proposal ended? On a morning, never at the moment somebody answered."""

from datetime import datetime, timedelta

from peergroups.kit.wallclock import MORNING, instant, local_day


def next_morning(after: datetime, zone: str) -> datetime:
    """Return the first nine o'clock on a zone's wall that comes after a moment."""
    today = local_day(after, zone)
    mornings = (instant(today + timedelta(days=n), MORNING, zone) for n in range(3))
    return next(at for at in mornings if at > after)
