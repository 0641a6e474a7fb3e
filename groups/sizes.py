"""Has a started group become too small, and did somebody write why it goes on? Nobody is locked out meanwhile."""

from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from groups.audit import Act, note
from groups.models import Group, Membership, Person, SizeReason


def unexplained() -> QuerySet[Group]:
    """The started groups of fewer than their programme says, each with its `peers_now`; no reason since one left."""
    peers = Membership.objects.peers().filter(group=OuterRef("pk")).order_by().values("group")
    left_since = Membership.objects.filter(group=OuterRef("group"), is_peer=True, left_at__gt=OuterRef("given_at"))
    reasons = SizeReason.objects.filter(group=OuterRef("pk"), peers__lt=OuterRef("programme__smallest")).exclude(
        Exists(left_since)
    )
    groups = Group.objects.filter(started_at__isnull=False).exclude(Exists(reasons))
    groups = groups.annotate(peers_now=Coalesce(Subquery(peers.values(n=Count("pk"))), 0))
    return groups.filter(peers_now__lt=F("programme__smallest"))


def unexplained_peers(group: Group) -> int | None:
    """Return how many peers are left where a reason is missing; None where all is well."""
    return unexplained().filter(pk=group.pk).values_list("peers_now", flat=True).first()


def explain(group: Group, reason: str, *, by: Person, now: datetime) -> None:
    """Keep why a group goes on with so few, with the name of who decided so."""
    peers = unexplained_peers(group)
    if peers is not None:
        given = group.size_reasons.create(peers=peers, reason=reason, given_by=by, given_at=now)
        note(Act.GAVE_REASON, now=now, actor=by, group=group, about=given)
