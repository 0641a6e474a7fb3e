"""When would a group meet? Its usual hour, by the group's own clock and by the reader's."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from groups.models import Proposal
from groups.models.free_times import DAY
from peergroups.kit import spoken
from peergroups.kit.wallclock import instant, local_day


def first_meeting(usual_start: int, zone: str, after: date) -> datetime:
    """Return the first moment on or after a day at which the usual hour comes."""
    weekday, half_hour = divmod(usual_start, DAY)
    day = after + timedelta(days=(weekday - after.weekday()) % 7)
    return instant(day, time(half_hour // 2, half_hour % 2 * 30), zone)


def usual(proposal: Proposal, reader_zone: str, *, now: datetime) -> list[str]:
    """Say it as people would: Thursdays, 6:00 to 8:00 pm (London); for another clock once more."""
    if proposal.usual_start is None:
        return []
    after = max(local_day(now, proposal.zone), proposal.cohort.starts_on if proposal.cohort else date.min)
    start = first_meeting(proposal.usual_start, proposal.zone, after)
    told = weekly(start, proposal.programme.minutes, proposal.zone)
    own = weekly(start, proposal.programme.minutes, reader_zone)
    offsets = {start.astimezone(ZoneInfo(zone)).utcoffset() for zone in (proposal.zone, reader_zone)}
    return [told] if len(offsets) == 1 or proposal.city else [own, told]


def weekly(start: datetime, minutes: int, zone: str) -> str:
    words = {
        "weekday": spoken.weekday(local_day(start, zone)),
        "hours": spoken.hours(start, minutes, zone),
    }
    return _("%(weekday)s, %(hours)s") % words
