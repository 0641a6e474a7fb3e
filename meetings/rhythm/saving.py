"""How do drawn dates become meetings? Planned, moved and called off in one go, and told to everybody once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from groups.models import Group
from groups.models.free_times import DAY
from meetings.agenda import MinutesDoNotFit
from meetings.models import Cadence, Meeting, MeetingOver
from meetings.planning import plan_meeting, start_told
from meetings.rhythm.drawing import Drawn, Fate, Standing, Wish, draw
from peergroups.kit.zone_data import release
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "dates_saved"
OF_USE_FOR = timedelta(days=14)
A_SECOND = timedelta(seconds=1)
Why = Cadence.Why


@transaction.atomic
def save_rhythm(group: Group, wish: Wish, *, now: datetime) -> int:
    """Keep a rhythm and make its dates meetings; return how many people hear of it, none when nothing changes."""
    Group.objects.select_for_update().get(pk=group.pk)
    before = Cadence.objects.filter(group=group).first()
    drawn = draw(group, wish, Standing(group, before, now=now), before.rule if before else None, now=now)
    cadence = keep(group, wish, drawn, now=now)
    return announce(cadence, Why.CHOSEN, now=now) if apply(cadence, drawn, now=now) else 0


def keep(group: Group, wish: Wish, drawn: Iterable[Drawn], *, now: datetime) -> Cadence:
    """Write the rule down, and for whoever looks for a seat the usual hour of the week."""
    rule = wish.rule
    kept: dict[str, Any] = {
        "weekday": rule.weekday,
        "nth": rule.nth,
        "every": rule.every,
        "first_on": rule.first_on,
        "time": rule.at,
    }
    kept |= {"pattern": Cadence.Pattern.WEEKS if rule.every else Cadence.Pattern.MONTHLY, "minutes": wish.minutes}
    kept |= {"skipped": sorted(date.day for date in drawn if date.fate == Fate.SKIPPED)}
    kept |= {"zone": group.zone, "zone_data": release(), **wish.where}
    group.usual_start = rule.weekday * DAY + rule.at.hour * 2 + rule.at.minute // 30
    group.save(update_fields=["usual_start"])
    new = {"saved_at": now, "news_since": now}
    return Cadence.objects.update_or_create(group=group, defaults=kept, create_defaults=kept | new)[0]


def apply(cadence: Cadence, drawn: Iterable[Drawn], *, now: datetime) -> int:
    """Let the meetings be as drawn; return how many calendars have to learn of."""
    mine = [date for date in drawn if date.is_mine or date.fate == Fate.CALLED_OFF]
    clear_days(cadence, mine)
    ended = [call_off(date.meeting, now=now) for date in mine if date.meeting and not date.stands]
    held = in_free_order([(date, date.meeting) for date in mine if date.meeting and date.stands])
    moved = [fit_in(cadence, date, meeting, now=now) for date, meeting in held]
    planned = [plan(cadence, date, now=now) for date in mine if date.fate == Fate.NEW]
    return sum(ended) + sum(moved) + len(planned)


def clear_days(cadence: Cadence, drawn: Iterable[Drawn]) -> None:
    """Let those called off before stand on no day any more that is wanted again, or is another's now."""
    days = [date.day for date in drawn]
    cadence.meetings.filter(cadence_day__in=days, cancelled_at__isnull=False).update(cadence_day=None)
    leaving = [date.meeting.pk for date in drawn if date.meeting and date.meeting.cadence_day != date.day]
    cadence.meetings.filter(pk__in=leaving).update(cadence_day=None)


def call_off(meeting: Meeting, *, now: datetime) -> bool:
    try:
        meeting.cancel(now=now)
    except MeetingOver:  # it has begun since
        return False
    Meeting.objects.filter(pk=meeting.pk).update(cadence_day=None)
    return True


def in_free_order(dates: list[tuple[Drawn, Meeting]]) -> list[tuple[Drawn, Meeting]]:
    """Move each date when its new time is free: no two meetings of a group begin at once, not for a moment."""
    ordered: list[tuple[Drawn, Meeting]] = []
    aside: list[Meeting] = []
    while dates:
        inside = [meeting for date, meeting in dates if meeting not in aside]
        taken = {meeting.starts_at: meeting for meeting in inside}
        free = [pair for pair in dates if taken.get(pair[0].starts_at, pair[1]) is pair[1]]
        if not free:  # some change places: one makes room until its own is free
            Meeting.objects.filter(pk=inside[0].pk).update(starts_at=F("starts_at") - A_SECOND)
            aside.append(inside[0])
        ordered += free
        dates = [pair for pair in dates if pair not in free]
    return ordered


def fit_in(cadence: Cadence, date: Drawn, meeting: Meeting, *, now: datetime) -> bool:
    """Move a meeting to where the rhythm has it, or leave it where somebody put it; say whether its time changed."""
    where = {} if date.by_hand else cadence.where
    if date.fate == Fate.MOVES or where.items() - meeting.where.items():
        try:
            put(meeting, date, known=start_told(meeting), now=now, **where)
        except MeetingOver:  # it has begun since
            return False
    meeting.cadence, meeting.cadence_day = cadence, date.day
    meeting.off_rhythm_at = (meeting.off_rhythm_at or now) if date.by_hand else None
    meeting.save(update_fields=["cadence", "cadence_day", "off_rhythm_at"])
    return date.fate == Fate.MOVES


def put(meeting: Meeting, date: Drawn, *, known: datetime, now: datetime, **where: str) -> None:
    """Move a meeting; an agenda that cannot shrink so far is laid anew, and takes the hot seats along."""
    given: dict[str, Any] = {"minutes": date.minutes, "known": known, "now": now} | where
    try:
        meeting.move(date.starts_at, **given)
    except MinutesDoNotFit:
        meeting.lay_agenda(people=meeting.laid_for, length=date.minutes)
        meeting.move(date.starts_at, **given)


def plan(cadence: Cadence, date: Drawn, *, now: datetime) -> Meeting:
    rhythm = {"cadence": cadence, "cadence_day": date.day, "off_rhythm_at": now if date.by_hand else None}
    return plan_meeting(cadence.group, date.starts_at, date.minutes, now=now, **cadence.where, **rhythm)


def announce(cadence: Cadence, why: Why, *, now: datetime) -> int:
    """Owe everybody one mail with all dates; it tells also what an earlier one, still unsent, would have told."""
    waits = Delivery.objects.owed().filter(kind=KIND, about_id=cadence.pk).exists()
    cadence.news_since = cadence.news_since if waits else now
    cadence.saved_at, cadence.why = now, why
    cadence.save(update_fields=["news_since", "saved_at", "why"])
    readers = list(readers_of(cadence.group))
    ledger.owe_all([owed(cadence, person, now=now) for person in readers], now=now)
    return len(readers)


def readers_of(group: Group) -> Iterable[int]:
    """Those who hear of dates: members who signed and take no break."""
    return group.memberships.hearing().values_list("person", flat=True)


def owed(cadence: Cadence, person: int, *, now: datetime) -> ledger.Owed:
    return ledger.Owed(
        person_id=person,
        kind=KIND,
        about=cadence,
        occurrence=cadence.saved_at,
        due_at=now,
        useless_after=now + OF_USE_FOR,
    )
