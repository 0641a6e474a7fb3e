"""How was a meeting of the demo held? Through the verbs of the live room, from its start to how it was for each."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from accountability import closing, reading_back
from accountability.models import read_backs
from groups import wall
from groups.models import Group, Person
from meetings import rating
from meetings.live import attending, leading
from meetings.models import HotSeat, Sitting, notes
from peergroups.demo.cast import Circle
from peergroups.kit.wallclock import local_day

A_MINUTE = timedelta(minutes=1)


def life(group: Group, circle: Circle, people: dict[str, Person], today: datetime) -> Iterator[datetime]:
    """Held four weeks before the next one: part by part, with what was noted, said and committed to."""
    held, leader = circle.held, people[circle.facilitator]
    yield (now := circle.starts_at(circle.meeting_days(today)[-2]))
    meeting = group.meetings.get(starts_at=now)
    sitting = leading.start(meeting, leader, now=now)
    for key in held["here"]:
        attending.arrive(sitting, people[key], private=True, now=now)
    for stretch in sitting.stretches.select_related("item"):
        if stretch.position > 1:
            yield now
            leading.turn_to(sitting, stretch, now=now)
        if stretch.step == "solutions":
            write(sitting, meeting.hot_seats.get(item=stretch.item), held, people, now)
        now += stretch.length
        if stretch.step == "commit":
            read_back(sitting, meeting.hot_seats.get(item=stretch.item), held["read_back"], now)
    yield now
    with wall.as_person(leader):
        for person in closing.not_yet_said(sitting):
            attending.has_nothing(sitting, person, now=now)
        closing.end(sitting, now=now)
    for key, said in held["rated"].items():
        yield (now := now + A_MINUTE)
        with wall.as_person(people[key]):
            rating.rate(sitting, people[key], **{"take_back": ""} | said, now=now)


def write(sitting: Sitting, seat: HotSeat, held: dict, people: dict[str, Person], now: datetime) -> None:
    """What the presenter says the real question is, and what the others note for them."""
    with wall.as_person(seat.person):
        attending.name_cause(sitting, seat, held["question"], now=now)
    for key, said in held["noted"].items():
        with wall.as_person(people[key]):
            notes.keep(sitting, seat, people[key], now=now, **{"note": ""} | said)


def read_back(sitting: Sitting, seat: HotSeat, said: dict, now: datetime) -> None:
    """What the presenter heard, whether they got what they needed, and the action with which they close."""
    action = {"will": said["will"], "first_step": said["first_step"]}
    due_on = local_day(now, seat.person.time_zone) + timedelta(days=said["days"])
    kept = {"heard": said["heard"], "got": said["got"], "due_on": due_on.isoformat()} | action
    commitment = {"what": said["will"], "due_on": due_on, "first_step": said["first_step"]}
    with wall.as_person(seat.person):
        reading_back.close(read_backs.keep(seat, now=now, **kept), sitting, "action", now=now, **commitment)
