"""Whose signature does a charter wait for? Told when it changes, and a fortnight before a signature lapses."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet

from groups.models import Charter, Membership, Signature
from groups.models.charters import RENEWED_FROM, VALID_FOR, ends_at
from groups.models.memberships import sits_in
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

CHANGED, LAPSES = "charter_changed", "signature_lapses"
OF_USE_FOR = timedelta(days=7)


def plan(*, now: datetime) -> int:
    """Owe both mails to whom they concern, once for each version and each year."""
    mails = [changed(place, charter, now) for charter, place in unsigned()]
    mails += [lapses(signature) for signature in lapsing(now)]
    return ledger.owe_all(mails, now=now)


def newest() -> QuerySet[Charter]:
    """The versions that stand today."""
    later = Charter.objects.filter(group=OuterRef("group"), version__gt=OuterRef("version"))
    return Charter.objects.exclude(Exists(later))


def unsigned() -> list[tuple[Charter, Membership]]:
    """Pair each changed charter with those who were there before it, take no break and have yet to sign it."""
    charters = {charter.group_id: charter for charter in newest().filter(version__gt=1)}
    if not charters:
        return []
    yes = Signature.objects.filter(membership=OuterRef("pk"), charter__in=[charter.pk for charter in charters.values()])
    places = Membership.objects.attending().filter(group__in=charters).exclude(Exists(yes))
    pairs = [(charters[place.group_id], place) for place in places]
    return [(charter, place) for charter, place in pairs if place.joined_at < charter.written_at]


def changed(place: Membership, charter: Charter, now: datetime) -> ledger.Owed:
    """Say what is owed; who comes back from a sabbatical hears of it then."""
    return ledger.Owed(
        person_id=place.person_id,
        kind=CHANGED,
        about=charter,
        occurrence=str(charter.version),
        due_at=charter.written_at,
        useless_after=now + OF_USE_FOR,
    )


def lapsing(now: datetime) -> QuerySet[Signature]:
    """The last signatures under charters that stand, in the fortnight before their year ends."""
    again = Signature.objects.filter(
        membership=OuterRef("membership"), charter=OuterRef("charter"), signed_at__gt=OuterRef("signed_at")
    )
    begun = now - VALID_FOR
    old = Signature.objects.filter(signed_at__gt=begun, signed_at__lte=begun + RENEWED_FROM)
    standing = old.filter(charter__in=newest(), membership__in=Membership.objects.attending())
    return standing.exclude(Exists(again)).annotate(person=F("membership__person"))


def lapses(signature: Signature) -> ledger.Owed:
    return ledger.Owed(
        person_id=signature.person,
        kind=LAPSES,
        about=signature,
        occurrence=ends_at(signature.signed_at).date(),
        due_at=ends_at(signature.signed_at) - RENEWED_FROM,
        useless_after=ends_at(signature.signed_at),
    )


def still_unsigned(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether this version still stands, and still waits for this person."""
    charter = newest().filter(pk=delivery.about_id).first()
    places = Membership.objects.attending().filter(group=charter.group_id) if charter else Membership.objects.none()
    return places.filter(person=delivery.person_id).exclude(signatures__charter=charter).exists()


def still_lapses(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether they have not signed again, nor left or taken a break."""
    signature = lapsing(now).filter(pk=delivery.about_id).select_related("charter").first()
    return signature is not None and sits_in(signature.charter.group_id, delivery.person_id)
