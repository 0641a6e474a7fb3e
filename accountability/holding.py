"""How do I want to be held, and who holds me? Kept for one's place in a group; what not to do is for chosen eyes."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accountability import buddies
from accountability.cases import Case, Voice
from accountability.models import Holding
from groups.models import Group, Membership, Person, Words
from groups.readers import choose
from groups.words import write

By = Holding.By


def of_place(place: Membership) -> Holding:
    """Return how a member wants to be held, or what holds for everybody who has not said."""
    return Holding.objects.filter(place=place).select_related("words").first() or Holding(place=place)


def keepers(group: Group, person: Person) -> list[Person]:
    """The facilitators who may hold somebody: any but themselves, the one who came first before the others."""
    places = group.memberships.keepers().exclude(person=person).order_by("joined_at", "pk")
    return [place.person for place in places.select_related("person")]


@transaction.atomic
def hold_me(
    place: Membership, *, now: datetime, avoid: str = "", audience: str = "", reader: Person | None = None, **how: Any
) -> Holding:
    """Take down how somebody wants to be held; the next nudge goes by it."""
    Membership.objects.select_for_update(no_key=True).get(pk=place.pk)
    held = of_place(place)
    earlier = held.words
    held.words = worded(held, avoid, audience, reader, now=now)
    for name, value in how.items():
        setattr(held, name, value)
    held.chosen_at = now
    held.save()
    if earlier and held.words is None:
        earlier.delete()
    return held


def worded(held: Holding, avoid: str, audience: str, reader: Person | None, *, now: datetime) -> Words | None:
    """Put down what not to do; the same text stays as it was written, and taken out it is gone."""
    if not avoid:
        return None
    if held.words is None:
        person, group = held.place.person, held.place.group
        return write(group, person, now=now, kept="held", audience=audience or "me", reader=reader, avoid=avoid)
    held.words.rewrite(now=now, kept="held", avoid=avoid)
    if audience:
        choose(held.words, audience, reader, now=now)
    return held.words


def voice(case: Case, now: datetime) -> Voice:
    """Say in whose name a commitment is asked about; where the one chosen is not there, the app asks by itself."""
    holding, commitment = case.holding, case.commitment
    if holding is None:
        return Voice()
    if holding.by == By.BUDDY:
        buddy = buddies.buddy_of(commitment.person_id, commitment.group_id, now)
        return Voice(buddy, holding.tone, is_buddy=buddy is not None)
    people = keepers(commitment.group, commitment.person) if holding.by == By.FACILITATOR else []
    return Voice(people[0] if people else None, holding.tone)
