"""What comes of a yes? A group is founded, or a newcomer admitted; everybody comes with a pledge, peers on trial."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from groups.founding import found_group
from groups.models import Answer, Application, Group, Invitation, Membership, Person, Pledge, Proposal, Trial
from groups.models.proposals import Said
from groups.seating import pledge
from peergroups.kit.wallclock import local_day

Part, Role = Answer.Part, Membership.Role


def join(proposal: Proposal, said: Iterable[tuple[Answer, Said]], *, now: datetime) -> None:
    """Seat everybody who said yes."""
    group = proposal.group or founded(proposal, now=now)
    for answer, yes in sorted(said, key=lambda each: each[0].part != Part.FACILITATOR):  # kept from the start
        seat(group, proposal, answer, yes, now=now)
    if proposal.newcomer_id:
        group.open_seats.open().update(closed_at=now)
    else:
        group.start(by=proposal.proposed_by, now=now, reason=reason_for_size(proposal))


def reason_for_size(proposal: Proposal) -> str:
    """Return what an admin wrote; a size that the programme's own rules allow needs no more than that they do."""
    return proposal.size_reason or _("The rules of the programme allowed this size when it was proposed.")


def founded(proposal: Proposal, *, now: datetime) -> Group:
    """Found the group, with the usual time it was proposed for."""
    programme = proposal.programme
    group = found_group(programme, proposal.name, zone=proposal.zone, now=now, theme=programme.theme)
    group.cohort, group.usual_start = proposal.cohort, proposal.usual_start
    group.language, group.city = proposal.language, proposal.city
    group.save(update_fields=["cohort", "usual_start", "language", "city"])
    proposal.group = group
    proposal.save(update_fields=["group"])
    return group


def seat(group: Group, proposal: Proposal, answer: Answer, yes: Said, *, now: datetime) -> None:
    """Give one person their place, with the pledge they signed; peers begin a trial."""
    keeps, by = answer.part == Part.FACILITATOR, proposal.proposed_by
    role = Role.FACILITATOR if keeps else Role.MEMBER
    reason = reason_for_size(proposal)
    place = group.admit(answer.person, now=now, role=role, is_peer=not keeps, reason=reason, by=by)
    pledged(place, on=yes.on or local_day(now, group.zone), is_tried=not keeps, now=now)
    if not keeps:
        placed(answer.person, proposal, now=now)


def pledged(place: Membership, *, on: date, is_tried: bool, now: datetime) -> None:
    """Keep what somebody signed for a place, and begin their trial."""
    signed = Pledge.objects.create(place=place, version=pledge.VERSION, signed_on=on)
    if is_tried:
        Trial.objects.create(place=place, pledge=signed, began_at=now)


@transaction.atomic
def accept(invitation: Invitation, *, now: datetime) -> Membership:
    """Give whoever was invited their place, with the pledge they signed; members begin a trial, facilitators none."""
    place = invitation.accept(now=now)
    if not Pledge.objects.filter(place=place).exists():
        is_tried = not place.facilitates
        pledged(place, on=local_day(now, invitation.group.zone), is_tried=is_tried, now=now)
    return place


def placed(person: Person, proposal: Proposal, *, now: datetime) -> None:
    """Their wish is granted: they wait no more in this programme."""
    waiting = Application.objects.waiting().filter(cohort__programme=proposal.programme_id, person=person)
    waiting.update(placed_at=now)
