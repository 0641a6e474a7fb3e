"""May a group meet at a day and time that somebody typed, by the group's own clock?"""

from datetime import timedelta

from django.utils.translation import gettext_lazy

from peergroups.kit.wallclock import exists, instant, local_day

A_DAY = timedelta(days=1)
FURTHEST = timedelta(days=2 * 366)
TO_COME = gettext_lazy("Choose a day and time still to come.")
TOO_FAR = gettext_lazy("Choose a day within the next two years.")
SKIPPED = gettext_lazy("Clocks change that night and skip this time. Choose one an hour later.")
TAKEN = gettext_lazy("The group already meets at this time. Choose another.")


def out_of_reach(day, zone, now):
    """Say what is wrong with a day beyond any plan, where clocks and calendars can count no more."""
    today = local_day(now, zone)
    if day < today - A_DAY:
        return TO_COME
    return TOO_FAR if day > today + FURTHEST else None


def refused(day, at, zone, now):
    """Say what is wrong with a start, and of which of its two boxes: nothing where a group may meet then."""
    if wrong := out_of_reach(day, zone, now):
        return "day", wrong
    if not exists(day, at, zone):
        return "time", SKIPPED
    return ("day", TO_COME) if instant(day, at, zone) <= now else None
