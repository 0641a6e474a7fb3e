"""On which days does a group meet? Sums with a rule, the clock on the group's wall, and days that stand already."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from peergroups.kit.wallclock import instant, local_day

LAST = -1  # as `nth`: the last such weekday of a month
MONTH = timedelta(days=365.2425 / 12)
# A meeting may be carried so far when the rule changes; beyond it, one is called off and another planned.
FURTHEST = timedelta(days=35)


@dataclass(frozen=True)
class Rule:
    """The nth weekday of each month, or a weekday every few weeks: one of `nth` and `every` is given."""

    weekday: int  # 0 is Monday
    at: time
    first_on: date
    nth: int | None = None
    every: int | None = None

    @property
    def period(self) -> timedelta:
        """How long it is from one date to the next, as a rule."""
        return timedelta(weeks=self.every) if self.every else MONTH

    def days(self, since: date | None = None) -> Iterator[date]:
        """Go through the days it names from `since` on, never before its first; without an end while years have one."""
        since = max(since or self.first_on, self.first_on)
        # Reckoned without any zone: a clock change moves no day of the week.
        if self.every:
            found = rrule(WEEKLY, interval=self.every, dtstart=midnight(self.anchor))
        else:
            found = rrule(MONTHLY, byweekday=weekday(self.weekday, self.nth), dtstart=midnight(since.replace(day=1)))
        return (moment.date() for moment in found.xafter(midnight(since), inc=True))

    @property
    def anchor(self) -> date:
        """The first such weekday, from which the weeks are counted."""
        return self.first_on + timedelta(days=(self.weekday - self.first_on.weekday()) % 7)

    def start(self, day: date, zone: str) -> datetime:
        """Return the moment (UTC) it begins on that day, by the clock in a zone.

        A time that a clock change skips is shown an hour later; of one that comes twice it is the first.
        """
        return instant(day, self.at, zone)

    def carried(self, day: date, at: time) -> "Rule":
        """Return the rule by which this day and all after it would be like this one."""
        if self.every:
            return replace(self, weekday=day.weekday(), at=at, first_on=day)
        is_last = (day + timedelta(weeks=1)).month != day.month
        week = (day.day - 1) // 7 + 1
        nth = LAST if week == 5 or (is_last and self.nth == LAST) else week
        return replace(self, weekday=day.weekday(), at=at, first_on=day, nth=nth)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def coming(rule: Rule, zone: str, *, now: datetime, many: int, without: Collection[date] = ()) -> list[date]:
    """Return the next days whose meeting is yet to begin: so many, and those left out among them."""
    found: list[date] = []
    for day in rule.days(local_day(now, zone)):
        if many <= 0:
            break
        if rule.start(day, zone) > now:
            found.append(day)
            many -= day not in without
    return found


def align(standing: Sequence[date], wanted: Sequence[date]) -> dict[date, date]:
    """Say which standing day becomes which wanted one; both come in order, and leave in order.

    A day that is wanted stays. Each of the others goes to the nearest wanted day that is free, no further than
    FURTHEST: so what was prepared for a meeting goes where it goes, and the next one remains the next.
    """
    kept = set(standing) & set(wanted)
    found: dict[date, date] = {}
    behind = date.min
    for day in standing:
        ahead = next((other for other in standing if other > day and other in kept), date.max)
        free = [other for other in wanted if behind < other < ahead and other not in kept]
        near = [day] if day in kept else [other for other in free if abs(other - day) <= FURTHEST]
        if near:
            found[day] = behind = min(near, key=lambda other: abs(other - day))
    return found
