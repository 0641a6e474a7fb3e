"""How does a proposal end? On a morning, by all answers at once: in a group, or in none; and not by whose no."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from groups.intake import applying
from groups.models import Answer, Application, Conflict, Group, Person, Proposal
from groups.models.proposals import Said, forget
from groups.seating import joining
from groups.seating.asking import TIME_TO_ANSWER, ask, evening_after
from groups.seating.consents import asked_now
from groups.seating.mornings import next_morning
from groups.seating.telling import tell

Outcome, Part, Closing = Proposal.Outcome, Answer.Part, Proposal.Closing


def plan(*, now: datetime) -> int:
    """Settle what is ripe; return how many."""
    silent = Answer.objects.standing().filter(proposal=OuterRef("pk"), answered_at=None)
    near = Proposal.objects.open().filter(~Exists(silent) | Q(closing_at__isnull=False))
    ripe = [proposal for proposal in near.select_related("programme", "group") if is_ripe(proposal, now)]
    for proposal in ripe:
        settle(proposal, now=now)
    return len(ripe)


def is_ripe(proposal: Proposal, now: datetime) -> bool:
    """Say whether all have answered, or an admin ended the waiting, and a morning has come since."""
    answers = list(asked_now(proposal))
    if proposal.closing_at:
        last = proposal.closing_at
    elif answers and all(answer.answered_at for answer in answers):
        last = max(answer.answered_at for answer in answers if answer.answered_at)
    else:
        return False
    return next_morning(last, proposal.programme.zone) <= now


@transaction.atomic
def settle(proposal: Proposal, *, now: datetime) -> None:
    """Decide by all answers at once, tell everybody, and forget who said what."""
    proposal = Proposal.objects.select_for_update(of=["self"]).get(pk=proposal.pk)
    if proposal.settled_at:
        return
    hold(proposal)
    if not is_ripe(proposal, now):
        return
    answers = list(asked_now(proposal).select_related("person"))
    said = {answer.person_id: heard(answer, proposal) for answer in answers if answer.answered_at}
    is_yes = bool(said) and all(each.yes for each in said.values()) and still_there(proposal)
    if proposal.closing == Closing.RELEASE or not is_yes:
        released = proposal.closing == Closing.RELEASE
        end(proposal, Outcome.RELEASED if released else Outcome.NOT_AS_PROPOSED, said, now=now)
    elif proposal.newcomer and Part.NEWCOMER not in {answer.part for answer in answers}:
        ask_the_newcomer(proposal, proposal.newcomer, now=now)
    else:
        heard_of = [(answer, said[answer.person_id]) for answer in answers if answer.answered_at]
        joining.join(proposal, heard_of, now=now)
        end(proposal, Outcome.FOUNDED, said, now=now)


def hold(proposal: Proposal) -> None:
    """Let whoever goes, takes their wish back or comes into the same group meanwhile wait, and be seen if they did."""
    asked = [*proposal.answers.values_list("person", flat=True), proposal.newcomer_id]
    people = Person.objects.filter(pk__in=asked).order_by("pk")
    wishes = Application.objects.waiting().filter(cohort__programme=proposal.programme_id, person__in=asked)
    list(people.select_for_update(no_key=True))
    list(wishes.order_by("pk").select_for_update(of=("self",), no_key=True))
    if proposal.group_id:
        Group.objects.select_for_update().get(pk=proposal.group_id)


def heard(answer: Answer, proposal: Proposal) -> Said:
    """Open an answer; of somebody who went meanwhile, or found a seat elsewhere, it counts as a no."""
    if not answer.person.is_active:
        return Said(yes=False)
    if answer.part in (Part.PEER, Part.NEWCOMER) and wish(proposal, answer.person_id) is None:
        return Said(yes=False)
    return answer.heard or Said(yes=False)


def wish(proposal: Proposal, person: int) -> Application | None:
    """Return the application by which somebody still waits for a seat."""
    waiting = Application.objects.waiting().filter(cohort__programme=proposal.programme_id, person=person)
    return (waiting.filter(cohort=proposal.cohort_id) if proposal.cohort_id else waiting).first()


def still_there(proposal: Proposal) -> bool:
    """Say whether a newcomer still waits for a seat, and there is one, while others are asked about them."""
    if proposal.group is None or proposal.newcomer_id is None:
        return True
    return wish(proposal, proposal.newcomer_id) is not None and has_room(proposal.group)


def has_room(group: Group) -> bool:
    """Say whether there is a seat left, by what a group may hold."""
    return group.memberships.peers().count() < group.programme.largest


def ask_the_newcomer(proposal: Proposal, newcomer: Person, *, now: datetime) -> None:
    """Everybody who sits there said yes: now, and not before, the newcomer hears of it."""
    forget(proposal.answers)
    proposal.answers.filter(answered_at=None).update(answered_at=now)  # who was silent is not asked any more
    until = evening_after(TIME_TO_ANSWER, now=now, zone=proposal.programme.zone)
    proposal.answers_by, proposal.closing, proposal.closing_at = until, "", None
    proposal.save(update_fields=["answers_by", "closing", "closing_at"])
    ask(proposal, [newcomer], Part.NEWCOMER, now=now)


def end(proposal: Proposal, outcome: str, said: dict[int, Said], *, now: datetime) -> None:
    if outcome != Outcome.FOUNDED:
        keep_apart(proposal, said, now=now)
        take_back(proposal, said, now=now)
    proposal.settled_at, proposal.outcome = now, outcome
    proposal.save(update_fields=["settled_at", "outcome"])
    forget(proposal.answers)
    tell(proposal, now=now)


def keep_apart(proposal: Proposal, said: dict[int, Said], *, now: datetime) -> None:
    """Keep each pair of which one could not sit with the other, in an order that does not say which.

    Of a newcomer's proposal no pair is kept, since it is known who was asked about whom; nor of a pair of which one
    never answered, since admins see who is silent; nor with an admin, who would know that it was not they.
    """
    if proposal.newcomer_id:
        return
    may_be_named = set(said) - set(proposal.programme.admins.values_list("pk", flat=True))
    kinds = {pair: each.kind for person, each in said.items() for pair in pairs(person, each, may_be_named)}
    known = Conflict.objects.filter(programme=proposal.programme_id).apart().values_list("one", "other")
    kept = {frozenset(pair) for pair in known}
    for pair in sorted(kinds):
        if frozenset(pair) not in kept:
            Conflict.objects.create(
                programme_id=proposal.programme_id,
                kind=kinds[pair],
                source=Conflict.Source.BLIND,
                one_id=pair[0],
                other_id=pair[1],
                declared_at=now,
            )


def pairs(person: int, each: Said, may_be_named: set[int]) -> Iterable[tuple[int, int]]:
    if not each.yes and each.whom is not None and each.whom in may_be_named:
        yield min(person, each.whom), max(person, each.whom)


def take_back(proposal: Proposal, said: dict[int, Said], *, now: datetime) -> None:
    """Take back the application of whoever wished so, as if they had done it themselves."""
    gone = [person for person, each in said.items() if not each.yes and not each.stays]
    for person in gone:
        if application := wish(proposal, person):
            applying.let_go(application, now=now)
