"""What do my groups want of their facilitator? In each what is missing first, what else, and what was asked lately."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Membership, Person
from meetings.awaited import Awaited, is_gone
from meetings.letters import Matter
from meetings.models import Attendance, Duty, Letter, Meeting, Poll
from meetings.polls.reading import seeks_a_time, to_pick
from meetings.private_words import Signs
from meetings.reading import next_meetings_of
from meetings.too_few import wants_a_word
from peergroups.kit import spoken
from peergroups.kit.wallclock import local_day
from peergroups.outbox import bouncing

A_WEEK, TWO_WEEKS = timedelta(weeks=1), timedelta(weeks=2)
SHOWN_AS_ASKED = timedelta(days=3)


@dataclass(frozen=True)
class Missing:
    """One thing a group wants, and where it is mended; with a day, those concerned were written to then."""

    sentence: str
    button: str
    url: str
    asked_on: date | None = None


@dataclass(frozen=True)
class PrivateWord:
    """A member who might need a word, and why; with a day, they were written to then."""

    person: Person
    why: str | Promise
    asked_on: date | None = None
    by_mail: bool = True  # else there is another way to reach them, on their page


@dataclass
class Room:
    """One group as its facilitator sees it; `keeps` says whether it is theirs, or this one meeting is."""

    place: Any  # theirs there, with the poll `to_pick` and whether the group `seeks` a time
    meeting: Any  # the next one, as `next_meetings_of` tells of it
    missing: list[Missing] = field(default_factory=list)
    asked: list[Missing] = field(default_factory=list)
    private: list[PrivateWord] = field(default_factory=list)

    @property
    def keeps(self) -> bool:
        return bool(self.place.facilitates)

    @property
    def first(self) -> Missing | None:
        return self.missing[0] if self.missing else None

    @property
    def others(self) -> list[Missing]:
        return self.missing[1:]


class Board:
    """All groups somebody facilitates, the one that wants something soonest first; without a time, as if in a week."""

    def __init__(self, person: Person, now: datetime):
        self.person, self.now = person, now
        mine = Membership.objects.signed().filter(person=person).select_related("group")
        places = list(mine.annotate(to_pick=Subquery(to_pick()), seeks=seeks_a_time()).order_by("group__name"))
        coming = next_meetings_of(person, [place.group_id for place in places], now)
        rooms = [Room(place, coming.get(place.group_id)) for place in places]
        self.rooms = [room for room in rooms if room.keeps or is_mine(room.meeting)]
        self.meetings = [room.meeting for room in self.rooms if room.meeting]
        kept = [room.place.group_id for room in self.rooms if room.keeps]
        self.polls = list(
            Poll.objects.worth_asking(now).filter(group__in=kept, closes_at__gt=now).order_by("closes_at")
        )
        self.awaited = Awaited(self.meetings, self.polls, now)
        self.signs = Signs(kept, self.awaited, now)
        self.unreached = unreached(kept)
        self.led = set(Duty.objects.filter(meeting__in=self.meetings, role__in=LEADING).values_list("meeting", "role"))
        self.written = written_lately(kept, self.meetings, now)
        for room in self.rooms:
            self.fill(room)
        self.rooms.sort(key=lambda room: (not room.missing, room.meeting.starts_at if room.meeting else now + A_WEEK))

    def fill(self, room: Room) -> None:
        found = list(self.missing(room))
        room.missing = [each for each in found if each.asked_on is None]
        room.asked = [each for each in found if each.asked_on]
        if room.keeps:
            room.private = list(self.private(room))

    def missing(self, room: Room) -> Iterator[Missing]:
        """Name what is missing, what others wait for first."""
        yield from self.times(room)
        coming = room.meeting if room.meeting and room.meeting.is_open(self.now) else None
        if coming:
            yield from self.soon(room, coming)
        yield from self.votes(room)
        if coming and coming.starts_at <= self.now + A_WEEK:
            if not coming.shared_at:
                url = reverse("meetings:arrange", args=[coming.pk])
                yield Missing(_("The agenda is not sent round yet."), _("Arrange and share it"), url)
            yield from self.ask(Matter.UPDATE, coming, _("No update yet from %(names)s."))

    def times(self, room: Room) -> Iterator[Missing]:
        """Say where there is no time to meet."""
        slug = room.place.group.slug
        if room.keeps and room.place.to_pick:
            url = reverse("meetings:pick", args=[room.place.to_pick])
            yield Missing(_("Nobody’s answer about the time is waited for any more."), _("Pick a time"), url)
        if room.keeps and room.meeting is None and not room.place.seeks:
            url = reverse("meetings:plan", args=[slug])
            yield Missing(_("No meeting is planned."), _("Plan a meeting"), url)

    def soon(self, room: Room, meeting: Any) -> Iterator[Missing]:
        """Say who and what is missing for a meeting that is near."""
        if wants_a_word(meeting, self.now):
            url = reverse("meetings:too_few", args=[meeting.pk])
            yield Missing(_("Too few can come."), _("Keep, move or shorten"), url)
        if room.keeps and self.is_left_alone(room.place, meeting):
            url = reverse("meetings:duties", args=[room.place.group.slug])
            yield Missing(_("You cannot be there, and nobody is elect."), _("Name somebody"), url)
        if meeting.starts_at <= self.now + TWO_WEEKS and meeting.has_free_seat:
            url = reverse("meetings:arrange", args=[meeting.pk])
            yield Missing(_("A hot seat is free."), _("Arrange the agenda"), url)
        if meeting.starts_at <= self.now + A_WEEK:
            yield from self.ask(Matter.BRIEF, meeting, _("No brief yet from %(names)s."))
        if meeting.starts_at <= self.now + TWO_WEEKS:
            yield from self.ask(Matter.ANSWER, meeting, _("No answer yet from %(names)s."))

    def votes(self, room: Room) -> Iterator[Missing]:
        for poll in self.polls:
            if poll.group_id == room.place.group_id:
                yield from self.ask(Matter.TIMES, poll, _("No times yet from %(names)s."))

    def ask(self, matter: str, thing: Meeting | Poll, sentence: str) -> Iterator[Missing]:
        """Say whose word is missing, and offer to write to them."""
        people = [place.person for place in self.awaited.of(matter, thing) if place.person_id != self.person.pk]
        if not people:
            return
        days = [self.written.get((matter, thing.pk, person.pk)) for person in people]
        known = [day for day in days if day]
        yield Missing(
            sentence % {"names": spoken.listed(person.first_name for person in people)},
            _("Write to %(name)s") % {"name": people[0].first_name} if len(people) == 1 else _("Write to them"),
            reverse("meetings:write_about_poll", args=[thing.pk])
            if isinstance(thing, Poll)
            else reverse("meetings:write_about", args=[thing.pk, matter]),
            max(known) if len(known) == len(days) else None,
        )

    def is_left_alone(self, place: Membership, meeting: Meeting) -> bool:
        """Say whether this facilitator cannot be there, while nobody else leads the meeting or stands in."""
        cant = self.awaited.said.get((meeting.pk, place.person_id)) == Attendance.Answer.CANT
        return (cant or is_gone(place, meeting.starts_at)) and not any(
            (meeting.pk, role) in self.led for role in LEADING
        )

    def private(self, room: Room) -> Iterator[PrivateWord]:
        for place in self.unreached:
            if place.group_id == room.place.group_id and place.person_id != self.person.pk:
                yield PrivateWord(place.person, NO_MAIL, by_mail=False)
        for place in self.awaited.places[room.place.group_id]:
            if place.person_id != self.person.pk and (why := self.signs.why(place, room.meeting)):
                asked_on = self.written.get((Matter.WORD, room.place.group_id, place.person_id))
                yield PrivateWord(place.person, why, asked_on)


NO_MAIL = gettext_lazy("Mail to them does not arrive: ask for another address")


def unreached(groups: list[int]) -> list[Membership]:
    """Return whose address takes no mail."""
    places = Membership.objects.current().filter(group__in=groups, person__mail_wishes__in=bouncing.standing())
    return list(places.select_related("person").order_by("person__name"))


LEADING = (Duty.Role.FACILITATOR, Duty.Role.ELECT)


def is_mine(meeting: Any) -> bool:
    return meeting is not None and bool(meeting.is_mine_to_arrange)


def written_lately(groups: list[int], meetings: list[Meeting], now: datetime) -> dict[tuple[str, int, int], date]:
    """Return on which day somebody was written to lately, by matter, by what it is about, and by person."""
    rows = Letter.objects.filter(written_at__gt=now - SHOWN_AS_ASKED).order_by("written_at")
    mine = rows.filter(group__in={*groups, *(meeting.group_id for meeting in meetings)}).select_related("group")
    return {
        (letter.matter, letter.meeting_id or letter.poll_id or letter.group_id, letter.person_id): local_day(
            letter.written_at, letter.group.zone
        )
        for letter in mine
    }
