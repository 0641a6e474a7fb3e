"""Why do these people sit together, and what did it cost? One group in words an admin can read."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from groups.formation import week
from groups.formation.pool import ONLINE, Group, Pool
from groups.formation.scoring import factors, score

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Explanation:
    """A group's score in thousandths, what speaks for it, and what each factor lost."""

    score: int
    reasons: tuple[str, ...]
    lost: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        traded = ", ".join(f"{name} -{by / 1000:.1f}" for name, by in self.lost) or "nothing"
        return f"{self.score / 1000:.1f} of 100: {'; '.join(self.reasons)}. Points lost: {traded}."


def explain(pool: Pool, group: Group) -> Explanation:
    """Say why a group is as good as it is."""
    members = pool.with_newcomers(group)
    weights = pool.rules.weights
    lost = {name: weights[name] * (1000 - value) for name, value in factors(pool, members).items()}
    traded = sorted(((name, by) for name, by in lost.items() if by), key=lambda each: (-each[1], each[0]))
    reasons = (shared_time(pool, group), shared_place(group), *alike(pool, members), *strangers(pool, members))
    return Explanation(score(pool, members), reasons, tuple(traded))


def shared_time(pool: Pool, group: Group) -> str:
    """Say the slot, in UTC and by the clocks people live by."""
    offsets = Counter((pool.people[place].offset, pool.people[place].zone) for place in pool.with_newcomers(group))
    clocks = [
        f"{week.clock(group.start + offset)} in {zone.split('/')[-1].replace('_', ' ')}"
        for offset, zone in sorted(offsets)
        if zone != "UTC"
    ]
    return ", ".join([f"shares {week.name(group.start, pool.rules.length)}", *clocks])


def shared_place(group: Group) -> str:
    where = "online" if group.format == ONLINE else f"in person in {group.format.split('@')[1]}"
    return f"{where}, in {group.language}"


def alike(pool: Pool, members: tuple[int, ...]) -> tuple[str, ...]:
    """Say what the factors of stage, industry, theme, revenue, expertise and zone are made of."""
    people = [pool.people[place] for place in members]
    size = len(people)
    stages = sorted({person.stage for person in people})
    bands = sorted({person.revenue for person in people})
    areas = len({area for person in people for area in person.expertise})
    span = (max(person.offset for person in people) - min(person.offset for person in people)) / 2
    themes = Counter(theme for person in people for theme in person.themes)
    first = min(themes, key=lambda theme: (-themes[theme], theme), default=None)
    return (
        counted(len({person.industry for person in people}), "industry", "industries") + f" among {number(size)}",
        "same stage" if len(stages) == 1 else f"stages {stages[0]} to {stages[-1]}",
        f"{number(themes[first])} of {number(size)} on {first}" if first else "no themes named",
        "similar revenue" if bands[-1] - bands[0] <= 1 else f"revenue bands {bands[0]} to {bands[-1]}",
        counted(areas, "area", "areas") + " of expertise",
        "one time zone" if span == 0 else f"time zones {span:g} h apart",
    )


def strangers(pool: Pool, members: tuple[int, ...]) -> tuple[str, ...]:
    met = [(one, other) for one, other in combinations(members, 2) if other in pool.mates[one]]
    names = [f"{pool.people[one].id} and {pool.people[other].id}" for one, other in met]
    markets = [pool.people[place].market for place in members if pool.people[place].market is not None]
    # Only a running group may have come by competitors. What was declared in private is not spoken of either way.
    rivals = ("no competitors",) if len(markets) == len(set(markets)) else ()
    return (*rivals, f"met before: {', '.join(names)}" if names else "nobody has met before")


def counted(count: int, one: str, more: str) -> str:
    return f"{number(count)} {one if count == 1 else more}"


def number(count: int) -> str:
    """Write small numbers as words."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
