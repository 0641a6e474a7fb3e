"""Who is asked, and by which mail? The people of a proposed group; of a running one its members, then the newcomer."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db import transaction

from groups.audit import Act, note
from groups.models import Answer, Draft, Group, Person, Proposal
from groups.seating.mornings import next_morning
from peergroups.kit.wallclock import instant, local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

ASKED, ASKED_ABOUT, REMINDED, WAITS = "proposal", "newcomer_proposed", "proposal_reminder", "proposals_wait"
TIME_TO_ANSWER, REMINDED_BEFORE = timedelta(days=7), timedelta(days=2)
FEWEST_ASKED = 3  # of fewer each would know, or an admin, whose no it was
EVENING = time(18)  # by the programme's clock: when the time to answer is over
Part = Answer.Part


class TooFew(Exception):
    """So few would be asked that it could be told who said no."""


def ask(proposal: Proposal, people: Iterable[Person], part: str, *, now: datetime) -> None:
    """Ask these people, and owe each the mail."""
    people = list(people)
    Answer.objects.bulk_create(Answer(proposal=proposal, person=person, part=part, asked_at=now) for person in people)
    kind = ASKED_ABOUT if part == Part.SITTING else ASKED
    until = proposal.answers_by
    ledger.owe_all(
        [ledger.Owed(person.pk, kind, proposal, part, due_at=now, useless_after=until) for person in people], now=now
    )


def evening_after(span: timedelta, *, now: datetime, zone: str) -> datetime:
    """Return the evening on which a time to answer ends."""
    return instant(local_day(now, zone) + span, EVENING, zone)


@transaction.atomic
def put_forward(group: Group, newcomer: Person, *, by: Person, now: datetime, draft: Draft | None = None) -> Proposal:
    """Ask those who sit in a group about a newcomer, who learns of it when all of them have said yes."""
    Group.objects.select_for_update().get(pk=group.pk)
    if open_one := group.proposals.open().filter(newcomer=newcomer).first():
        return open_one
    sitting = [place.person for place in group.memberships.hearing().select_related("person")]
    if len(sitting) < FEWEST_ASKED:
        raise TooFew
    proposal = Proposal.objects.create(
        programme=group.programme,
        cohort=draft.cohort if draft else None,
        draft=draft,
        group=group,
        newcomer=newcomer,
        name=group.name,
        zone=group.zone,
        usual_start=group.usual_start,
        language=group.language,
        city=group.city,
        proposed_by=by,
        proposed_at=now,
        answers_by=evening_after(TIME_TO_ANSWER, now=now, zone=group.programme.zone),
    )
    ask(proposal, sitting, Part.SITTING, now=now)
    if draft is None:
        note(Act.PROPOSED, now=now, actor=by, programme=group.programme, about=proposal)
    return proposal


def plan(*, now: datetime) -> int:
    """Owe one reminder, two days before the end, to whoever has not answered, and after it one word to the admins."""
    silent = Answer.objects.standing().filter(answered_at=None, proposal__settled_at=None, proposal__closing="")
    near = silent.filter(proposal__answers_by__gt=now, proposal__answers_by__lte=now + REMINDED_BEFORE)
    over = silent.filter(proposal__answers_by__lte=now).values("proposal")
    mails = [reminder(answer) for answer in near.defer("said").select_related("proposal", "person")]
    for proposal in Proposal.objects.filter(pk__in=over).select_related("programme"):
        admins = proposal.programme.admins.values_list("pk", flat=True)
        mails += [over_now(proposal, one) for one in sorted(admins)]
    return ledger.owe_all(mails, now=now)


def over_now(proposal: Proposal, admin: int) -> ledger.Owed:
    """Tell an admin, once for each day on which the time of some proposal is over."""
    until = proposal.answers_by
    day = f"{local_day(until, proposal.programme.zone)}"
    return ledger.Owed(admin, WAITS, proposal.programme, day, due_at=until, useless_after=until + TIME_TO_ANSWER)


def reminder(answer: Answer) -> ledger.Owed:
    until = answer.proposal.answers_by
    occurrence = f"{answer.part} {until:%Y-%m-%d}"  # asked for longer, they are reminded once more
    due = next_morning(until - REMINDED_BEFORE, answer.person.time_zone)
    return ledger.Owed(answer.person_id, REMINDED, answer.proposal, occurrence, due_at=due, useless_after=until)


def still_asked(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether the answer is still awaited."""
    asked = Answer.objects.standing().filter(proposal=delivery.about_id, person=delivery.person_id)
    unanswered = asked.filter(answered_at=None)
    return unanswered.filter(proposal__settled_at=None).exists()
