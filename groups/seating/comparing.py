"""How do two drafts differ? Who has a seat in one alone, who sits with others, and which groups are the same."""

from dataclasses import dataclass

from groups.formation.pool import Group, Plan, Pool

Ids = frozenset[str]


@dataclass(frozen=True)
class Pair:
    """A group of one draft beside the one of the other that shares most people with it; either may be missing."""

    one: Group | None
    other: Group | None
    stay: Ids
    gone: Ids  # who sits in the one only
    come: Ids  # who sits in the other only

    @property
    def is_same(self) -> bool:
        """Say whether the same people sit in both."""
        return not self.gone and not self.come and self.one is not None and self.other is not None


@dataclass(frozen=True)
class Difference:
    """What two drafts have in common and what not."""

    pairs: tuple[Pair, ...]
    only_one: Ids  # has a seat in the one alone
    only_other: Ids
    moved: Ids  # has a seat in both, with others


def difference(one: tuple[Pool, Plan], other: tuple[Pool, Plan]) -> Difference:
    """Set two plans side by side, each group beside the one it shares most people with."""
    first, second = ([(group, members(pool, group)) for group in plan] for pool, plan in (one, other))
    shared = sorted(
        (
            (len(ours & theirs), here, there)
            for here, (_, ours) in enumerate(first)
            for there, (_, theirs) in enumerate(second)
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    matched: dict[int, int] = {}
    for count, here, there in shared:
        if count and here not in matched and there not in matched.values():
            matched[here] = there
    pairs = [paired(first[here], second[matched[here]] if here in matched else None) for here in range(len(first))]
    pairs += [paired(None, second[there]) for there in range(len(second)) if there not in matched.values()]
    seated_one, seated_other = (frozenset().union(*(ids for _, ids in side)) for side in (first, second))
    stay = frozenset().union(*(pair.stay for pair in pairs))
    return Difference(
        tuple(pairs), seated_one - seated_other, seated_other - seated_one, (seated_one & seated_other) - stay
    )


def members(pool: Pool, group: Group) -> Ids:
    return frozenset(pool.people[place].id for place in group.members)


def paired(one: tuple[Group, Ids] | None, other: tuple[Group, Ids] | None) -> Pair:
    ours, theirs = (side[1] if side else frozenset() for side in (one, other))
    return Pair(one and one[0], other and other[0], ours & theirs, ours - theirs, theirs - ours)
