"""What do the pages need to know of commitments? Each list in one query, texts and people included."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from accountability.models import Commitment, Dictation
from accountability.models.commitments import CommitmentQuerySet
from groups.models import Group, Membership, Person, Words
from meetings.models import Meeting
from meetings.reading import next_meetings
from peergroups.kit.questions import Rows
from peergroups.kit.wallclock import local_day

ByPerson = list[tuple[Person, list[Commitment]]]

LATELY = timedelta(days=45)  # how long a settled commitment stays in sight
A_MONTH = timedelta(days=30)  # what counts as soon while no meeting is planned
TEN = 10  # of one's own record, so many are shown
UNSAID = dict.fromkeys(["what", "how_known", "first_step", "belief"], "")
STILL_THE_MEETING = timedelta(days=2)  # a commitment written down so soon afterwards was made in the room


def rooms_of(person: Person) -> QuerySet[Group]:
    """The groups a person may write in: they sit there and signed the charter."""
    places = Membership.objects.signed().filter(person=person)
    return Group.objects.filter(memberships__in=places).order_by("name")


def still_to_do(person: int) -> CommitmentQuerySet:
    somebody = Person.only_id(person)
    return Commitment.objects.of(somebody).visible_to(somebody).open().worded(seen=False).by_day()


def open_ones(person: Person) -> list[Commitment]:
    """What this person has still to do, the nearest first."""
    return owned(open_of(person.pk), person)


def owned(commitments: Iterable[Commitment], person: Person) -> list[Commitment]:
    """Give each its owner, who is known."""
    found = list(commitments)
    for commitment in found:
        commitment.person = person
    return found


def settled_ones(person: Person, now: datetime) -> list[Commitment]:
    return owned(Commitment.objects.of(person).visible_to(person).settled_since(now - LATELY).worded(), person)


def mine(person: Person, rooms: list[Group], now: datetime) -> dict[str, Any]:
    """Sort a person's commitments: due before the next meeting of their group, later, and settled lately."""
    meetings = next_meetings(rooms, now)
    in_a_month = local_day(now, person.time_zone) + A_MONTH
    soon: list[Commitment] = []
    later: list[Commitment] = []
    for commitment in open_ones(person):
        meeting = meetings.get(commitment.group_id)
        until = local_day(meeting.starts_at, person.time_zone) if meeting else in_a_month
        (soon if commitment.due_on <= until else later).append(commitment)
    lists = {"soon": soon, "later": later, "lately": settled_ones(person, now)}
    return lists | {"meets": bool(meetings), "last_ten": last_ten(person)}


def by_person(commitments: Iterable[Commitment]) -> ByPerson:
    """Put commitments together by whoever made them, people by name."""
    ordered = sorted(commitments, key=lambda commitment: (commitment.person.name, commitment.person_id))
    return [(owner, list(theirs)) for owner, theirs in groupby(ordered, key=lambda commitment: commitment.person)]


def story_of(commitment: Commitment) -> list[dict[str, Any]]:
    """Tell what a commitment came from and what came of it, the first one first, each in its parts."""
    theirs = owned(commitment.group.commitments.of(commitment.person).worded().order_by("made_at"), commitment.person)
    by_number = {one.pk: one for one in theirs}
    first = by_number[commitment.pk]
    while first.follows_id in by_number:
        first = by_number[first.follows_id]
    chain = [first]
    for one in chain:  # it grows by what followed
        chain += [after for after in theirs if after.follows_id == one.pk]
    return [parts(one) for one in chain]


def anew(commitment: Commitment) -> Commitment:
    """Read a commitment once more, as far as whoever asks may."""
    return commitment.group.commitments.worded().select_related("person").get(pk=commitment.pk)


def last_ten(person: Person) -> list[Commitment]:
    """Return what this person said of their last ten commitments, the oldest first; for themselves alone."""
    return list(Commitment.objects.of(person).visible_to(person).told().select_related("said")[:TEN])[::-1]


def said_aloud(group: Group, now: datetime) -> ByPerson:
    """What the members of a group committed to, and what came of it lately, by person."""
    in_sight = group.commitments.of_members().in_sight(now - LATELY)
    return by_person(in_sight.worded().select_related("person").by_day())


def made_before(group: int, moment: datetime) -> CommitmentQuerySet:
    return Commitment.objects.filter(group=group, made_at__lt=moment).open().worded(seen=False).by_day()


def to_review(meeting: Meeting) -> QuerySet[Commitment]:
    """What is still open of those who are expected at a meeting; a count needs no words."""
    made = Commitment.objects.filter(group=meeting.group_id, made_at__lt=meeting.starts_at)
    return made.open().of_attending()


def carried_into(meeting: Meeting, members: Iterable[Person]) -> ByPerson:
    """What is asked about first at a meeting: its members' open commitments made before it, by person."""
    return shared_out(open_before(meeting.group_id, meeting.starts_at), members)


def made_at(meeting: int) -> CommitmentQuerySet:
    return Commitment.objects.filter(meeting=meeting).worded().by_day()


def said_at(meeting: Meeting, members: Iterable[Person]) -> ByPerson:
    """What its members committed to at a meeting, and what came of it, by person."""
    return shared_out(written_at(meeting.pk), members)


def shared_out(commitments: list[Commitment], members: Iterable[Person]) -> ByPerson:
    """Give each member their own; the commitments of those who left are nobody's any more."""
    theirs: dict[int, list[Commitment]] = {}
    for commitment in commitments:
        theirs.setdefault(commitment.person_id, []).append(commitment)
    return [(member, owned(theirs[member.pk], member)) for member in members if member.pk in theirs]


def told(people: ByPerson) -> list[tuple[Person, list[dict[str, Any]]]]:
    """Say of each commitment what a list shows, found once: a page asks for its parts again and again."""
    return [(owner, [parts(commitment) for commitment in theirs]) for owner, theirs in people]


def parts(commitment: Commitment) -> dict[str, Any]:
    """Take a commitment apart; of words that the wall hides, or that are gone, the `answers` are empty."""
    words, said = commitment.words, commitment.follow_up_said
    return {
        "commitment": commitment,
        "due_on": commitment.due_on,
        "answers": UNSAID | words.answers if words else UNSAID,
        "is_private": words is None,
        "is_gone": words is not None and words.is_gone,
        "is_for_all": words is None or words.audience == Words.Audience.GROUP,
        "outcome": said and said.outcome,
        "word": said and said.word,
        "settles": said and said.settles,
        "line": said and said.line,
        "seen_by": said and said.seen_by,
    }


def dictated_to(person: Person, meeting: Meeting) -> list[Dictation]:
    """What was taken down for somebody at a meeting and is not yet theirs; nobody else finds its words."""
    found = meeting.dictations.open().filter(person=person).select_related("words", "by", "lesson_of__words")
    return [dictation for dictation in found if not dictation.words.is_gone]


def day_to_offer(person: Person, group: Group, now: datetime) -> date | None:
    """Return the day of the group's next meeting after today; None while there is none."""
    today = local_day(now, person.time_zone)
    days = (local_day(meeting.starts_at, person.time_zone) for meeting in group.meetings.upcoming(now)[:3])
    return next((found for found in days if found > today), None)


def meeting_of(group: Group, now: datetime) -> Meeting | None:
    """Return the meeting that is going on, or was held within two days; None when it is longer ago."""
    begun = group.meetings.standing().filter(starts_at__lte=now, ends_at__gte=now - STILL_THE_MEETING)
    return begun.order_by("-starts_at").first()


open_of, open_before, written_at = Rows(still_to_do, int), Rows(made_before, int, datetime), Rows(made_at, int)
