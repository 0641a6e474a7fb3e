"""What waits for a hot seat one day? Parked by any member, raised again by any, closed by whoever parked it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.text import Truncator

from groups.models import Group, Membership, Person
from groups.words import write
from meetings.models import ParkedTopic
from meetings.rotation import score
from peergroups.kit.wallclock import local_day

LONGEST = 300  # characters: a sentence or two


@transaction.atomic
def park(
    group: Group, person: Person, text: str, *, now: datetime, importance: int = 2, urgency: int = 2
) -> ParkedTopic:
    """Keep something for a hot seat one day, for the whole group to read."""
    words = write(group, person, now=now, kept="parked", topic=text)
    weighed = {"importance": importance, "urgency": urgency}
    return ParkedTopic.objects.create(group=group, person=person, words=words, parked_at=now, raised_at=now, **weighed)


def park_line(group: Group, person: Person, text: str, *, now: datetime) -> ParkedTopic:
    """Park a line of one's update; what one parked in these words before is raised again."""
    said = Truncator(" ".join(text.split())).chars(LONGEST)
    mine = (topic for topic in lot(group) if topic.person_id == person.pk)
    if known := next((topic for topic in mine if topic.words.answers.get("topic") == said), None):
        raise_again(known, now=now)
        return known
    return park(group, person, said, now=now)


def lot(group: Group) -> list[ParkedTopic]:
    """Return what is parked and still kept, what weighs most first; each knows whether its author is still here."""
    stays = Membership.objects.current().filter(group=OuterRef("group"), person=OuterRef("person"))
    kept = group.parked_topics.open().select_related("words", "person").annotate(author_stays=Exists(stays))
    kept = kept.order_by("parked_at")
    return sorted((topic for topic in kept if not topic.words.is_gone), key=weight, reverse=True)


def weight(topic: ParkedTopic) -> int:
    return score(topic.importance, topic.urgency, topic.times_raised)


@transaction.atomic
def raise_again(topic: ParkedTopic, *, now: datetime) -> None:
    """Say that it has come up again; twice on one day counts once."""
    held = ParkedTopic.objects.select_for_update().get(pk=topic.pk)
    if local_day(held.raised_at, topic.group.zone) < local_day(now, topic.group.zone):
        ParkedTopic.objects.filter(pk=topic.pk).update(times_raised=F("times_raised") + 1, raised_at=now)


def close(topic: ParkedTopic, *, now: datetime) -> None:
    ParkedTopic.objects.filter(pk=topic.pk, closed_at=None).update(closed_at=now)


def may_close(place: Membership, topic: ParkedTopic, person: Person) -> bool:
    """Its author; once they have left, the facilitator."""
    if topic.person_id == person.pk:
        return True
    stays = Membership.objects.current().filter(group=topic.group_id, person=topic.person_id).exists()
    return place.facilitates and not stays
