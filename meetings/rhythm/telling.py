"""What does everybody hear of a group's dates? When they are and were, in one mail with one file for calendars."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from groups.mails import from_group
from groups.models.memberships import sits_in
from meetings import calendars
from meetings.models import Cadence, Meeting
from meetings.rhythm import words
from meetings.rhythm.saving import KIND
from peergroups.kit.spoken import place, time_range
from peergroups.outbox.kinds import Enclosure, Kind, register
from peergroups.outbox.ledger import written
from peergroups.outbox.models import Delivery

MIMETYPE = "text/calendar; method=PUBLISH"


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether these are still the last dates that were saved, and their reader a member."""
    cadence = delivery.about
    return delivery.occurrence == written(cadence.saved_at) and sits_in(cadence.group_id, delivery.person_id)


def told(cadence: Cadence) -> QuerySet[Meeting]:
    """The dates a mail speaks of: those still to come when it was owed."""
    return cadence.meetings.filter(starts_at__gt=cadence.saved_at).select_related("group").order_by("starts_at")


def about_dates(delivery: Delivery, *, now: datetime) -> dict[str, object]:
    """Say each date by the clock its reader goes by, with the one it had; the button opens the list."""
    cadence = delivery.about
    zone = cadence.zone_shown or delivery.person.time_zone
    dates = list(told(cadence))
    ended = [meeting for meeting in dates if is_news(cadence, meeting.cancelled_at)]
    return from_group(cadence.group) | {
        "rhythm": words.rhythm(cadence.rule, cadence.zone or cadence.group.zone),
        "because": because(cadence),
        "dates": list(lines(cadence, [meeting for meeting in dates if not meeting.cancelled_at], zone, now)),
        "called_off": [time_range(meeting.starts_at, meeting.minutes, zone, now) for meeting in ended],
        "button_url": cadence.get_absolute_url(),
    }


def lines(cadence: Cadence, meetings: list[Meeting], zone: str, now: datetime) -> Iterator[dict[str, str]]:
    for meeting in meetings:
        before = meeting.started_before if is_news(cadence, meeting.timed_at) else None
        yield {
            "when": time_range(meeting.starts_at, meeting.minutes, zone, now),
            "before": time_range(before, meeting.minutes, zone, now) if before else "",
        }


def is_news(cadence: Cadence, moment: datetime | None) -> bool:
    return moment is not None and moment >= cadence.news_since


def because(cadence: Cadence) -> str:
    """Say why dates move that nobody moved."""
    if cadence.why == Cadence.Why.CLOCKS:
        return _("A country has changed its rules for clocks. The group keeps its hour.")
    if cadence.why == Cadence.Why.ZONE:
        return _("The group now keeps the clock of %(place)s.") % {"place": place(cadence.group.zone)}
    return ""


def calendar_file(delivery: Delivery) -> list[Enclosure]:
    """Enclose all dates, and what was called off as such."""
    cadence = delivery.about
    dates = [each for each in told(cadence) if not each.cancelled_at or is_news(cadence, each.cancelled_at)]
    return [Enclosure(calendars.dates(dates, delivery.person).decode(), MIMETYPE, "meetings.ics")]


register(
    Kind(
        name=KIND,
        app="meetings",
        brings=("group",),
        still_true=still_true,
        context=about_dates,
        encloses=calendar_file,
        called=gettext_noop("The dates of your group"),
    )
)
