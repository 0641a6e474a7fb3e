"""Who does what in a group's next meetings? Named by its facilitator, or proposed in turn; handed over with one tap."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.audit import Act, note
from groups.models import Group, Membership, Person
from meetings import roles
from meetings.models import Attendance, Duty, Facilitation, Meeting, MeetingOver
from meetings.roles import Gathering

AHEAD = timedelta(days=92)  # three months
AT_ONCE = 3
Kind, Role = Facilitation.Kind, Duty.Role


class NobodyIsElect(Exception):
    """A meeting is handed to its elect: somebody has to be, and has to be able to come."""


@dataclass
class Sheet:
    """One meeting with those named for it; `out` says of whom, and why, they cannot take a role in it."""

    meeting: Meeting
    named: dict[str, int]
    out: dict[int, str] = field(default_factory=dict)


@dataclass
class Board:
    """A group's meetings of the next three months, and the members who could take a role."""

    kind: str
    places: dict[int, Membership]
    sheets: list[Sheet]

    @property
    def keepers(self) -> list[int]:
        """Those who lead wherever nobody is named for it."""
        return [person for person, place in self.places.items() if place.facilitates]

    def free(self, sheet: Sheet) -> list[int]:
        return [person for person, place in self.places.items() if place.is_peer and person not in sheet.out]

    def gathering(self, sheet: Sheet) -> Gathering:
        kept = {role: who for role, who in sheet.named.items() if who in self.places and who not in sheet.out}
        if roles.STANDS_IN in kept and roles.LEADS in sheet.named:
            kept[roles.LEADS] = sheet.named[roles.LEADS]  # should they be out of it, somebody stands in already
        return Gathering(on(sheet.meeting), self.free(sheet), kept, self.keepers)


def on(meeting: Meeting) -> date:
    return timezone.localdate(meeting.starts_at, meeting.group.clock)


def read(group: Group, now: datetime) -> Board:
    """Read who is named for the meetings of the next three months, and who cannot take a role in which."""
    rows = group.meetings.standing().filter(starts_at__gt=now, starts_at__lte=now + AHEAD).order_by("starts_at")
    meetings = list(rows.select_related("group"))
    signed = group.memberships.signed().select_related("person").order_by("person__name", "pk")
    places = {place.person_id: place for place in signed}
    named: dict[int, dict[str, int]] = defaultdict(dict)
    for duty in Duty.objects.filter(meeting__in=meetings):
        named[duty.meeting_id][duty.role] = duty.person_id
    absent = set(Attendance.objects.absences().filter(meeting__in=meetings).values_list("meeting", "person"))
    sheets = [Sheet(each, named[each.pk], out_of(each, places.values(), absent)) for each in meetings]
    return Board(kind_of(group, places.values()), places, sheets)


def out_of(meeting: Meeting, places: Iterable[Membership], absent: set[tuple[int, int]]) -> dict[int, str]:
    """Say of each who cannot take a role in a meeting why."""
    out = {place.person_id: _("cannot come") for place in places if (meeting.pk, place.person_id) in absent}
    for place in places:
        if place.is_away_at(meeting.starts_at):
            out[place.person_id] = _("on sabbatical then")
        elif place.leaves_at and place.leaves_at <= meeting.starts_at:
            out[place.person_id] = _("leaves before")
    return out


def kind_of(group: Group, places: Iterable[Membership]) -> str:
    """Return what the group chose; before it did, what it looks like."""
    chosen = Facilitation.objects.filter(group=group).values_list("kind", flat=True).first()
    if chosen:
        return chosen
    return Kind.FIXED if any(place.facilitates and place.is_peer for place in places) else Kind.PROFESSIONAL


def choose(group: Group, kind: str) -> None:
    """Keep how a group is facilitated; who was named already stays."""
    Facilitation.objects.update_or_create(group=group, defaults={"kind": kind})


@transaction.atomic
def name(meeting: Meeting, named: Mapping[str, int | None], *, now: datetime) -> None:
    """Name people for a meeting's roles, or with None nobody; whoever stays was named when they were."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    before = dict(meeting.duties.values_list("role", "person"))
    for role, person in named.items():
        if person is None:
            meeting.duties.filter(role=role).delete()
        elif before.get(role) != person:
            meeting.duties.update_or_create(role=role, defaults={"person_id": person, "named_at": now})


@transaction.atomic
def name_next_three(group: Group, *, now: datetime) -> int:
    """Name somebody in turn wherever nobody is named who can come; return for how many meetings."""
    board = read(group, now)
    sheets = board.sheets[:AT_ONCE]
    wanted = [role for role in Role.values if role != Role.FACILITATOR or board.kind == Kind.ROTATING]
    done, heir = lately(board, group, wanted[0], now)
    gatherings = [board.gathering(sheet) for sheet in sheets]
    for sheet, named in zip(sheets, roles.propose(gatherings, wanted, done, heir=heir), strict=True):
        name(sheet.meeting, named, now=now)
    return len(sheets)


def lately(board: Board, group: Group, first: str, now: datetime) -> tuple[dict[int, date], int | None]:
    """Return when each did the first of the roles last, or else joined; and who was elect of the last meeting."""
    rows = Duty.objects.filter(meeting__in=group.meetings.held(now), role=first).values_list("person")
    done = {person: place.joined_at.date() for person, place in board.places.items()}
    done |= {person: at.date() for person, at in rows.annotate(Max("meeting__starts_at")).order_by()}
    elect = Duty.objects.filter(meeting=group.meetings.held(now).values("pk")[:1], role=Role.ELECT)
    return done, elect.values_list("person", flat=True).first()


def elect_of(meeting: Meeting) -> Person | None:
    """Return the elect of a meeting, if they sit in the group and can come."""
    duty = meeting.duties.filter(role=Role.ELECT).select_related("person").first()
    places = meeting.group.memberships.signed().there_at(meeting.starts_at)
    cant = meeting.attendances.absences().values("person")
    if duty and places.filter(person=duty.person_id).exclude(person__in=cant).exists():
        return duty.person
    return None


@transaction.atomic
def hand_over(meeting: Meeting, *, by: Person, now: datetime) -> Person:
    """Make the elect of a meeting its facilitator, and say so in the group's log."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not meeting.is_open(now):
        raise MeetingOver
    elect = elect_of(meeting)
    if elect is None:
        raise NobodyIsElect
    name(meeting, {Role.ELECT: None, Role.FACILITATOR: elect.pk}, now=now)
    note(Act.HANDED_MEETING, now=now, actor=by, group=meeting.group, person=elect, about=meeting)
    return elect
