"""Why does somebody find no seat? A certain reason where there is one, else what they miss by least.

No sentence says who may not sit with whom: "cannot sit in group 2" is all that anybody learns.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from groups.formation.lacking import near
from groups.formation.pool import Plan
from groups.formation.tables import Array, Tables
from groups.formation.telling import Time, Told, Unseated, told
from groups.formation.venues import places


def certain(tables: Tables) -> dict[int, Unseated]:
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
    return bool(tables.guests[:, unit].any())


def by_itself(tables: Tables, unit: int) -> Unseated | None:
    """Look for what keeps a unit from any group, before anybody else is thought of."""
    reason = at_odds(tables, unit)
    if reason:
        return Unseated(reason)
    if fits_running(tables, unit):
        return None
    return Unseated(homeless(tables, unit)) if tables.pool.homes[unit] else unkept(tables, unit)


def at_odds(tables: Tables, unit: int) -> Told | None:
    """Look for what keeps the people of a unit from meeting even each other."""
    pool, members = tables.pool, tables.units[unit]
    people = [pool.people[place] for place in members]
    alone = len(people) == 1
    if not all(person.starts for person in people):
        mine = alone or not people[0].starts
        return told("no_stretch" if mine else "tied_no_stretch", minutes=pool.rules.length * 30)
    if not tables.compatible[unit, unit]:
        return told("tied_and_barred")
    if len(people) > pool.rules.largest:
        return told("tied_to_too_many", others=len(people) - 1)
    if not tables.free[unit].any():
        return told("tied_no_time")
    if not frozenset.intersection(*(person.languages for person in people)):
        return told("no_language" if alone else "tied_no_language")
    if not frozenset.intersection(*(person.formats for person in people)):
        return told("no_format" if alone else "tied_no_format")
    return None


def homeless(tables: Tables, unit: int) -> Told:
    """Say what is wrong with being tied to members of running groups."""
    homes = sorted(tables.pool.homes[unit])
    if len(homes) > 1:
        return told("tied_to_two_groups")
    return told("tied_to_full_group", group=tables.pool.running[homes[0]].id)


def unkept(tables: Tables, unit: int) -> Unseated | None:
    """See whether anybody could keep a group with this unit."""
    able = (tables.serves & tables.speaks[unit]).any(axis=1) if len(tables.serves) else np.zeros(0, dtype=bool)
    taking = np.array([keeper.capacity > 0 for keeper in tables.pool.facilitators], dtype=bool)
    if not (able & taking).any():
        return Unseated(told("no_facilitator"))
    able &= tables.keepable[:, unit]
    if not (able & taking).any():
        return Unseated(told("no_facilitator_suits"))
    if not (tables.open_starts[able].any(axis=0) & tables.free[unit]).any():
        return Unseated(told("facilitators_away"), further(tables, unit))
    return None


def lonely(tables: Tables, units: Array) -> dict[int, Unseated]:
    """Give those among the units for whom no hour brings enough others together."""
    spots = places(tables, units, tables.open_starts, 1)
    members, least = tables.traits.members[units], tables.pool.rules.smallest
    crowd = np.array([members[row].sum() for row in spots.guests], dtype=np.int64)
    fits = tables.compatible[np.ix_(units, units)]
    barred = np.array([members[~row].sum() for row in fits], dtype=np.int64)
    found = {}
    for number, unit in enumerate(units.tolist()):
        rows = np.flatnonzero(spots.guests[:, number])
        if len(rows) and crowd[rows].max() - barred[number] >= least:
            continue
        counts = (spots.guests[rows] & fits[number]) @ members
        if not len(rows):
            found[unit] = Unseated(told("facilitators_away"), further(tables, unit))
        elif counts.max() < least:
            start = spots.start[spots.place == rows[np.argmax(counts)]].min()
            found[unit] = too_few(tables, unit, int(start), int(counts.max()) - len(tables.units[unit]))
    return found


def too_few(tables: Tables, unit: int, start: int, others: int) -> Unseated:
    """Say how many others could join at the best time."""
    rules = tables.pool.rules
    word = {True: "nobody_else", others == 1: "one_other", others > 1: "few_others"}[True]
    reason = told(word, time=Time(start, rules.length), others=others, smallest=rules.smallest)
    return Unseated(reason, further(tables, unit))


def further(tables: Tables, unit: int) -> Told | None:
    """Say which further hours would bring the most others, where they would be enough."""
    everybody = np.arange(len(tables.units))
    best, when = 0, 0
    for keepers, keepable in tables.circles(everybody):
        if not keepable[unit]:
            continue
        others = tables.traits.members * tables.compatible[unit] * keepable
        others[unit] = 0
        for venue in np.flatnonzero(tables.speaks[unit]):
            served = tables.open_starts[keepers & tables.serves[:, venue]].any(axis=0)
            counts = ((others * tables.speaks[:, venue]) @ tables.free) * served
            if counts.max() > best:
                best, when = int(counts.max()), int(np.argmax(counts))
    if best + len(tables.units[unit]) < tables.pool.rules.smallest:
        return None
    return told("further_hours", time=Time(when, tables.pool.rules.length), others=best)


def reasons(tables: Tables, plan: Plan, left_over: Iterable[int], sure: Mapping[int, Unseated]) -> dict[int, Unseated]:
    """Say to everyone left over why."""
    unit_of = {place: number for number, unit in enumerate(tables.units) for place in unit}
    return {
        place: sure.get(unit_of[place]) or near(tables.pool, tables.units[unit_of[place]], plan) for place in left_over
    }
