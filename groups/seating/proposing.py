"""How do people learn of the group they could be in? By one invitation of a whole draft, and its mails."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from groups.audit import Act, note
from groups.models import Answer, Draft, Person, Programme, Proposal
from groups.models.drafts import DraftStep
from groups.seating.asking import TIME_TO_ANSWER, ask, evening_after, put_forward
from groups.seating.reviewing import Planned, current, plan_of

Part = Answer.Part


class AlreadyInvited(Exception):
    """The people of this draft were asked before: a draft is invited once."""


class Changed(Exception):
    """The draft is not as it was when it was looked at, or something speaks against it by now."""


@transaction.atomic
def invite(
    draft: Draft,
    *,
    step: DraftStep,
    names: Mapping[str, str],
    reasons: Mapping[str, str],
    by: Person,
    now: datetime,
) -> list[Proposal]:
    """Propose each group of a draft to its people and owe them the mails; of two admins at once the first does it."""
    programme = Programme.objects.select_for_update().get(pk=draft.programme.pk)
    draft = Draft.objects.select_for_update(of=["self"]).select_related("cohort").get(pk=draft.pk)
    if draft.invited_at:
        raise AlreadyInvited
    plan = plan_of(draft, step, by)
    if current(draft) != step or not plan or any(group.problems for group in plan):
        raise Changed
    made = []
    for group in plan:
        made += propose(draft, group, names.get(group.key, ""), reasons.get(group.key, ""), by=by, now=now)
    call(step, names)
    draft.invited_at = now
    draft.save(update_fields=["invited_at"])
    note(Act.PROPOSED, now=now, actor=by, programme=programme, about=draft)
    return made


def call(step: DraftStep, names: Mapping[str, str]) -> None:
    """Call the groups on the bench as their people know them."""
    groups = step.plan["groups"]
    step.plan["groups"] = [row | {"name": names.get(row["key"]) or row.get("name", "")} for row in groups]
    step.save(update_fields=["plan"])


def propose(draft: Draft, group: Planned, name: str, reason: str, *, by: Person, now: datetime) -> list[Proposal]:
    """Propose a new group to all its people, or each newcomer to those who sit in a running one."""
    if group.existing:
        return [put_forward(group.existing, person, draft=draft, by=by, now=now) for person in group.people]
    proposal = Proposal.objects.create(
        programme=draft.programme,
        cohort=draft.cohort,
        draft=draft,
        name=name or group.name,
        zone=draft.programme.zone,
        usual_start=group.usual_start,
        language=group.language,
        city=group.city,
        size_reason=reason,
        proposed_by=by,
        proposed_at=now,
        answers_by=evening_after(TIME_TO_ANSWER, now=now, zone=draft.programme.zone),
    )
    ask(proposal, group.people, Part.PEER, now=now)
    ask(proposal, [group.facilitator] if group.facilitator else [], Part.FACILITATOR, now=now)
    return [proposal]
