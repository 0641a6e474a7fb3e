"""What happened in the demo's programme? Three months up to now, made by the verbs the pages call."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.db import transaction

from accountability.models import FollowUp, Goal, commit, set_out
from groups import wall
from groups.founding import found_group, found_programme, invite
from groups.models import Group, Membership, Person, Programme, Words
from meetings import coaching
from meetings.models import HotSeat, Meeting
from meetings.models.attendances import answer
from meetings.models.hot_seats import assign, draft
from meetings.models.updates import keep
from meetings.planning import move_meeting, plan_meeting
from peergroups import clock
from peergroups.demo import cast as told
from peergroups.demo import lately, turning
from peergroups.demo.cast import BETWEEN_MEETINGS, PLANNED_BEFORE, Cast, Circle, Committed, read
from peergroups.demo.intake import Intake
from peergroups.demo.timeline import Timeline
from peergroups.kit.wallclock import instant, local_day
from peergroups.outbox import ledger

GROUP = Words.Audience.GROUP
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
FOUNDED_BEFORE = 27 * A_DAY  # before the first meeting
MOVED_BEFORE = 14 * A_DAY
EVENING_ROUND = time(16, 30)  # UTC; by then it has been nine in the morning for everybody in the cast
ANSWERS = ("coming",) * 15 + ("late",) * 2 + ("cant",) * 2 + (None,)


@transaction.atomic
def tell(*, now: datetime, seed: int = 0) -> None:
    """Fill an empty database; the same seed and moment tell the same story."""
    Story(read(), now=now, seed=seed).unfold()


class Story:
    """The programme, its people, and the timeline on which they live."""

    def __init__(self, cast: Cast, *, now: datetime, seed: int):
        self.cast, self.now, self.seed = cast, now, seed
        self.timeline = Timeline()
        self.people: dict[str, Person] = {}

    def unfold(self) -> None:
        begun = min(circle.meeting_days(self.now)[0] for circle in self.cast.circles) - FOUNDED_BEFORE
        programme = self.open_programme(instant(begun, time(8), "UTC"))
        for circle in self.cast.circles:
            self.timeline.begin(self.group_life(programme, circle))
        self.timeline.begin(self.daily_round(begun))
        self.timeline.run(until=self.now)
        Intake(programme, self.people, by=self.people[self.cast.admin], now=self.now).unfold()
        clock.plan(self.now)
        ledger.take_as_sent(now=self.now)

    def open_programme(self, opened_at: datetime) -> Programme:
        for key, player in self.cast.players.items():
            self.people[key] = Person.objects.create_user(
                player.email,
                name=player.name,
                business=player.business,
                time_zone=player.zone,
                is_operator=key == self.cast.operator,
            )
        Person.objects.update(joined_at=opened_at)
        new = {*told.intake()["applicants"], *(circle.newcomer for circle in self.cast.circles)}
        settled = [person.pk for key, person in self.people.items() if key not in new]
        Person.objects.filter(pk__in=settled).update(welcomed_at=opened_at)
        programme = found_programme(self.cast.programme)
        programme.admins.add(self.people[self.cast.admin])
        return programme

    def daily_round(self, day: date) -> Iterator[datetime]:
        """The clock as it went round then, often enough to owe each mail once."""
        while True:
            yield (now := datetime.combine(day, EVENING_ROUND, UTC))
            clock.plan(now)
            day += A_DAY

    def group_life(self, programme: Programme, circle: Circle) -> Iterator[datetime]:
        """Founded, joined, started; then one meeting after the other."""
        chance = Random(f"{self.seed} {circle.name}")  # noqa: S311 - a story, no secret
        days = circle.meeting_days(self.now)
        yield (now := circle.starts_at(days[0]) - FOUNDED_BEFORE)
        group = found_group(programme, circle.name, zone=circle.zone, theme=circle.theme, now=now)
        group.usual_start = circle.usual_start(self.now)
        group.save(update_fields=["usual_start"])
        yield from self.gather(group, circle, now, chance)
        yield (now := circle.starts_at(days[0]) - PLANNED_BEFORE - A_DAY)
        group.start(by=self.people[self.cast.admin], reason=circle.reason, now=now)
        for number, day in enumerate(days):
            self.timeline.begin(self.meeting_life(group, circle, number, day, chance))
        for life in lately.lives(group, circle, self.cast, self.people, self.now):
            self.timeline.begin(life)
        for life in turning.lives(group, circle, self.people, self.now):
            self.timeline.begin(life)

    def gather(self, group: Group, circle: Circle, now: datetime, chance: Random) -> Iterator[datetime]:
        """Ask everybody in on one day; each comes and signs within the next two."""
        admin = self.people[self.cast.admin]
        roles = dict.fromkeys(circle.peers, Membership.Role.MEMBER)
        roles[circle.facilitator] = Membership.Role.FACILITATOR
        asked = [
            invite(
                group,
                self.people[key].email,
                by=admin,
                now=now,
                role=role,
                is_peer=not (key == circle.facilitator and circle.professional),
            )
            for key, role in roles.items()
        ]
        for moment, invitation in zip(sorted(spread(chance, now, 2 * A_DAY, len(asked))), asked, strict=True):
            yield moment
            invitation.accept(now=moment).sign(group.charter, now=moment + timedelta(minutes=4))

    def coach_life(self, seat: HotSeat) -> Iterator[datetime]:
        """Whoever presented last coaches; so far they have talked, and the question is not there yet."""
        yield (now := seat.meeting.starts_at - 12 * A_DAY)
        last = coaching.proposed(seat, now)
        coaching.name(seat, next((one for one in coaching.candidates(seat) if one.pk == last), None), now=now)
        yield (now := seat.meeting.starts_at - 8 * A_DAY)
        HotSeat.objects.get(pk=seat.pk).prepare(met=True, phrased=False, now=now)

    def meeting_life(self, group: Group, circle: Circle, number: int, day: date, chance: Random) -> Iterator[datetime]:
        """Planned three weeks ahead, answered, prepared, held; and what was committed to there."""
        starts_at = circle.starts_at(day)
        moves = circle.moved_by and number == len(circle.seats) - 1
        planned_for = circle.starts_at(day - circle.moved_by * A_DAY) if moves else starts_at
        yield (now := starts_at - PLANNED_BEFORE)
        meeting = plan_meeting(group, planned_for, circle.minutes, now=now, **circle.where)
        self.seat(meeting, circle.seats[number], chance, now)
        self.answers(meeting, starts_at, circle.sure_of(number), chance)
        if number == len(circle.seats) - 1:
            self.updates(meeting, circle)
        if moves:
            yield (now := starts_at - MOVED_BEFORE)
            move_meeting(meeting, starts_at, minutes=circle.minutes, now=now)
        yield (now := starts_at - AN_HOUR + timedelta(minutes=1))
        clock.plan(now)
        yield (now := meeting.ends_at - timedelta(minutes=10))
        for place in group.memberships.signed().select_related("person").order_by("person__email"):
            self.commit(meeting, place.person, circle, number, now, chance)

    def seat(self, meeting: Meeting, keys: tuple[str, ...], chance: Random, now: datetime) -> None:
        items = meeting.agenda_items.filter(kind="hot_seat")
        for item, key in zip(items, keys, strict=False):
            seat = assign(item, self.people[key], now=now)
            if seat.request_id:
                self.timeline.begin(self.coach_life(seat))
            if brief := self.cast.players[key].brief:
                self.timeline.begin(self.brief_life(seat, brief, chance))

    def brief_life(self, seat, brief: dict[str, str], chance: Random) -> Iterator[datetime]:
        """Begun in the week before, shared once it is good enough."""
        begun, shared = sorted(spread(chance, seat.meeting.starts_at - 10 * A_DAY, 3 * A_DAY, 2))
        yield begun
        with wall.as_person(seat.person):
            draft(seat, now=begun, decide=brief["decide"])
        yield shared
        with wall.as_person(seat.person):
            draft(seat, now=shared, **brief).share(now=shared)

    def updates(self, meeting: Meeting, circle: Circle) -> None:
        """Some have shared how they are before the group meets next; the others still have time."""
        for days, key in enumerate(key for key in circle.peers if self.cast.players[key].update):
            self.timeline.begin(self.update_life(meeting, key, meeting.starts_at - (6 - days % 2) * A_DAY))

    def update_life(self, meeting: Meeting, key: str, moment: datetime) -> Iterator[datetime]:
        yield moment
        person, said = self.people[key], self.cast.players[key].update or {}
        with wall.as_person(person):
            keep(meeting, person, now=moment, **said).share(now=moment)

    def answers(self, meeting: Meeting, starts_at: datetime, seated: tuple[str, ...], chance: Random) -> None:
        """Most say whether they come; who has the hot seat does come."""
        places = meeting.group.memberships.signed().select_related("person").order_by("person__email")
        for place, moment in zip(places, spread(chance, starts_at - 13 * A_DAY, 11 * A_DAY, len(places)), strict=True):
            said = chance.choice(ANSWERS)
            if place.person in [self.people[key] for key in seated]:
                said = "coming"
            if said:
                self.timeline.begin(self.answer_life(meeting, place.person, said, moment))

    def answer_life(self, meeting: Meeting, person: Person, said: str, moment: datetime) -> Iterator[datetime]:
        yield moment
        if meeting.group.memberships.there_at(moment).filter(person=person).exists():
            answer(meeting, person, said, now=moment)

    def commit(self, meeting, person: Person, circle: Circle, number: int, now: datetime, chance: Random) -> None:
        """Commit to the next thing on one's list: in the group one was first a member of, and only there."""
        key = person.email.partition("@")[0]
        listed = self.cast.players[key].commitments
        at_home = next(other for other in self.cast.circles if key in other.peers or key == other.facilitator)
        if at_home == circle and number < len(listed):
            self.timeline.begin(self.commitment_life(meeting, person, listed[number], now, chance.uniform(9.5, 21)))

    def commitment_life(
        self, meeting: Meeting, person: Person, told: Committed, now: datetime, hour: float
    ) -> Iterator[datetime]:
        """Made in the meeting; each time it is due its owner says how it went, and carries on what is not done."""
        due_on = local_day(meeting.starts_at, person.time_zone) + told.days * A_DAY
        said = {"what": told.what, "how_known": told.known, "first_step": told.step, "belief": told.belief}
        yield now
        with wall.as_person(person):
            said["goal"] = self.goal(meeting.group, person, now)
            made = commit(meeting.group, person, due_on=due_on, now=now, meeting=meeting, **said)
        for outcome, line in told.went:
            yield (now := instant(made.due_on, time(9), person.time_zone) + (hour - 9) * AN_HOUR)
            with wall.as_person(person):
                made.follow_up(outcome, line, now=now)
                if outcome not in FollowUp.SETTLED:
                    made = made.carry_over(due_on=made.due_on + BETWEEN_MEETINGS, now=now, **said)

    def goal(self, group: Group, person: Person, now: datetime) -> Goal | None:
        """What they work towards, set as they first commit to something."""
        told = self.cast.players[person.email.partition("@")[0]].goal
        if told is None:
            return None
        due_on = local_day(now, person.time_zone) + 340 * A_DAY
        known = group.goals.of(person).open().first()
        return known or set_out(group, person, due_on=due_on, now=now, audience=GROUP, **told)


def spread(chance: Random, begin: datetime, span: timedelta, many: int) -> list[datetime]:
    """Draw so many moments within a span, on whole minutes."""
    return [begin + timedelta(minutes=chance.randrange(span // timedelta(minutes=1))) for _ in range(many)]
