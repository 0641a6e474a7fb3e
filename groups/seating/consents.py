"""What do people answer, and what can an admin do while some are silent? Nobody learns here who said what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from groups.audit import Act, note
from groups.models import Answer, Person, Proposal
from groups.models.proposals import Said
from groups.seating.asking import FEWEST_ASKED, TIME_TO_ANSWER, evening_after

Part = Answer.Part
Closing = Proposal.Closing
LONGER = TIME_TO_ANSWER - timedelta(days=3)


class Settled(Exception):
    """It is decided already, or about to be: an answer or an admin's wish comes too late."""


@dataclass(frozen=True)
class Standing:
    """How far the answers have come: numbers while people may answer, names of the silent once the time is over."""

    asked: int
    answered: int
    silent: tuple[Person, ...]
    is_over: bool

    @property
    def missing(self) -> int:
        return self.asked - self.answered


def held(proposal: Proposal) -> Proposal:
    """Read it anew and let others wait; refuse it once it is settled."""
    found = Proposal.objects.select_for_update(of=["self"]).filter(pk=proposal.pk).open().first()
    if found is None:
        raise Settled
    return found


@transaction.atomic
def answer(proposal: Proposal, person: Person, said: Said, *, now: datetime) -> None:
    """Take down an answer, sealed; until it is settled the last one counts."""
    found = held(proposal)
    mine = asked_now(found).filter(person=person).first()
    if mine is None:
        raise Settled  # they left the group meanwhile, or the newcomer is asked by now
    mine.say(said, now=now)


def asked_now(proposal: Proposal) -> QuerySet[Answer]:
    """The answers that are awaited or given in the present step; of a group's members, those who still sit there."""
    if proposal.group is None or not proposal.newcomer_id:
        return proposal.answers.all()
    newcomer = proposal.answers.filter(part=Part.NEWCOMER)
    if newcomer.exists():
        return newcomer
    return proposal.answers.standing().filter(part=Part.SITTING)


def standing(proposal: Proposal, answers: Collection[Answer], now: datetime) -> Standing:
    """Say how far it has come; who is silent is named to admins only when the time is over."""
    silent = tuple(answer.person for answer in answers if answer.answered_at is None)
    is_over = now >= proposal.answers_by
    return Standing(len(answers), len(answers) - len(silent), silent if is_over else (), is_over)


@transaction.atomic
def extend(proposal: Proposal, *, by: Person, now: datetime) -> None:
    """Give everybody four more days; whoever has not answered is reminded once more."""
    found = held(proposal)
    if found.closing or now < found.answers_by:
        return  # tapped twice, or by two
    found.answers_by = evening_after(LONGER, now=now, zone=found.programme.zone)
    found.save(update_fields=["answers_by"])
    note(Act.EXTENDED_PROPOSAL, now=now, actor=by, programme=found.programme, about=found)


@transaction.atomic
def release(proposal: Proposal, *, by: Person, now: datetime) -> None:
    """Let everybody go: they are told on the next morning, and wait for another group."""
    close(held(proposal), Closing.RELEASE, by=by, now=now)


@transaction.atomic
def go_on(proposal: Proposal, *, reason: str = "", by: Person, now: datetime) -> None:
    """Count those who answered alone; what comes of it is told on the next morning, whatever they said."""
    found = held(proposal)
    if now < found.answers_by or not enough(asked_now(found)):
        raise Settled
    found.size_reason = reason or found.size_reason
    found.save(update_fields=["size_reason"])
    close(found, Closing.GO_ON, by=by, now=now)


def enough(answers: Iterable[Answer]) -> bool:
    """Say whether enough have answered to go on without the silent, who are named: fewer would be found out."""
    peers = [answer for answer in answers if answer.answered_at and answer.part != Part.FACILITATOR]
    return len(peers) >= FEWEST_ASKED


def close(proposal: Proposal, closing: str, *, by: Person, now: datetime) -> None:
    if not proposal.closing:
        proposal.closing, proposal.closing_at = closing, now
        proposal.save(update_fields=["closing", "closing_at"])
        note(Act.CLOSED_PROPOSAL, now=now, actor=by, programme=proposal.programme, about=proposal)
