"""Who has joined a group? Its members are told by name, so that nobody comes in unseen."""

from collections import defaultdict
from datetime import datetime, timedelta

from groups.models import Membership, Person
from groups.models.memberships import sits_in
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "joined"
NOTICED_WITHIN, OF_USE_FOR = timedelta(days=1), timedelta(days=3)


def plan(*, now: datetime) -> int:
    """Owe the news of each newcomer to those who were there before."""
    lately = Membership.objects.current().filter(joined_at__gt=now - NOTICED_WITHIN, joined_at__lte=now)
    newcomers = list(lately)
    there = members({place.group_id for place in newcomers}) if newcomers else {}
    return ledger.owe_all(
        [
            owed(newcomer, person_id)
            for newcomer in newcomers
            for person_id, joined_at in there[newcomer.group_id]
            if joined_at < newcomer.joined_at
        ],
        now=now,
    )


def members(groups: set[int]) -> dict[int, list[tuple[int, datetime]]]:
    """Return, by group, who reads the room and takes no break, and since when."""
    places = Membership.objects.hearing().filter(group__in=groups)
    by_group = defaultdict(list)
    for group_id, person_id, joined_at in places.values_list("group", "person", "joined_at"):
        by_group[group_id].append((person_id, joined_at))
    return by_group


def owed(newcomer: Membership, person_id: int) -> ledger.Owed:
    return ledger.Owed(
        person_id=person_id,
        kind=KIND,
        about=newcomer,
        occurrence=newcomer.joined_at,
        due_at=newcomer.joined_at,
        useless_after=newcomer.joined_at + OF_USE_FOR,
    )


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether both still sit in the group."""
    newcomer = Membership.objects.current().filter(pk=delivery.about_id).first()
    return newcomer is not None and sits_in(newcomer.group_id, delivery.person_id)


def asked_in_by(newcomer: Membership) -> Person | None:
    """Return who invited them; None where they were let in by hand."""
    answered = newcomer.group.invitations.filter(person=newcomer.person_id, accepted_at__isnull=False)
    invitation = answered.select_related("invited_by").order_by("-accepted_at").first()
    return invitation and invitation.invited_by
