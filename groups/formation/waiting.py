"""Why does somebody find no seat? A certain reason where there is one, else what they miss by least.

No sentence says who may not sit with whom: "cannot sit in group 2" is all that anybody learns.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from groups.formation import week
from groups.formation.pool import Group, Plan, Pool
from groups.formation.room import whole_room
from groups.formation.tables import Array, Tables
from groups.formation.venues import places

MISSES = 3  # so many near misses are told


def certain(tables: Tables) -> dict[int, str]:
    """Give the units that can sit in no group, whatever the plan, each with the reason."""
    found = {}
    for unit in range(len(tables.units)):
        reason = by_itself(tables, unit)
        if reason:
            found[unit] = reason
    fitting = {unit for unit in range(len(tables.units)) if unit not in found and fits_running(tables, unit)}
    while True:
        there = np.array([unit for unit in range(len(tables.units)) if unit not in found], dtype=np.int64)
        fresh = {unit: reason for unit, reason in lonely(tables, there).items() if unit not in fitting}
        if not fresh:
            return found
        found |= fresh


def fits_running(tables: Tables, unit: int) -> bool:
    return any(tables.fits(unit, place) for place in range(len(tables.pool.running)))


def by_itself(tables: Tables, unit: int) -> str | None:
    """Look for what keeps a unit from any group, before anybody else is thought of."""
    pool, members = tables.pool, tables.units[unit]
    people = [pool.people[place] for place in members]
    if not all(person.starts for person in people):
        alone = len(people) == 1 or not people[0].starts
        whose = "has" if alone else "is tied to somebody who has"
        return f"{whose} no free stretch of {pool.rules.length * 30} minutes in the week"
    if not tables.compatible[unit, unit]:
        return "is to sit with somebody they must not sit with"
    if len(people) > pool.rules.largest:
        return f"is tied to {len(people) - 1} others: more than a group holds"
    if not tables.free[unit].any():
        return "is tied to people with no meeting time in common"
    if not frozenset.intersection(*(person.languages for person in people)):
        return "speaks no language" if len(people) == 1 else "is tied to people with no language in common"
    if not frozenset.intersection(*(person.formats for person in people)):
        return "can meet neither online nor in a city" if len(people) == 1 else "is tied to people who meet another way"
    if fits_running(tables, unit):
        return None
    return homeless(tables, unit) if pool.homes[unit] else no_facilitator(tables, unit)


def homeless(tables: Tables, unit: int) -> str:
    """Say what is wrong with being tied to members of running groups."""
    homes = sorted(tables.pool.homes[unit])
    if len(homes) > 1:
        return "is tied to members of two running groups"
    return f"is tied to a member of {tables.pool.running[homes[0]].id}, where they find no seat"


def no_facilitator(tables: Tables, unit: int) -> str | None:
    """See whether anybody could keep a group with this unit."""
    able = (tables.serves & tables.speaks[unit]).any(axis=1) if len(tables.serves) else np.zeros(0, dtype=bool)
    taking = np.array([keeper.capacity > 0 for keeper in tables.pool.facilitators], dtype=bool)
    if not (able & taking).any():
        return "finds no facilitator with their language and way of meeting who takes a group"
    if not (whole_room(tables).open_starts[able].any(axis=0) & tables.free[unit]).any():
        return "is free only when no suitable facilitator is" + hint(tables, unit)
    return None


def lonely(tables: Tables, units: Array) -> dict[int, str]:
    """Give those among the units for whom no hour brings enough others together."""
    spots = places(tables, units, whole_room(tables).open_starts, 1)
    members, least = tables.traits.members[units], tables.pool.rules.smallest
    crowd = spots.guests @ members
    fits = tables.compatible[np.ix_(units, units)]
    barred = (~fits) @ members
    found = {}
    for number, unit in enumerate(units.tolist()):
        rows = np.flatnonzero(spots.guests[:, number])
        if len(rows) and crowd[rows].max() - barred[number] >= least:
            continue
        counts = (spots.guests[rows] & fits[number]) @ members
        if not len(rows) or counts.max() < least:
            best = int(rows[np.argmax(counts)]) if len(rows) else None
            found[unit] = too_few(
                tables,
                unit,
                spots.start[spots.place == best].min() if best is not None else None,
                int(counts.max(initial=0)),
            )
    return found


def too_few(tables: Tables, unit: int, start: int | None, together: int) -> str:
    rules = tables.pool.rules
    others = max(0, together - len(tables.units[unit]))
    at = f"at the best time ({week.name(int(start), rules.length)})" if start is not None else "at the best time"
    joined = f"only {others} other{'' if others == 1 else 's'}" if others else "nobody else"
    return f"{at} {joined} could join, and a group needs {rules.smallest}" + hint(tables, unit)


def hint(tables: Tables, unit: int) -> str:
    """Say which further hours would bring the most others, where they would be enough."""
    open_starts = whole_room(tables).open_starts
    others = tables.traits.members * tables.compatible[unit]
    others[unit] = 0
    best, when = 0, 0
    for venue in np.flatnonzero(tables.speaks[unit]):
        served = open_starts[tables.serves[:, venue]].any(axis=0)
        counts = ((others * tables.speaks[:, venue]) @ tables.free) * served
        if counts.max() > best:
            best, when = int(counts.max()), int(np.argmax(counts))
    if best + len(tables.units[unit]) < tables.pool.rules.smallest:
        return ""
    return f"; being free {week.name(when, tables.pool.rules.length)} would bring together {best} others"


def reasons(tables: Tables, plan: Plan, left_over: Iterable[int], sure: Mapping[int, str]) -> dict[int, str]:
    """Say to everyone left over why."""
    unit_of = {place: number for number, unit in enumerate(tables.units) for place in unit}
    return {
        place: sure.get(unit_of[place]) or near(tables.pool, tables.units[unit_of[place]], plan) for place in left_over
    }


def near(pool: Pool, unit: Sequence[int], plan: Plan) -> str:
    """Tell the groups somebody misses by least, and by what."""
    if not plan:
        return "could be seated, but no group is formed"
    misses = sorted(
        ((missing(pool, unit, group), number) for number, group in enumerate(plan)),
        key=lambda each: (len(each[0]), each[1]),
    )[:MISSES]
    told = [f"{called(pool, group_number, plan)}: {', '.join(what) or 'would fit'}" for what, group_number in misses]
    return f"could be seated, but not in this plan; nearest are {'; '.join(told)}"


def called(pool: Pool, number: int, plan: Plan) -> str:
    running = plan[number].running
    return f"group {number + 1}" if running is None else pool.running[running].id


def missing(pool: Pool, unit: Sequence[int], group: Group) -> list[str]:
    """List what stands between somebody and a group."""
    people, members = [pool.people[place] for place in unit], pool.with_newcomers(group)
    most = pool.rules.largest if group.running is None else pool.running[group.running].most
    found = []
    if not all(person.starts >> group.start & 1 for person in people):
        found.append(f"not free {week.name(group.start, pool.rules.length)}")
    if not all(group.language in person.languages for person in people):
        found.append("another language")
    if not all(group.format in person.formats for person in people):
        found.append("another way of meeting")
    if any(pool.conflicts[place] & set(members) for place in unit):
        found.append("cannot sit there")
    if len(members) + len(people) > most:
        found.append("full" if len(people) == 1 else f"no seats for {len(people)}")
    return found
