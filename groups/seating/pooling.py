"""Who is there to be grouped in a cohort? The pool as the solver reads it, and what is missing for the others."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import F

from groups.models import Application, Cohort, Conflict, Facilitator, Membership
from groups.seating.apart import Apart, Pairs, apart, said, written
from groups.seating.clock import Clock
from groups.seating.exclusions import in_question
from groups.seating.peers import COLUMNS, city, facts, lacks
from groups.seating.running import Kept, Remark, kept_already, open_groups
from groups.seating.terms import Terms
from groups.seating.year import Year

Row = dict[str, Any]


@dataclass(frozen=True)
class Gathered:
    """A pool, who is not in it and why, and what else an admin should know of it."""

    instance: Row
    lacking: dict[int, tuple[str, ...]]  # by person: a word for each thing they have not told
    remarks: tuple[Remark, ...] = ()

    @property
    def hash(self) -> str:
        """Know the same pool again."""
        return hashlib.sha256(json.dumps(self.instance, sort_keys=True).encode()).hexdigest()


def gather(cohort: Cohort, terms: Terms, *, with_pairs: bool = True, unheard: int | None = None) -> Gathered:
    """Put the pool of a cohort together, the same whatever order its rows come in; to look at it, no pair is needed.

    Of the one named in `unheard`, who looks at it themselves, no pair counts that was declared.
    """
    clock = Clock(Year(cohort.programme.zone, cohort.starts_on, cohort.ends_on))
    waiting = by_person(applicants(cohort))
    keepers = by_person(facilitators(cohort))
    clock.read([*waiting, *keepers])
    missing = {one: lacks(row, clock.free.get(one, 0)) for one, row in waiting.items()}
    able = {one: row for one, row in waiting.items() if not missing[one]}
    running = open_groups(cohort, terms, clock, set(able))
    remarks = [*running.remarks, *about_keepers(keepers, waiting, clock)]
    free_keepers = {one: row for one, row in keepers.items() if one not in waiting}
    kept = kept_already(cohort, free_keepers, terms, clock)
    people = running.members | able
    kept_apart = apart(cohort, people, free_keepers, running.groups, unheard) if with_pairs else Apart([], [])
    instance = {
        "schema": "formation-bench/1",
        "zone": cohort.programme.zone,
        "config": {
            "min_size": terms.smallest,
            "max_size": terms.largest,
            "duration_cells": terms.cells,
            "weights": dict(terms.weights),
        },
        "people": by_id(facts(row, terms, clock) for row in people.values()),
        "facilitators": by_id(keeper(row, kept[one], clock) for one, row in free_keepers.items()),
        "existing_groups": by_id(running.groups),
        "keep_apart": kept_apart.members,
        "keep_together": together(cohort, people) if with_pairs and terms.together else [],
        "past_mates": past_mates(people, running.groups) if with_pairs else [],
    }
    if kept_apart.keepers:
        instance["facilitator_apart"] = kept_apart.keepers
    return Gathered(instance, {one: what for one, what in missing.items() if what}, tuple(sorted(remarks)))


def applicants(cohort: Cohort) -> Iterable[Row]:
    """Those who may be seated and are not asked about a group already, with what they told of themselves."""
    wishes = Application.objects.filter(cohort=cohort, person__is_active=True).waiting()
    return wishes.exclude(person__in=in_question(cohort.programme)).values("person", **COLUMNS)


def facilitators(cohort: Cohort) -> Iterable[Any]:
    """Those who keep groups of the programme."""
    rows = Facilitator.objects.filter(programme=cohort.programme, person__is_active=True)
    return rows.values("person", "groups_at_most", "languages", "online", "cities", zone=F("person__time_zone"))


def about_keepers(keepers: Collection[int], waiting: Collection[int], clock: Clock) -> list[Remark]:
    """Tell which facilitators keep no group of this draft: those who want a seat, and those who never said when."""
    silent = [("keeper_has_no_times", one) for one in keepers if one not in waiting and not clock.free.get(one)]
    return [*silent, *(("keeper_applies", one) for one in keepers if one in waiting)]


def keeper(row: Row, kept: Kept, clock: Clock) -> Row:
    """Write a facilitator down, with what is left of their time."""
    return {
        "id": str(row["person"]),
        "tz": row["zone"],
        "free": clock.hours(row["person"], row["zone"], kept.busy),
        "languages": sorted(row["languages"]),
        "online": row["online"],
        "cities": sorted({city(name) for name in row["cities"]}),
        "capacity": max(0, row["groups_at_most"] - kept.groups),
    }


def together(cohort: Cohort, people: Collection[int]) -> Pairs:
    return written(said(Conflict.objects.filter(programme=cohort.programme).together(), people))


def past_mates(people: Collection[int], groups: list[Row]) -> Pairs:
    """List who sat together before; those who still do in a running group have not met anew."""
    met: dict[int, set[int]] = defaultdict(set)
    for group, person in Membership.objects.filter(person__in=people, is_peer=True).values_list("group", "person"):
        met[group].add(person)
    sitting = [set(map(int, group["members"])) for group in groups]
    pairs = {pair for mates in met.values() for pair in combinations(sorted(mates), 2)}
    return written({pair for pair in pairs if not any(set(pair) <= seated for seated in sitting)})


def by_person(rows: Iterable[Row]) -> dict[int, Row]:
    return {row["person"]: row for row in rows}


def by_id(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["id"])
