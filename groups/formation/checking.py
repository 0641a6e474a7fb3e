"""Does a plan keep every rule? Knows nothing of how plans are made: no plan leaves the solver that fails here."""

from collections.abc import Iterator
from itertools import combinations

from groups.formation import week
from groups.formation.pool import Group, Plan, Pool


def broken(pool: Pool, plan: Plan) -> list[str]:
    """Say in a sentence each what is wrong with the plan."""
    found = [f"{label(pool, plan, group)}: {what}" for group in plan for what in of_group(pool, group)]
    return [*found, *seats(pool, plan), *facilitators(pool, plan)]


def label(pool: Pool, plan: Plan, group: Group) -> str:
    return f"group {plan.index(group) + 1}" if group.running is None else pool.running[group.running].id


def of_group(pool: Pool, group: Group) -> Iterator[str]:
    """Look at one group by itself."""
    everybody = pool.with_newcomers(group)
    yield from size(pool, group, len(everybody))
    if group.running is not None:
        running = pool.running[group.running]
        if (group.start, group.language, group.format) != (running.start, running.language, running.format):
            yield "it meets at another time, in another language or in another way than it does now"
    for place in group.members:
        person = pool.people[place]
        if not person.starts >> group.start & 1:
            yield f"{person.id} is not free {week.name(group.start, pool.rules.length)}"
        if group.language not in person.languages or group.format not in person.formats:
            yield f"{person.id} does not meet in {group.language}, {group.format}"
        for tied in sorted(pool.ties[place] - set(everybody)):
            yield f"{person.id} is parted from {pool.people[tied].id}"
    for one, other in combinations(everybody, 2):
        if other in pool.conflicts[one] and {one, other} & set(group.members):
            yield f"{pool.people[one].id} and {pool.people[other].id} may not meet"


def size(pool: Pool, group: Group, members: int) -> Iterator[str]:
    if group.running is not None:
        if not group.members or members > pool.running[group.running].most:
            yield f"{members} members with its newcomers"
    elif not pool.rules.smallest <= members <= pool.rules.largest:
        yield f"{members} members"


def seats(pool: Pool, plan: Plan) -> Iterator[str]:
    """See that nobody sits twice."""
    taken = set(pool.seated)
    for group in plan:
        for place in group.members:
            if place in taken:
                yield f"{pool.people[place].id} is seated twice"
            taken.add(place)
    running = [group.running for group in plan if group.running is not None]
    for place in sorted({place for place in running if running.count(place) > 1}):
        yield f"{pool.running[place].id} is filled twice"


def facilitators(pool: Pool, plan: Plan) -> Iterator[str]:
    """See that each group has a facilitator who can keep it, and that nobody keeps too many, or two at once."""
    for place, keeper in enumerate(pool.facilitators):
        kept = [group for group in plan if group.running is None and group.facilitator == place]
        if len(kept) > keeper.capacity:
            yield f"{keeper.id} keeps {len(kept)} groups and takes {keeper.capacity}"
        for group in kept:
            if not keeper.starts >> group.start & 1:
                yield f"{keeper.id} is not free {week.name(group.start, pool.rules.length)}"
            if group.language not in keeper.languages or group.format not in keeper.formats:
                yield f"{keeper.id} keeps no group in {group.language}, {group.format}"
        for one, other in combinations(kept, 2):
            if week.overlap(one.start, other.start, pool.rules.length):
                yield f"{keeper.id} keeps two groups at once, {week.name(one.start, pool.rules.length)}"
    if any(group.running is None and group.facilitator is None for group in plan):
        yield "a new group has no facilitator"
