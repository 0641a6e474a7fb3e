"""How does a draft come about? Asked for, begun, told of as it goes, and ended: the row is the truth of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q
from django.db.models.functions import Now

from groups.models import Cohort, Draft, DraftStep, Person
from groups.seating import plans
from groups.seating.pooling import Gathered, gather
from groups.seating.terms import Terms
from peergroups.kit.doorbell import ring
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

Row = dict[str, Any]


KEPT = timedelta(days=180)  # until its groups have met for a while: then what people told has no use there
LONG = timedelta(seconds=20)  # whoever asked has gone on to something else by then, and gets a mail
KIND, OF_USE_FOR = "draft_ready", timedelta(days=3)


class NobodyToSeat(Exception):
    """Nobody waits for a seat who told enough of themselves."""


class NothingBetter(Exception):
    """The same people under the same rules were grouped before, and no better grouping exists: `draft` is it."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft


@transaction.atomic
def propose(
    cohort: Cohort,
    *,
    by: Person,
    now: datetime,
    terms: Terms | None = None,
    seed: int | None = None,
    reason: str = "",
    only_open_seats: bool = False,
) -> Draft:
    """Ask for a draft of the cohort as it is now; a second tap finds the one that waits.

    Without a seed it is one that was not tried on these people under these rules.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    terms = terms or Terms.of(cohort.programme)
    gathered = gather(cohort, terms)
    if not waiting(gathered.instance):
        raise NobodyToSeat
    same = cohort.drafts.filter(pool_hash=gathered.hash, only_open_seats=only_open_seats, begun_from=None)
    if best := same.filter(proven=True).first():
        raise NothingBetter(best)
    ring("make_drafts")
    return same.unfinished().filter(stop_asked_at=None).first() or create(
        cohort,
        gathered,
        terms=terms.kept(),
        reason=reason or None,
        seed=next_seed(same) if seed is None else seed,
        only_open_seats=only_open_seats,
        asked_by=by,
        asked_at=now,
    )


def next_seed(same: Any) -> int:
    """Find a way of searching that was not gone yet."""
    last = same.aggregate(last=Max("seed"))["last"]
    return 0 if last is None else last + 1


def create(cohort: Cohort, gathered: Gathered, **fields: Any) -> Draft:
    number = (cohort.drafts.aggregate(last=Max("number"))["last"] or 0) + 1
    return cohort.drafts.create(
        number=number,
        pool=gathered.instance,
        pool_hash=gathered.hash,
        waits=len(waiting(gathered.instance)),
        people=len(gathered.instance["people"]),
        solver=solver(),
        **fields,
    )


def solver() -> str:
    """Name what solves, with its version; it is not loaded for that."""
    return f"ortools {version('ortools')}"


def waiting(instance: Row) -> list[str]:
    """List who in a pool has no seat yet."""
    seated = {one for group in instance["existing_groups"] for one in group["members"]}
    return [person["id"] for person in instance["people"] if person["id"] not in seated]


def job(draft: Draft) -> Row:
    """Write down what the solver is to do."""
    return {
        "pool": draft.pool,
        "seed": draft.seed,
        "only_open_seats": draft.only_open_seats,
        "kept": draft.kept,
        "start": draft.start,
    }


def begin(draft: Draft, *, now: datetime) -> None:
    """Note that a worker has taken it up, and how often one has."""
    Draft.objects.filter(pk=draft.pk).update(state=Draft.State.RUNNING, began_at=now, begun=F("begun") + 1)
    draft.refresh_from_db()


def tell(draft: Draft, *, left_over: int, points: int, steps: int) -> None:
    """Note how far it has come, for whoever watches."""
    Draft.objects.unfinished().filter(pk=draft.pk).update(left_over=left_over, points=points, steps=steps)


def is_to_stop(draft: Draft) -> bool:
    return Draft.objects.filter(pk=draft.pk, stop_asked_at__isnull=False).exists()


def stop(draft: Draft, *, now: datetime) -> None:
    """Ask it to end with the best so far; one that nobody has begun ends at once."""
    Draft.objects.unfinished().filter(pk=draft.pk, stop_asked_at=None).update(stop_asked_at=now)
    unbegun = Draft.objects.filter(pk=draft.pk, state=Draft.State.WAITING)
    unbegun.update(state=Draft.State.FAILED, ended_at=now, failure="stopped_unbegun")


@transaction.atomic
def end(draft: Draft, result: Row, *, now: datetime, stopped: bool = False) -> None:
    """Keep what the solver found as step 0 of the draft. Whoever was erased meanwhile is not in it."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.ended_at:
        return
    known = {one["id"] for one in [*draft.pool["people"], *draft.pool["facilitators"]]}
    plan = result["plan"]
    for one in named(plan) - known:
        plan = plans.without(plan, one)
    draft.reasons = {one: why for one, why in result["reasons"].items() if one in known}
    draft.state = Draft.State.STOPPED if stopped and not result["proven"] else Draft.State.DONE
    draft.left_over, draft.points, draft.proven = result["left_over"], result["points"], result["proven"]
    draft.ended_at = now
    draft.save()
    DraftStep.objects.create(draft=draft, number=0, is_current=True, plan=plan, made_at=now)
    tell_by_mail(draft, now=now)


def fail(draft: Draft, why: str, *, now: datetime) -> None:
    """End it with a word for the sentence that says what went wrong."""
    failed = {"state": Draft.State.FAILED, "failure": why, "ended_at": now}
    if Draft.objects.unfinished().filter(pk=draft.pk).update(**failed):
        tell_by_mail(draft, now=now)


def tell_by_mail(draft: Draft, *, now: datetime) -> None:
    """Owe whoever asked the news, if it took long enough for them to have gone."""
    if now - draft.asked_at >= LONG:
        ledger.owe(
            draft.asked_by,
            kind=KIND,
            about=draft,
            occurrence=draft.asked_at,
            due_at=now,
            useless_after=now + OF_USE_FOR,
            now=now,
        )


def still_news(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether whoever asked still runs the programme."""
    return Draft.objects.visible_to(delivery.person).filter(pk=delivery.about_id).exists()


def named(plan: Row) -> set[str]:
    """List everybody a plan names."""
    keepers = {group["facilitator"] for group in plan["groups"]} - {None}
    return keepers | {one for group in plan["groups"] for one in group["members"]} | set(plan["held"])


def forget(person: Person) -> None:
    """Take somebody out of every draft there is, as when their account is deleted."""
    one = str(person.pk)
    there = [{"id": one}]
    for draft in Draft.objects.filter(Q(pool__people__contains=there) | Q(pool__facilitators__contains=there)):
        with transaction.atomic():
            strip(Draft.objects.select_for_update().get(pk=draft.pk), one)


def strip(draft: Draft, one: str) -> None:
    pool = draft.pool
    for kind in ("people", "facilitators"):
        pool[kind] = [row for row in pool[kind] if row["id"] != one]
    for kind in {"keep_apart", "keep_together", "past_mates", "facilitator_apart"} & set(pool):
        pool[kind] = [pair for pair in pool[kind] if one not in pair]
    for group in pool["existing_groups"]:
        group["members"] = [member for member in group["members"] if member != one]
    draft.reasons.pop(one, None)
    draft.kept, draft.start = (emptied(groups, one) for groups in (draft.kept, draft.start))
    draft.save(update_fields=["pool", "reasons", "kept", "start"])
    for step in draft.plan_steps.all():
        step.plan = plans.without(step.plan, one)
        step.did = {name: None if value == one else value for name, value in step.did.items()}
        step.save(update_fields=["plan", "did"])
    for override in draft.overrides.all():
        if one in override.matter.split(":"):
            override.delete()


def delete_old() -> None:
    """Let drafts end by the database's calendar; the groups that were made of one stay."""
    Draft.objects.filter(asked_at__lt=Now() - KEPT).delete()


def emptied(groups: Iterable[Row], one: str) -> list[Row]:
    return list(plans.without({"groups": list(groups), "held": []}, one)["groups"])
