"""What does the link of a mail open? How commitments of one person went, until their group meets, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.core.signing import b62_decode, b62_encode
from django.urls import reverse

from accountability.models import Commitment
from groups.models import Membership, Person
from meetings.models import Meeting

SALT = "accountability.links"
GOOD_FOR = timedelta(days=30)  # or until the next meeting, where one is asked aloud


@dataclass(frozen=True)
class CheckIn:
    """What a link opens: its person, and those of its commitments that may still be spoken of by it."""

    person: Person
    commitments: list[Commitment]


def token(commitments: Iterable[Commitment], at: datetime) -> str:
    """Name commitments with their day and their person's place: another day is another mail, a new place a new link."""
    found = list(commitments)
    places = Membership.objects.current().filter(person=found[0].person_id).values_list("group", "pk")
    known = dict(places)
    parts = [
        "-".join(map(b62_encode, (one.pk, one.due_on.toordinal(), known[one.group_id])))
        for one in found
        if one.group_id in known
    ]
    return signing.Signer(salt=SALT).sign(".".join([b62_encode(int(at.timestamp())), *parts]))


def link(commitments: Iterable[Commitment], at: datetime) -> str:
    return reverse("accountability:check_in", args=[token(commitments, at)])


def behind(text: str, now: datetime) -> CheckIn | None:
    """Find what a link was made for; nothing when it is forged or old, or its person has left or met their group."""
    try:
        at, *parts = signing.Signer(salt=SALT).unsign(text).split(".")
        made_at = datetime.fromtimestamp(b62_decode(at), UTC)
        named = [tuple(map(b62_decode, part.split("-"))) for part in parts]
    except (signing.BadSignature, ValueError):
        return None
    if now > made_at + GOOD_FOR:
        return None
    places = Membership.objects.signed().filter(pk__in=[place for _pk, _day, place in named], person__is_active=True)
    sitting = {(place.group_id, place.person_id): place for place in places.select_related("person")}
    met = {place.group_id for place in sitting.values() if has_met(place.group_id, made_at, now)}
    days = {pk: day for pk, day, _place in named}
    rows = Commitment.objects.filter(pk__in=days, carried_at=None).select_related("group", "said", "person").by_day()
    found = [
        one
        for one in rows
        if (one.group_id, one.person_id) in sitting
        and one.group_id not in met
        and one.due_on.toordinal() == days[one.pk]
    ]
    return CheckIn(found[0].person, found) if found else None


def has_met(group: int, since: datetime, now: datetime) -> bool:
    """Say whether a group has begun to meet since a moment: from then on each speaks there."""
    return Meeting.objects.standing().filter(group=group, starts_at__gt=since, starts_at__lte=now).exists()
