"""How well do these people fit? 0 to 100,000 thousandths of a point, in whole numbers, from eight plain factors."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from groups.formation.pool import POWERS, Plan, Pool

STAGE = (1000, 750, 350)  # by how far apart the stages are; farther is nothing
REVENUE = (1000, 850, 550, 250)
BROAD = 8  # so many areas of expertise are enough
NEAR, FAR = 6, 24  # half hours between the time zones: up to 3 h is no trouble, 12 h is as far as it gets
BEST = 100_000


def score(pool: Pool, members: Sequence[int]) -> int:
    """Add up the factors of a group as the programme weighs them."""
    weights = pool.rules.weights
    return sum(weights[name] * value for name, value in factors(pool, members).items())


def factors(pool: Pool, members: Sequence[int]) -> dict[str, int]:
    """Give each factor from 0 to 1,000."""
    people = [pool.people[place] for place in members]
    size = len(people)
    stages = {person.stage for person in people}
    revenues = {person.revenue for person in people}
    offsets = {person.offset for person in people}
    themes = Counter(theme for person in people for theme in person.themes)
    strong = Counter(power for person in people for power in person.strong)
    repeats = sum(other in pool.mates[one] for one, other in combinations(members, 2))
    return {
        "stage": step(STAGE, max(stages) - min(stages)),
        "industry": varied(len({person.industry for person in people}), size),
        "theme": 1000 * max(themes.values(), default=0) // size,
        "revenue": step(REVENUE, max(revenues) - min(revenues)),
        "expertise": 1000 * min(len(frozenset().union(*(person.expertise for person in people))), BROAD) // BROAD,
        "powers": 1000 * sum(strong[power] >= 2 for power in POWERS) // 3,
        "fresh": fresh(repeats),
        "timezone": near(max(offsets) - min(offsets)),
    }


def step(steps: Sequence[int], apart: int) -> int:
    """Look up what so much of a difference leaves."""
    return steps[apart] if apart < len(steps) else 0


def varied(industries: int, size: int) -> int:
    """Give all for an industry each, nothing for one among all."""
    return 1000 * (industries - 1) // (size - 1) if size > 1 else 0


def fresh(repeats: int) -> int:
    """Take half away for every two who have met before."""
    return max(0, 1000 - 500 * repeats)


def near(span: int) -> int:
    """Fade from the last easy distance between time zones to the farthest."""
    return 1000 if span <= NEAR else max(0, 1000 * (FAR - span) // (FAR - NEAR))


def points(pool: Pool, plan: Plan) -> int:
    """Sum score times members over the plan's groups and the running groups it leaves as they are."""
    touched = {group.running for group in plan}
    sittings = [pool.with_newcomers(group) for group in plan]
    sittings += [group.members for place, group in enumerate(pool.running) if place not in touched and group.members]
    return sum(score(pool, members) * len(members) for members in sittings)


def left_over(pool: Pool, plan: Plan) -> tuple[int, ...]:
    """List who waits and finds no seat in the plan."""
    placed = {place for group in plan for place in group.members}
    return tuple(place for place in pool.waiting if place not in placed)
