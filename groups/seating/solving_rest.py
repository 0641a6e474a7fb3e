"""How is the rest solved anew? In a new draft: locked groups are kept, locked people together, the rest is free."""

from datetime import datetime
from itertools import combinations
from typing import Any

from django.db import transaction

from groups.formation import checking
from groups.formation.reading import read
from groups.models import Cohort, Draft, Person
from groups.seating import drafting, layout, steps
from groups.seating.layout import Layout
from groups.seating.plans import plan_of
from groups.seating.pooling import Gathered, gather
from groups.seating.terms import Terms
from groups.seating.words import called
from peergroups.kit.doorbell import ring

Row = dict[str, Any]


class CannotKeep(ValueError):
    """A locked group breaks a rule as people are now; `groups` says which, as they are called."""

    def __init__(self, groups: list[str]) -> None:
        super().__init__()
        self.groups = groups


@transaction.atomic
def ask(draft: Draft, *, by: Person, now: datetime) -> Draft:
    """Ask for a draft of the cohort as it is now, begun from this one."""
    Cohort.objects.select_for_update().get(pk=draft.cohort_id)
    bench = steps.opened(draft)
    terms = Terms.read(draft.terms) if draft.terms else Terms.of(draft.programme)
    instance = gather(draft.cohort, terms).instance
    hold(instance, bench.layout, bench.pool.people)
    kept, start = parted(instance, bench)
    ring("make_drafts")
    return drafting.create(
        draft.cohort,
        Gathered(instance, {}),
        terms=terms.kept(),
        reason=draft.reason,
        seed=draft.seed,
        only_open_seats=draft.only_open_seats,
        begun_from=draft,
        kept=kept,
        start=start,
        asked_by=by,
        asked_at=now,
    )


def hold(instance: Row, plan: Layout, people: Any) -> None:
    """Keep those held in one group together, at its time, by the pool of the new draft alone."""
    length = instance["config"]["duration_cells"]
    rows = {row["id"]: row for row in instance["people"]}
    for table in plan.tables:
        held = sorted(people[place].id for place in table.group.members if place in plan.held)
        there = [one for one in held if one in rows]
        for one in there if not table.locked else ():
            rows[one]["free"] = [[table.group.start, table.group.start + length]]
        known = {tuple(pair) for pair in instance["keep_together"]}
        instance["keep_together"] += [list(pair) for pair in combinations(there, 2) if pair not in known]


def parted(instance: Row, bench: steps.Bench) -> tuple[list[Row], list[Row]]:
    """Sort the groups into those to keep and those to begin with; what is locked has to keep every rule."""
    pool = read(instance)
    kept: list[Row] = []
    start: list[Row] = []
    broken: list[str] = []
    for table in sorted(bench.layout.tables, key=lambda each: not each.locked):
        row = layout.table_written(bench.pool, table)
        if keeps_rules(pool, [*kept, *start, row]):
            (kept if table.locked else start).append(row)
        elif table.locked:
            broken.append(table.name or called(bench.draft.cohort.name, table.number))
    if broken:
        raise CannotKeep(broken)
    return kept, start


def keeps_rules(pool: Any, rows: list[Row]) -> bool:
    """Say whether these groups could stand as they are, with the people there are now."""
    groups = plan_of(pool, {"groups": rows})
    sizes = [len(row["members"]) for row in rows]
    return [len(group.members) for group in groups] == sizes and not checking.broken(pool, groups)
