"""How does somebody leave a group? With notice or at once, with a word of farewell, and never the last who keeps it."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from groups.audit import Act, note
from groups.models import Group, Membership, Person, Words
from groups.words import write
from peergroups.kit.wallclock import instant, local_day

A_DAY = timedelta(days=1)
REMEMBERED = timedelta(days=60)  # for so long the room shows who left, and what they wrote as a farewell


class LastFacilitator(Exception):
    """Whoever alone keeps a room hands it over before they leave."""


class NotThere(Exception):
    """A room is handed over by whoever keeps it, to somebody who stays."""


def hold(*places: Membership) -> None:
    """Let those who change who keeps a room wait for each other, and learn what became of the places meanwhile."""
    Group.objects.select_for_update().get(pk=places[0].group_id)
    for place in places:
        place.refresh_from_db(fields=["role", "left_at", "leaves_at", "paused_at", "returns_at"])


def keeps_it_alone(place: Membership) -> bool:
    """Say whether others would stay behind in a group that nobody keeps."""
    others = place.group.memberships.current().filter(leaves_at=None).exclude(pk=place.pk)
    return place.facilitates and others.exists() and not others.facilitating().attending().exists()


@transaction.atomic
def leave(
    place: Membership,
    *,
    last_day: date,
    farewell: str = "",
    audience: str = Words.Audience.GROUP,
    reader: Person | None = None,
    now: datetime,
) -> None:
    """Give the place up after a day by the group's calendar; when that is today, at once."""
    hold(place)
    if place.left_at:
        return
    if keeps_it_alone(place):
        raise LastFacilitator
    if farewell:
        place.farewell = write(place.group, place.person, now=now, audience=audience, reader=reader, text=farewell)
        place.save(update_fields=["farewell"])
    if last_day <= local_day(now, place.group.zone):
        place.leave(now=now)
    elif place.leaves_at != (ends_at := instant(last_day + A_DAY, time.min, place.group.zone)):
        place.give_notice(ends_at, now=now)


@transaction.atomic
def hand_over(place: Membership, to: Membership, *, now: datetime) -> None:
    """Let another member keep the room; both changes stand in the log."""
    hold(place, to)
    if not place.facilitates or to.left_at or to.leaves_at or to.is_away_at(now):
        raise NotThere
    for changed, role in ((to, Membership.Role.FACILITATOR), (place, Membership.Role.MEMBER)):
        changed.role = role
        changed.save(update_fields=["role"])
        note(Act.CHANGED_ROLE, now=now, actor=place.person, group=place.group, person=changed.person, about=changed)


def plan(*, now: datetime) -> int:
    """Write down who has left because their notice ran out; their rooms were closed to them at that moment already."""
    over = Membership.objects.filter(left_at=None, leaves_at__lte=now).select_related("group", "person")
    for place in over:
        place.leave(now=place.leaves_at)
    return len(over)
