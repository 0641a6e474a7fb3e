"""Who says how a meeting was, until when, and what does its facilitator learn of it? Sums of four answers at least.

They are told a day later, when nobody can answer any more: of sums that grow with each answer, each could be read off.
"""

from datetime import datetime

from django.db import transaction

from groups.models import Person, Words
from groups.words import write
from meetings.models import Rating, Sitting
from meetings.models.ratings import TIME
from meetings.sums import Sums, summed


class TooLate(Exception):
    """Its day is over, or the person was not there."""


def takes_answers(sitting: Sitting, person: Person, now: datetime) -> bool:
    """Say whether somebody who was there may still say how it was."""
    return not is_closed(sitting, now) and sitting.here.filter(person=person).exists()


def is_closed(sitting: Sitting, now: datetime) -> bool:
    return sitting.ended_at is not None and sitting.ended_at + TIME <= now


def rating_of(sitting: Sitting, person: Person) -> Rating | None:
    return Rating.objects.filter(sitting=sitting, person=person).select_related("words").first()


@transaction.atomic
def rate(
    sitting: Sitting, person: Person, *, score: int, benefits: list[str], balance: str, take_back: str, now: datetime
) -> Rating:
    """Take down how it was; said again, it takes the place of what was said before."""
    Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
    if not takes_answers(sitting, person, now):
        raise TooLate
    rating = rating_of(sitting, person) or Rating(sitting=sitting, person=person)
    earlier = rating.words
    rating.words = kept(sitting, person, earlier, take_back, now=now)
    for name in Rating.BENEFITS:
        setattr(rating, name, name in benefits)
    rating.score, rating.balance, rating.rated_at = score, balance, now
    rating.save()
    if earlier and not rating.words:
        earlier.delete()
    return rating


def kept(sitting: Sitting, person: Person, earlier: Words | None, line: str, *, now: datetime) -> Words | None:
    """Put the line down, for nobody but its author."""
    if not line:
        return None
    if earlier:
        earlier.rewrite(now=now, kept="take_back", take_back=line)
        return earlier
    return write(sitting.meeting.group, person, now=now, kept="take_back", audience=Words.Audience.ME, take_back=line)


def sums_for(sitting: Sitting, reader: Person, now: datetime) -> Sums | None:
    """Add up what all but the reader said, once nobody can answer any more.

    Once somebody who was there is erased nothing is told: what they said is gone, and sums that shrink would tell it.
    """
    if not is_closed(sitting, now) or sitting.here.filter(person__erased_at__isnull=False).exists():
        return None
    said = [
        (rating.score, [*rating.benefits, *(["balance"] if rating.balance == Rating.Balance.BOTH else [])])
        for rating in sitting.ratings.exclude(person=reader)
    ]
    return summed(said, [*Rating.BENEFITS, "balance"])
