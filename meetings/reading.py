"""What do the pages need to know of a meeting? Read in as few queries as there are kinds of things."""

from collections.abc import Container, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from groups.models import Group, Membership, Person, Words
from meetings.freeing import of_the_absent
from meetings.models import AgendaItem, Attendance, Duty, HotSeat, Meeting, Poll, Topic, Update
from meetings.too_few import counted
from peergroups.kit.questions import Rows

FOUR_WEEKS = timedelta(weeks=4)
UPDATES_FROM = timedelta(days=7)  # before a meeting on which its updates are asked for


def next_meetings(groups: Iterable[Group | int], now: datetime) -> dict[int, Meeting]:
    """Return each group's next meeting, by the group's id."""
    rows = Meeting.objects.upcoming(now).filter(group__in=groups).order_by("group", "starts_at").distinct("group")
    return {meeting.group_id: meeting for meeting in rows}


def coming_up(person: int, now: datetime) -> QuerySet[Meeting]:
    somebody = Person.only_id(person)
    waiting = HotSeat.objects.filter(meeting=OuterRef("pk"), person=somebody, item__isnull=False, brief__shared_at=None)
    answers = Attendance.objects.filter(meeting=OuterRef("pk"), person=somebody)
    not_ended = Meeting.objects.visible_to(somebody).upcoming(now).filter(sitting__ended_at=None)
    rows = not_ended.order_by("group", "starts_at").distinct("group")
    freed = of_the_absent().filter(meeting=OuterRef("pk"), item=None)
    coached = HotSeat.objects.filter(meeting=OuterRef("pk"), coach=somebody, item__isnull=False)
    coached = coached.exclude(met=True, phrased=True).order_by("pk")
    free = AgendaItem.objects.filter(meeting=OuterRef("pk"), kind=AgendaItem.Kind.HOT_SEAT, seat=None)
    last = before(OuterRef("group"), OuterRef("starts_at")).values("starts_at")[:1]
    peers = Membership.objects.peers().filter(group=OuterRef("group"), person=somebody)
    shared = Update.objects.filter(meeting=OuterRef("pk"), person=somebody, shared_at__isnull=False)
    keeps = Membership.objects.current().facilitating().filter(group=OuterRef("group"), person=somebody)
    opens = Duty.objects.filter(meeting=OuterRef("pk"), person=somebody).opening_doors()
    return counted(rows, Q(Exists(keeps)) | Q(Exists(opens))).annotate(
        is_mine_to_arrange=Exists(opens),
        last_start=Subquery(last),
        brief_waits=Exists(waiting),
        answered=Exists(answers),
        was_freed=Exists(freed),
        has_free_seat=Exists(free),
        coached_seat=Subquery(coached.values("pk")[:1]),
        coached_name=Subquery(coached.values("person__name")[:1]),
        update_waits=Q(Exists(peers), ~Exists(shared)),
    )


def next_meetings_of(person: Person, groups: Container[int], now: datetime) -> dict[int, Meeting]:
    """Return the next meeting of each of these groups a person is in, by the group's id.

    Each says whether the person's brief is still wanted (`brief_waits`) and, from a week before, their update
    (`update_waits`), whether they `answered` if they come, whether somebody left a hot seat behind (`was_freed`)
    and one is free (`has_free_seat`), and when the group met last before it (`last_start`); and whom they coach and
    have not said yes about twice (`coached_seat`, `coached_name`). Those of groups that the person keeps are `counted`,
    and those they facilitate without keeping the group (`is_mine_to_arrange`).
    """
    meetings = {meeting.group_id: meeting for meeting in next_of(person.pk, now) if meeting.group_id in groups}
    for meeting in meetings.values():
        meeting.update_waits = meeting.update_waits and meeting.starts_at <= now + UPDATES_FROM
    return meetings


def before(group: Any, starts_at: Any) -> QuerySet[Meeting]:
    """The meetings of a group before a moment that were not called off, the last one first."""
    return Meeting.objects.standing().filter(group=group, starts_at__lt=starts_at).order_by("-starts_at")


def last_before(group: int, starts_at: datetime) -> QuerySet[Meeting]:
    return before(group, starts_at)[:1]


def agenda(meeting: int) -> QuerySet[AgendaItem]:
    there = Membership.objects.there_at(OuterRef("meeting__starts_at"))
    there = there.filter(group=OuterRef("meeting__group"), person=OuterRef("seat__person"))
    briefs = Words.objects.filter(pk=OuterRef("seat__brief__words")).exclude(audience=Words.Audience.ME)
    items = AgendaItem.objects.filter(meeting=meeting)
    items = items.annotate(holder_is_there=Exists(there), brief_open=Exists(briefs))
    return items.select_related("seat__person", "seat__brief", "topic__words", "topic__person")


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """Return the agenda in order, each hot seat with its number, its person and whether one can read its brief.

    Whoever has left by then or is on a sabbatical holds no seat, from the moment that is known.
    """
    items = items_of(meeting.pk)
    for item in items:
        item.meeting = meeting
    for number, item in enumerate((item for item in items if item.holder), start=1):
        item.seat_number = number
    return items


def expected(group: int, meeting: int) -> QuerySet[Membership]:
    said = Attendance.objects.filter(meeting=meeting, person=OuterRef("person"))
    places = Membership.objects.current().filter(group=group).select_related("person").order_by("person__name")
    duties = Duty.objects.filter(meeting=meeting, person=OuterRef("person"))
    brought = Topic.objects.filter(meeting=meeting).order_by().values("meeting").annotate(n=Count("pk")).values("n")
    return places.annotate(
        answer=Subquery(said.values("answer")),
        answered_at=Subquery(said.values("answered_at")),
        roles=ArraySubquery(duties.order_by("role").values("role")),
        arranges=Exists(duties.opening_doors()),
        topics=Coalesce(Subquery(brought), 0),
        poll=Subquery(Poll.objects.open().filter(moves=meeting).values("pk")),
    )


def people_expected(meeting: Meeting) -> list[Membership]:
    """Return the current members by name, each with their `answer` about coming (None: nothing said yet).

    Each also knows how many `topics` were brought to the meeting, and the number of the `poll` that looks for another
    time of it: so these cost no question of their own.

    And which `roles` they have in it, and whether they arrange it by one of them (`arranges`).

    Of those on a sabbatical then, `away_until` says how long; what they said before it began is out of date.
    """
    places = places_and_answers(meeting.group_id, meeting.pk)
    for place in places:
        place.away_until = place.returns_at if place.is_away_at(meeting.starts_at) else None
        if place.away_until and place.answer and place.answered_at < place.paused_at:
            place.answer = None
    return places


def seats_in_order(meeting: Meeting) -> list[HotSeat]:
    """Return the assigned hot seats in the agenda's order: the first is number 1 in the address of its page."""
    return [item.seat for item in agenda_of(meeting) if item.holder]


def topics_waiting(meeting: Meeting) -> QuerySet[Topic]:
    """Return the topics members brought for which no time is made yet, the first one first."""
    return topics_of(meeting).filter(item=None)


def topics_of(meeting: Meeting) -> QuerySet[Topic]:
    return meeting.topics.select_related("words", "person").order_by("added_at")


def expected_count(meeting: Meeting) -> int:
    """Count the peers who will be there: nobody on a sabbatical, and nobody who said that they cannot come."""
    peers = meeting.group.memberships.peers().there_at(meeting.starts_at)
    cant = meeting.attendances.absences().values("person")
    return max(1, peers.exclude(person__in=cant).count())


def like_the_last(group: Group, now: datetime) -> dict[str, Any]:
    """Offer for a new meeting what the last one had: four weeks on, at the same time and place."""
    last = group.meetings.standing().order_by("-starts_at").first()
    if last is None:
        return {}
    local = timezone.localtime(last.starts_at, timezone=group.clock)
    day = local.date() + FOUR_WEEKS
    same = last.where | {"minutes": last.minutes, "time": local.time()}
    return same | {"day": day if day > timezone.localdate(now, group.clock) else None}


items_of, places_and_answers = Rows(agenda, int), Rows(expected, int, int)
next_of, meeting_before = Rows(coming_up, int, datetime), Rows(last_before, int, datetime)
