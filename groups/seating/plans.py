"""How is a plan kept? As plain values in the ids of the pool, and read back however much has happened since."""

from collections.abc import Iterator, Mapping
from typing import Any

from groups.formation.pool import Group, Plan, Pool

Kept = dict[str, Any]


def written(pool: Pool, plan: Plan) -> Kept:
    """Write a plan down as it is found."""
    return {"groups": [group_written(pool, group, f"g{number}") for number, group in enumerate(plan, 1)], "held": []}


def group_written(pool: Pool, group: Group, key: str, *, locked: bool = False) -> Kept:
    """Write a group down. Of a running one the members are its newcomers alone."""
    return {
        "key": key,
        "members": [pool.people[place].id for place in group.members],
        "slot": group.start,
        "facilitator": None if group.facilitator is None else pool.facilitators[group.facilitator].id,
        "language": group.language,
        "format": group.format,
        "existing": None if group.running is None else pool.running[group.running].id,
        "locked": locked,
    }


def plan_of(pool: Pool, kept: Mapping[str, Any]) -> Plan:
    """Read a plan."""
    return tuple(group for _row, group in read(pool, kept))


def read(pool: Pool, kept: Mapping[str, Any]) -> Iterator[tuple[Kept, Group]]:
    """Go through what was kept of each group, with the group as it is now.

    Whoever is no longer in the pool has left their seat; a running group that is gone is left out.
    """
    people = {person.id: place for place, person in enumerate(pool.people)}
    keepers = {keeper.id: place for place, keeper in enumerate(pool.facilitators)}
    running = {group.id: place for place, group in enumerate(pool.running)}
    for row in kept["groups"]:
        if row["existing"] is None or row["existing"] in running:
            yield (
                row,
                Group(
                    tuple(sorted(people[one] for one in row["members"] if one in people)),
                    row["slot"],
                    row["language"],
                    row["format"],
                    facilitator=keepers.get(row["facilitator"]),
                    running=running.get(row["existing"]),
                ),
            )


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
