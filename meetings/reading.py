"""What do the pages need to know of a meeting? Read in as few queries as there are kinds of things."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from groups.models import Group, Person
from meetings.models import AgendaItem, HotSeat, Meeting

FOUR_WEEKS = timedelta(weeks=4)


def next_meetings(groups: Iterable[Group | int], now: datetime) -> dict[int, Meeting]:
    """Return each group's next meeting, by the group's id."""
    rows = Meeting.objects.upcoming(now).filter(group__in=groups).order_by("group", "starts_at").distinct("group")
    return {meeting.group_id: meeting for meeting in rows}


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """Return the agenda in order, each hot seat taken with its number, its person and whether a brief is shared."""
    items = list(meeting.agenda_items.select_related("seat__person", "seat__brief"))
    for item in items:
        item.meeting = meeting
    for number, item in enumerate((item for item in items if item.holder), start=1):
        item.seat_number = number
    return items


def people_and_answers(meeting: Meeting) -> list[tuple[Person, str | None]]:
    """Pair each current member with what they said about coming (None: nothing yet), by name."""
    answers = dict(meeting.attendances.values_list("person", "answer"))
    places = meeting.group.memberships.current().select_related("person").order_by("person__name")
    return [(place.person, answers.get(place.person_id)) for place in places]


def seat_choices(meeting: Meeting, now: datetime) -> list[tuple[Person, datetime | None]]:
    """Return who can take a hot seat, each with their last one: the longest wait first."""
    held = Q(
        person__hot_seats__item__isnull=False,
        person__hot_seats__meeting__group=meeting.group_id,
        person__hot_seats__meeting__cancelled_at=None,
        person__hot_seats__meeting__starts_at__lt=now,
    )
    places = meeting.group.memberships.peers().select_related("person")
    places = places.annotate(last_seat=Max("person__hot_seats__meeting__starts_at", filter=held))
    return [(place.person, place.last_seat) for place in places.order_by("last_seat", "joined_at", "person__name")]


def seats_in_order(meeting: Meeting) -> list[HotSeat]:
    """Return the assigned hot seats in the agenda's order: the first is number 1 in the address of its page."""
    return [item.seat for item in agenda_of(meeting) if item.holder]


def like_the_last(group: Group, now: datetime) -> dict[str, Any]:
    """Offer for a new meeting what the last one had: four weeks on, at the same time and place."""
    last = group.meetings.standing().order_by("-starts_at").first()
    if last is None:
        return {}
    local = timezone.localtime(last.starts_at, timezone=group.clock)
    day = local.date() + FOUR_WEEKS
    same = {field: getattr(last, field) for field in ("place", "address", "dial_in", "link", "minutes")}
    return same | {"time": local.time(), "day": day if day > timezone.localdate(now, group.clock) else None}
