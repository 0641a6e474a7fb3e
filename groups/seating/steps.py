"""What has an admin done to a draft? Each act is a step to be taken back; no step is written over unseen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from groups.audit import Act, note
from groups.formation.pool import Pool
from groups.models import Draft, DraftStep, Person
from groups.seating import layout as layouts
from groups.seating.discretion import seen_by
from groups.seating.layout import Layout

Row = dict[str, Any]
Change = Callable[[Pool, Layout], Layout]
TAKEN_BACK, DONE_AGAIN = -1, 1


class Meanwhile(Exception):
    """Somebody else changed the plan since it was looked at; `step` is how it stands now."""

    def __init__(self, step: DraftStep) -> None:
        super().__init__()
        self.step = step


class TooLate(Exception):
    """The groups were shown to their people, and the plan stays as it is."""


@dataclass(frozen=True)
class Bench:
    """A draft as it lies there: who could be seated, how they are, and which matters were allowed."""

    draft: Draft
    pool: Pool
    step: DraftStep
    layout: Layout
    allowed: frozenset[str]


def opened(draft: Draft) -> Bench:
    """Read a finished draft and its present plan."""
    pool: Pool = draft.peers
    step = draft.plan_steps.select_related("made_by").get(is_current=True)
    allowed = frozenset(draft.overrides.values_list("matter", flat=True))
    return Bench(draft, pool, step, layouts.read(pool, step.plan), allowed)


@transaction.atomic
def take(draft: Draft, change: Change, *, did: Row, seen: int, by: Person, now: datetime) -> DraftStep:
    """Change the plan as the next step. What was taken back before cannot be done again from there."""
    current = standing(draft, seen)
    pool = seen_by(draft.peers, by.pk)
    changed = change(pool, layouts.read(pool, current.plan))
    draft.plan_steps.filter(number__gt=current.number).delete()
    draft.plan_steps.filter(pk=current.pk).update(is_current=False)
    return draft.plan_steps.create(
        number=current.number + 1,
        is_current=True,
        plan=layouts.written(pool, changed),
        did=did,
        made_by=by,
        made_at=now,
    )


@transaction.atomic
def walk(draft: Draft, way: int, *, seen: int) -> None:
    """Take the last step back, or do again what was taken back; at either end nothing happens."""
    current = standing(draft, seen)
    next_one = draft.plan_steps.filter(number=current.number + way).first()
    if next_one:
        draft.plan_steps.filter(pk=current.pk).update(is_current=False)
        draft.plan_steps.filter(pk=next_one.pk).update(is_current=True)


def standing(draft: Draft, seen: int) -> DraftStep:
    """Hold the draft until the transaction ends, and see that it stands as it was looked at."""
    invited_at = Draft.objects.select_for_update().values_list("invited_at", flat=True).get(pk=draft.pk)
    if invited_at:
        raise TooLate
    current = draft.plan_steps.select_related("made_by").get(is_current=True)
    if current.pk != seen:
        raise Meanwhile(current)
    return current


@transaction.atomic
def override(draft: Draft, matter: str, reason: str, *, by: Person, now: datetime) -> None:
    """Let one rule be broken in this draft, and keep why."""
    given = {"reason": reason, "given_by": by, "given_at": now}
    allowed, _is_new = draft.overrides.update_or_create(matter=matter, defaults=given)
    note(Act.OVERRODE_RULE, now=now, actor=by, programme=draft.programme, about=allowed)


def uphold(draft: Draft, matter: str) -> None:
    """Let the rule hold again."""
    draft.overrides.filter(matter=matter).delete()


def write_note(draft: Draft, key: str, text: str, *, by: Person, now: datetime) -> None:
    """Keep what an admin writes about one group; nothing leaves no note."""
    if text:
        kept = {"text": text, "author": by, "written_at": now}
        draft.group_notes.update_or_create(key=key, defaults=kept)
    else:
        draft.group_notes.filter(key=key).delete()
