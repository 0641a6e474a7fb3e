"""How far have the proposals of a programme come? For its admins, in numbers, all in a few questions."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from groups.models import Answer, Person, Programme, Proposal
from groups.seating.consents import Standing, enough, standing

Part = Answer.Part
REMEMBERED = timedelta(days=60)


@dataclass
class Told:
    """One proposal, how far its answers have come, and what may be done."""

    proposal: Proposal
    standing: Standing
    asks_newcomer: bool
    may_go_on: bool
    form: Any = field(default=None)

    @property
    def needs_an_admin(self) -> bool:
        is_waiting = self.proposal.settled_at is None and not self.proposal.closing
        return is_waiting and self.standing.is_over and self.standing.missing > 0


def of(programme: Programme, reader: Person, *, now: datetime) -> list[Told]:
    """Tell one admin what is open, and what was settled lately, the open first."""
    lately = Q(settled_at=None) | Q(settled_at__gt=now - REMEMBERED)
    found = programme.proposals.visible_to(reader).filter(lately).select_related("group", "newcomer", "draft__cohort")
    proposals = sorted(found, key=lambda each: (each.settled_at is not None, each.name))
    answers: dict[int, list[Answer]] = defaultdict(list)
    rows = Answer.objects.standing().filter(proposal__in=proposals).select_related("person").order_by("pk")
    for answer in rows.defer("said"):
        answers[answer.proposal_id].append(answer)
    return [told(proposal, answers[proposal.pk], now) for proposal in proposals]


def told(proposal: Proposal, answers: list[Answer], now: datetime) -> Told:
    newcomer = [answer for answer in answers if answer.part == Part.NEWCOMER]
    present = newcomer or answers
    return Told(proposal, standing(proposal, present, now), bool(newcomer), enough(present))
