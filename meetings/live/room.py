"""What does a phone in the room show? The meeting as it stands, as one of those in it sees it."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from groups.models import Person
from meetings.live import scripts, signal, speaking, timing
from meetings.live.leading import may_start, span
from meetings.models import AgendaItem, Duty, Here, HotSeat, Meeting, Sitting, Stretch, Turn, causes
from meetings.protocols import Gate, Step, guarding
from meetings.reading import agenda_of
from peergroups.kit.spoken import listed


@dataclass
class Row:
    """One stretch as the plan shows it."""

    stretch: Stretch
    item: AgendaItem
    step: Step | None
    is_current: bool

    @property
    def presenter(self) -> Person | None:
        return self.item.holder

    @property
    def ends_seat(self) -> bool:
        """Say whether it is a whole hot seat, or the last step of one."""
        return self.step is None or self.step == self.item.seat.protocol.steps[-1]

    @property
    def minutes(self) -> int:
        return round(self.stretch.length / timing.A_MINUTE)


@dataclass
class Way:
    """One of the three ways to deal with being late; `row` is the part that one of them leaves out."""

    verb: str
    minutes: int = 0
    row: Row | None = None
    at: datetime | None = None


@dataclass
class Room:
    """Everything that one page of the live room shows."""

    meeting: Meeting
    me: Person
    now: datetime
    facilitates: bool
    sitting: Sitting | None = None
    rows: list[Row] = field(default_factory=list)
    people: list[Here] = field(default_factory=list)
    away: Sequence[tuple[Person, bool]] = ()  # who belongs here and is not, and whether they are on a sabbatical
    members: Container[int] = ()
    my_roles: Sequence[str] = ()
    turns: Sequence[Turn] = ()
    focus: str = ""  # where the keyboard goes on, once the button that was pressed is gone
    has_rated: bool = False  # said how the meeting was for me
    cause: str = ""  # the real question of the hot seat that is on, once it is named

    @cached_property
    def token(self) -> str:
        return signal.token(self.meeting.pk, self.me.pk)

    @property
    def version(self) -> int:
        return self.sitting.version if self.sitting else 0

    @property
    def tag(self) -> str:
        """Name what this page shows, for the next time it asks."""
        return signal.tag(self.version, silent=self.is_leader_silent)

    def has_turned(self, shown: str | None) -> bool:
        """Say whether a page with this tag stands there as before the beginning, or as before the end."""
        if self.sitting is None or shown is None or shown.partition("-")[0] == str(self.version):
            return False
        return shown == "0" or self.sitting.ended_at is not None

    @property
    def may_start(self) -> bool:
        return self.facilitates and may_start(self.meeting, self.now)

    @property
    def is_led_by_me(self) -> bool:
        return self.sitting is not None and self.sitting.leader_id == self.me.pk

    @cached_property
    def mine(self) -> Here | None:
        return next((here for here in self.people if here.person_id == self.me.pk), None)

    @cached_property
    def current(self) -> Row | None:
        return next((row for row in self.rows if row.is_current), None)

    @cached_property
    def ahead(self) -> list[Row]:
        """What is still to come, in its order."""
        place = self.current.stretch.position if self.current else 0
        return [row for row in self.rows if row.stretch.position > place and not row.stretch.is_over]

    @property
    def next(self) -> Row | None:
        return self.ahead[0] if self.ahead else None

    @cached_property
    def left(self) -> timedelta:
        """What the current stretch may still take, at this moment; below zero once it is over its time."""
        if not self.current or not self.sitting:
            return timing.NOTHING
        at = self.current.stretch
        return at.length - timing.used(at.used, self.sitting.running_since, self.now)

    @property
    def until(self) -> datetime | None:
        """When the current stretch will be over; None while everything stands still."""
        return self.now + self.left if self.sitting and self.sitting.running_since else None

    @cached_property
    def ends_at(self) -> datetime:
        """When the meeting will be over, if everything takes its time."""
        spans = [span(row.stretch) for row in self.ahead]
        here = timing.Span(self.current.item.kind, self.left) if self.current else None
        return timing.ends(here, spans, self.now)

    @property
    def minutes_behind(self) -> int:
        return timing.minutes_behind(self.ends_at, self.sitting.ends_at) if self.sitting else 0

    @property
    def ways(self) -> list[Way]:
        """Return the ways to deal with being late; nobody takes one but whoever leads."""
        if not self.minutes_behind or not self.sitting:
            return []
        spans = [span(row.stretch) for row in self.ahead]
        won = timing.won(spans, timing.shorter(spans, self.ends_at - self.sitting.ends_at, len(self.people)))
        ways = [Way("shorten", minutes=won // timing.A_MINUTE)] if won >= timing.A_MINUTE else []
        place = timing.first_to_drop(spans)
        if place is not None:
            ways.append(Way("drop", row=self.ahead[place], minutes=self.ahead[place].minutes))
        return [*ways, Way("later", at=self.ends_at)]

    @property
    def is_round(self) -> bool:
        return self.current is not None and self.current.item.kind in speaking.ROUNDS

    @property
    def speaks(self) -> Turn | None:
        return next((turn for turn in self.turns if self.sitting and turn.pk == self.sitting.speaking_id), None)

    @property
    def speaks_next(self) -> Turn | None:
        """Return whose turn is next; None when the last one speaks."""
        place, there = self.speaks.position if self.speaks else 0, {here.person_id for here in self.people}
        return next((turn for turn in self.turns if turn.position > place and turn.person_id in there), None)

    @property
    def unheard(self) -> str:
        """Name who is there and has not spoken in this round: they came late, or were out when it was their turn."""
        heard = {turn.person_id for turn in self.turns if turn.done_at}
        return listed(here.person.first_name for here in self.people if here.person_id not in heard)

    @property
    def overlong(self) -> list[tuple[Turn, int]]:
        """Return who took more than their share, by how many seconds; for whoever leads alone."""
        if not self.current or not self.sitting:
            return []
        share, since = speaking.share(self.current.stretch.length, len(self.turns)), self.sitting.spoken_since
        since = since if self.sitting.running_since else None
        told = {turn: since if turn == self.speaks else None for turn in self.turns}
        over = {turn: speaking.over_by(turn, running, share, self.now) for turn, running in told.items()}
        return [(turn, round(by.total_seconds())) for turn, by in over.items() if by]

    @property
    def hands(self) -> list[Here]:
        """Return who would like to speak, the first first."""
        return sorted((here for here in self.people if here.hand_at), key=lambda here: here.hand_at or self.now)

    @property
    def ready(self) -> int:
        """Return how many are ready to go on."""
        return sum(here.ready_for_id == self.sitting.current_id for here in self.people) if self.sitting else 0

    @property
    def is_ready(self) -> bool:
        """Say whether I am."""
        return bool(self.mine and self.sitting and self.mine.ready_for_id == self.sitting.current_id)

    @property
    def presented(self) -> bool:
        """Say whether a hot seat was mine."""
        return any(row.presenter == self.me for row in self.rows)

    @property
    def to_read_back(self) -> HotSeat | None:
        """Return my hot seat once I am to read back from it, and ever after; none of mine that was left out."""
        mine = [row for row in self.rows if row.presenter == self.me]
        held = [row for row in mine if row.is_current or row.stretch.done_at]
        begun = any(row.step is None or row.step.reads_back for row in held)
        return mine[0].item.seat if begun or (held and all(row.stretch.is_over for row in mine)) else None

    @property
    def wants_cause(self) -> bool:
        """Say whether it is my hot seat that is on, and a step of it waits for the real question."""
        at = self.current
        return bool(at and at.presenter == self.me and at.step and at.item.seat.protocol.names_a_cause)

    @property
    def next_waits(self) -> bool:
        """Say whether what comes next is to wait for the real question."""
        coming = self.next.step if self.next else None
        return coming is not None and coming.gate == Gate.CAUSE_NAMED and not self.cause

    @cached_property
    def is_leader_silent(self) -> bool:
        """Say whether nothing is heard of the leader's phone; their own hears from itself."""
        if not self.sitting or self.sitting.ended_at or self.is_led_by_me:
            return False
        return signal.is_silent(self.sitting, self.now)

    @property
    def may_take_over(self) -> bool:
        """Say whether nobody leads: the leader's phone is silent, or they are no member any more."""
        if not self.sitting or not self.mine or self.is_led_by_me:
            return False
        return self.sitting.leader_id not in self.members or self.is_leader_silent

    @property
    def sentence(self) -> str:
        """What everybody does now."""
        return self.current.step.prompt if self.current and self.current.step else self._said(scripts.ALL)

    @property
    def rule(self) -> str:
        return self.current.step.rule if self.current and self.current.step else ""

    @property
    def is_guarded(self) -> bool:
        """Say whether what is written in this step is held against its rule."""
        return bool(self.current and self.current.step and self.current.step.says in guarding.WORDS)

    @property
    def is_eased(self) -> bool:
        """Say whether whoever leads lets anything be said in this step, whatever its rule."""
        return bool(self.current and self.current.stretch.eased_at)

    @property
    def my_lines(self) -> list[str]:
        """What I say or do now, by my roles."""
        roles = [scripts.LEADS] if self.is_led_by_me else []
        roles += [scripts.PRESENTS] if self.current and self.current.presenter == self.me else []
        return [line for role in [*roles, *self.my_roles] if (line := self._said(role))]

    def _said(self, role: str) -> str:
        if not self.current:
            return ""
        in_a_step = self.current.step is not None
        kind = self.current.item.kind
        return scripts.now(kind) if role == scripts.ALL else scripts.yours(kind, role, in_a_step=in_a_step)


def room_of(meeting: Meeting, me: Person, *, facilitates: bool, now: datetime) -> Room:
    """Read the room as one of those in it sees it."""
    room = Room(meeting, me, now, facilitates)
    room.sitting = Sitting.objects.filter(meeting=meeting).select_related("leader").first()
    items = {item.pk: item for item in agenda_of(meeting)}
    if room.sitting is None:
        return room
    room.rows = [row(stretch, items[stretch.item_id], room.sitting) for stretch in room.sitting.stretches.all()]
    if room.current and room.current.presenter:
        cause = causes.cause_of(room.current.item.seat)
        room.cause = cause.words.answers.get("cause", "") if cause else ""
    here = room.sitting.here.select_related("person").order_by("came_at", "pk")
    room.people = [one for one in here if one.left_at is None]
    inside = {one.person_id for one in room.people}
    places = list(meeting.group.memberships.signed().select_related("person").order_by("person__name"))
    room.members = {place.person_id for place in places}
    room.away = [(place.person, place.is_away_at(now)) for place in places if place.person_id not in inside]
    if room.is_round:
        room.turns = list(room.sitting.current.turns.select_related("person"))  # type: ignore[union-attr]
    room.has_rated = room.sitting.ratings.filter(person=me).exists()
    room.my_roles = list(Duty.objects.filter(meeting=meeting, person=me).values_list("role", flat=True))
    return room


def row(stretch: Stretch, item: AgendaItem, sitting: Sitting) -> Row:
    stretch.item = item
    step = item.seat.protocol.step(stretch.step) if stretch.step else None
    return Row(stretch, item, step, stretch.pk == sitting.current_id)
