"""What stands between somebody and the groups there are? Those they miss by least, and by what."""

from collections.abc import Sequence

from groups.formation.checking import label
from groups.formation.pool import Group, Plan, Pool
from groups.formation.telling import Miss, Time, Told, Unseated, told

MISSES = 3  # so many near misses are told


def near(pool: Pool, unit: Sequence[int], plan: Plan) -> Unseated:
    """Tell the groups somebody misses by least, and by what."""
    if not plan:
        return Unseated(told("no_groups"))
    misses = [Miss(label(pool, number, group), missing(pool, unit, group)) for number, group in enumerate(plan)]
    return Unseated(None, misses=tuple(sorted(misses, key=lambda miss: (len(miss.lacks), miss.group.number))[:MISSES]))


def missing(pool: Pool, unit: Sequence[int], group: Group) -> tuple[Told, ...]:
    """List what stands between somebody and a group."""
    people, members = [pool.people[place] for place in unit], pool.with_newcomers(group)
    most = pool.rules.largest if group.running is None else pool.running[group.running].most
    found = []
    if not all(person.starts >> group.start & 1 for person in people):
        found.append(told("not_free", time=Time(group.start, pool.rules.length)))
    if not all(group.language in person.languages for person in people):
        found.append(told("another_language"))
    if not all(group.format in person.formats for person in people):
        found.append(told("another_format"))
    apart = any(pool.conflicts[place] & set(members) for place in unit)
    if apart or pool.not_under(pool.keeper_of(group), unit):
        found.append(told("cannot_sit"))
    if len(members) + len(people) > most:
        found.append(told("full") if len(people) == 1 else told("too_few_seats", count=len(people)))
    return tuple(found)
