"""Why do these people sit together, and what did it cost? One group in words an admin can read."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from groups.formation.pool import ONLINE, Group, Pool
from groups.formation.scoring import factors, score
from groups.formation.telling import Clock, Pair, Time, Told, told


@dataclass(frozen=True, slots=True)
class Explanation:
    """A group's score in thousandths, what speaks for it, and what each factor lost."""

    score: int
    reasons: tuple[Told, ...]
    lost: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        traded = ", ".join(f"{name} -{by / 1000:.1f}" for name, by in self.lost) or "nothing"
        return f"{self.score / 1000:.1f} of 100: {'; '.join(map(str, self.reasons))}. Points lost: {traded}."


def explain(pool: Pool, group: Group) -> Explanation:
    """Say why a group is as good as it is."""
    members = pool.with_newcomers(group)
    weights = pool.rules.weights
    lost = {name: weights[name] * (1000 - value) for name, value in factors(pool, members).items()}
    traded = sorted(((name, by) for name, by in lost.items() if by), key=lambda each: (-each[1], each[0]))
    reasons = (shared_time(pool, group), shared_place(group), *alike(pool, members), *strangers(pool, members))
    return Explanation(score(pool, members), reasons, tuple(traded))


def shared_time(pool: Pool, group: Group) -> Told:
    """Say the slot, in UTC and by the clocks people live by."""
    offsets = Counter((pool.people[place].offset, pool.people[place].zone) for place in pool.with_newcomers(group))
    clocks = tuple(Clock(group.start + offset, zone) for offset, zone in sorted(offsets) if zone != "UTC")
    time = Time(group.start, pool.rules.length)
    return told("shares_by_clocks", time=time, clocks=clocks) if clocks else told("shares", time=time)


def shared_place(group: Group) -> Told:
    if group.format == ONLINE:
        return told("online", language=group.language)
    return told("in_person", city=group.format.split("@")[1], language=group.language)


def alike(pool: Pool, members: tuple[int, ...]) -> tuple[Told, ...]:
    """Say what the factors of stage, industry, theme, revenue, expertise and zone are made of."""
    people = [pool.people[place] for place in members]
    size = len(people)
    stages = sorted({person.stage for person in people})
    bands = sorted({person.revenue for person in people})
    trades = len({person.industry for person in people})
    areas = len({area for person in people for area in person.expertise})
    span = (max(person.offset for person in people) - min(person.offset for person in people)) / 2
    themes = Counter(theme for person in people for theme in person.themes)
    first = min(themes, key=lambda theme: (-themes[theme], theme), default=None)
    return (
        told("one_industry", size=size) if trades == 1 else told("industries", count=trades, size=size),
        told("same_stage") if len(stages) == 1 else told("stages", low=stages[0], high=stages[-1]),
        told("theme", count=themes[first], size=size, theme=first) if first else told("no_theme"),
        told("similar_revenue") if bands[-1] - bands[0] <= 1 else told("revenues", low=bands[0], high=bands[-1]),
        told("one_area") if areas == 1 else told("areas", count=areas),
        told("zones", hours=span) if span else told("one_zone"),
    )


def strangers(pool: Pool, members: tuple[int, ...]) -> tuple[Told, ...]:
    met = [(one, other) for one, other in combinations(members, 2) if other in pool.mates[one]]
    pairs = tuple(Pair(pool.people[one].id, pool.people[other].id) for one, other in met)
    markets = [pool.people[place].market for place in members if pool.people[place].market is not None]
    # Only a running group may have come by competitors. What was declared in private is not spoken of either way.
    rivals = (told("no_competitors"),) if len(markets) == len(set(markets)) else ()
    return (*rivals, told("met_before", pairs=pairs) if pairs else told("nobody_met"))
