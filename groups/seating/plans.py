"""How is a plan kept? As plain values in the ids of the pool, and read back however much has happened since."""

from collections.abc import Mapping
from typing import Any

from groups.formation.pool import Group, Plan, Pool

Kept = dict[str, Any]


def written(pool: Pool, plan: Plan) -> Kept:
    """Write a plan down. Of a running group the members are its newcomers alone."""
    return {"groups": [group_written(pool, group, number) for number, group in enumerate(plan, 1)], "held": []}


def group_written(pool: Pool, group: Group, number: int) -> Kept:
    return {
        "key": f"g{number}",
        "members": [pool.people[place].id for place in group.members],
        "slot": group.start,
        "facilitator": None if group.facilitator is None else pool.facilitators[group.facilitator].id,
        "language": group.language,
        "format": group.format,
        "existing": None if group.running is None else pool.running[group.running].id,
        "locked": False,
    }


def plan_of(pool: Pool, kept: Mapping[str, Any]) -> Plan:
    """Read a plan. Whoever is no longer in the pool has left their seat; a running group that is gone is left out."""
    people = {person.id: place for place, person in enumerate(pool.people)}
    keepers = {keeper.id: place for place, keeper in enumerate(pool.facilitators)}
    running = {group.id: place for place, group in enumerate(pool.running)}
    return tuple(
        Group(
            tuple(sorted(people[one] for one in group["members"] if one in people)),
            group["slot"],
            group["language"],
            group["format"],
            facilitator=keepers.get(group["facilitator"]),
            running=running.get(group["existing"]),
        )
        for group in kept["groups"]
        if group["existing"] is None or group["existing"] in running
    )


def named(pool: Pool, kept: Mapping[str, Any]) -> list[tuple[str, int, Group]]:
    """Read a plan with the names its groups were given, else their numbers; one that nobody is left in is none."""
    running = {group.id for group in pool.running}
    there = [row for row in kept["groups"] if row["existing"] is None or row["existing"] in running]
    read = zip(there, plan_of(pool, kept), strict=True)
    return [(row.get("name", ""), int(row["key"][1:]), group) for row, group in read if group.members]


def without(kept: Kept, person: str) -> Kept:
    """Take somebody out of a plan, wherever they stand in it."""
    groups = [
        group
        | {
            "members": [one for one in group["members"] if one != person],
            "facilitator": None if group["facilitator"] == person else group["facilitator"],
        }
        for group in kept["groups"]
    ]
    return kept | {"groups": groups, "held": [one for one in kept["held"] if one != person]}
