"""Which parts of a week does somebody tick, and what is kept of it? Half hours, so that a slot can be found in them."""

from datetime import time

from django.db import transaction
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from groups.formation import week
from groups.models import FreeTime, Person
from groups.models.free_times import DAY
from peergroups.kit.spoken import clock as said

# Each part of a day with the half hours it spans: 14 is seven in the morning.
PARTS = {
    "early": (14, 18),
    "morning": (18, 24),
    "midday": (24, 28),
    "afternoon": (28, 34),
    "evening": (34, 40),
    "late": (40, 44),
}
Ticks = dict[str, set[int]]  # the weekdays ticked in each part, Monday is 0


def clock(half_hour: int) -> time:
    """Read a half hour of a day as a clock shows it."""
    return time(half_hour // 2, 30 * (half_hour % 2))


def stretches(ticks: Ticks) -> list[tuple[int, int]]:
    """Join what was ticked into stretches: a morning and the midday after it are one."""
    spans = (cells_of(part, day) for part, days in ticks.items() for day in days)
    return week.ranges(week.cells((span.start, span.stop) for span in spans))


def cells_of(part: str, day: int) -> range:
    first, end = PARTS[part]
    return range(day * DAY + first, day * DAY + end)


@transaction.atomic
def keep(person: Person, ticks: Ticks) -> None:
    """Keep these times in place of those before."""
    Person.objects.select_for_update().get(pk=person.pk)
    person.free_times.all().delete()
    found = [FreeTime(person=person, begins=begins, ends=ends) for begins, ends in stretches(ticks)]
    FreeTime.objects.bulk_create(found)


def ticked(person: Person) -> Ticks:
    """Return which parts of the week lie wholly within a person's free times."""
    free = {cell for span in person.free_times.all() for cell in range(span.begins, span.ends)}
    return {part: {day for day in range(7) if free.issuperset(cells_of(part, day))} for part in PARTS}


def in_words(person: Person) -> list[str]:
    """Say when somebody could meet: the days that have the same hours together, by their own clock."""
    days: dict[tuple[int, int], list[int]] = {}
    for span in person.free_times.all():
        hours = (span.begins % DAY, (span.ends - 1) % DAY + 1)
        days.setdefault(hours, []).append(span.begins // DAY)
    return [
        _("%(days)s, %(start)s to %(end)s")
        % {
            "days": ", ".join(str(WEEKDAYS_ABBR[day]) for day in sorted(on)),
            "start": said(clock(first)),
            "end": said(clock(end % DAY)),
        }
        for (first, end), on in sorted(days.items(), key=lambda entry: (entry[1], entry[0]))
    ]
