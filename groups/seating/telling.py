"""Who hears how a proposal ended? Everybody asked, in the same words and on the same morning; the admins in numbers."""

from datetime import datetime, timedelta

from groups.models import Answer, Proposal
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

COMPLETE, NOT_AS_PROPOSED, DECIDED = "group_complete", "not_as_proposed", "proposals_decided"
OF_USE_FOR = timedelta(days=7)
Outcome, Part = Proposal.Outcome, Answer.Part


def tell(proposal: Proposal, *, now: datetime) -> None:
    """Owe the mails: one to each who was asked, one to the admins for all that is settled this morning."""
    admins = proposal.programme.admins.filter(is_active=True).values_list("pk", flat=True)
    over, day = now + OF_USE_FOR, f"{now:%Y-%m-%d}"
    mails = [
        ledger.Owed(person, kind, proposal, proposal.outcome, due_at=now, useless_after=over)
        for person, kind in sorted(kinds(proposal).items())
    ]
    mails += [
        ledger.Owed(one, DECIDED, proposal.programme, day, due_at=now, useless_after=over) for one in sorted(admins)
    ]
    ledger.owe_all(mails, now=now)


def kinds(proposal: Proposal) -> dict[int, str]:
    """Say which mail each gets: whoever never answered has no seat in what came about without them."""
    inside = set()
    if proposal.outcome == Outcome.FOUNDED and proposal.group:
        inside = set(proposal.group.memberships.current().values_list("person", flat=True))
    return {person: COMPLETE if person in inside else NOT_AS_PROPOSED for person in concerned(proposal)}


def concerned(proposal: Proposal) -> set[int]:
    """Whom it concerns: of a newcomer's proposal, the newcomer once they were asked, and else nobody but the admins.

    Those who sit in the group see on their page how it stands; a newcomer who comes is told of to all as ever.
    """
    answers = proposal.answers.filter(person__is_active=True)
    if proposal.newcomer_id:
        answers = answers.filter(part=Part.NEWCOMER)
    return set(answers.values_list("person", flat=True))


def still_concerned(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether they still have an account; what was settled stays so."""
    return delivery.person.is_active
