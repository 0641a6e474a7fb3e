"""Does a plan keep every rule? Knows nothing of how plans are made: no plan leaves the solver that fails here."""

from collections.abc import Iterator
from itertools import combinations

from groups.formation import week
from groups.formation.pool import Group, Plan, Pool
from groups.formation.telling import Time, Told, Which, told


def broken(pool: Pool, plan: Plan) -> list[Told]:
    """Say in a sentence each what is wrong with the plan."""
    found = [what for number, group in enumerate(plan) for what in of_group(pool, group, label(pool, number, group))]
    return [*found, *seats(pool, plan), *facilitators(pool, plan)]


def label(pool: Pool, number: int, group: Group) -> Which:
    return Which(number, None if group.running is None else pool.running[group.running].id)


def of_group(pool: Pool, group: Group, which: Which) -> Iterator[Told]:
    """Look at one group by itself."""
    everybody = pool.with_newcomers(group)
    yield from size(pool, group, which, len(everybody))
    if group.running is not None:
        running = pool.running[group.running]
        if (group.start, group.language, group.format) != (running.start, running.language, running.format):
            yield told("moved", group=which)
    for place in group.members:
        person = pool.people[place]
        if not person.starts >> group.start & 1:
            yield told("person_not_free", group=which, person=person.id, time=Time(group.start, pool.rules.length))
        if group.language not in person.languages or group.format not in person.formats:
            language, way = group.language, group.format
            yield told("person_elsewhere", group=which, person=person.id, language=language, format=way)
        for tied in sorted(pool.ties[place] - set(everybody)):
            yield told("parted", group=which, person=person.id, other=pool.people[tied].id)
    for one, other in combinations(everybody, 2):
        if other in pool.conflicts[one] and {one, other} & set(group.members):
            yield told("may_not_meet", group=which, person=pool.people[one].id, other=pool.people[other].id)
    keeper = pool.keeper_of(group)
    for place in sorted(pool.not_under(keeper, group.members)):
        yield told("may_not_meet", group=which, person=pool.people[place].id, other=keeper)


def size(pool: Pool, group: Group, which: Which, members: int) -> Iterator[Told]:
    if group.running is not None:
        if not group.members or members > pool.running[group.running].most:
            yield told("members_with_newcomers", group=which, count=members)
    elif not pool.rules.smallest <= members <= pool.rules.largest:
        yield told("members", group=which, count=members)


def seats(pool: Pool, plan: Plan) -> Iterator[Told]:
    """See that nobody sits twice."""
    taken = set(pool.seated)
    for group in plan:
        for place in group.members:
            if place in taken:
                yield told("seated_twice", person=pool.people[place].id)
            taken.add(place)
    running = [group.running for group in plan if group.running is not None]
    for place in sorted({place for place in running if running.count(place) > 1}):
        yield told("filled_twice", group=pool.running[place].id)


def facilitators(pool: Pool, plan: Plan) -> Iterator[Told]:
    """See that each group has a facilitator who can keep it, and that nobody keeps too many, or two at once."""
    for place, keeper in enumerate(pool.facilitators):
        kept = [group for group in plan if group.running is None and group.facilitator == place]
        if len(kept) > keeper.capacity:
            yield told("too_many_groups", facilitator=keeper.id, count=len(kept), capacity=keeper.capacity)
        for group in kept:
            yield from kept_by(pool, place, group)
        for one, other in combinations(kept, 2):
            if week.overlap(one.start, other.start, pool.rules.length):
                yield told("two_at_once", facilitator=keeper.id, time=Time(one.start, pool.rules.length))
    if any(group.running is None and group.facilitator is None for group in plan):
        yield told("unkept")


def kept_by(pool: Pool, place: int, group: Group) -> Iterator[Told]:
    """See that the facilitator of a group can come and speak to it."""
    keeper, time = pool.facilitators[place], Time(group.start, pool.rules.length)
    if not keeper.starts >> group.start & 1:
        yield told("facilitator_not_free", facilitator=keeper.id, time=time)
    if group.language not in keeper.languages or group.format not in keeper.formats:
        yield told("facilitator_elsewhere", facilitator=keeper.id, language=group.language, format=group.format)
