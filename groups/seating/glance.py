"""Who has no time yet that would bring a group together? A quick look at a pool, before anybody solves it.

It counts who could come when, and looks at no pair: what was declared in private is not in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from groups.formation import week
from groups.formation.pool import Person, Pool
from groups.formation.telling import Time, Told, Unseated, told

Venue = tuple[str, str]  # a language and a way to meet


@dataclass(frozen=True)
class Hall:
    """What can be held in one language and one way: at which starts there is a facilitator, and who could come."""

    served: int
    counts: list[int] = field(default_factory=lambda: [0] * week.CELLS)


def lonely(pool: Pool) -> dict[int, Unseated]:
    """Say of everybody who waits and whom no hour brings together with enough others why, and what would."""
    halls = opened(pool)
    found = {}
    for place in pool.waiting:
        why = looked_at(pool, halls, pool.people[place])
        if why:
            found[place] = why
    return found


def opened(pool: Pool) -> dict[Venue, Hall]:
    """Count for each venue and start how many of those who wait could come."""
    halls: dict[Venue, Hall] = {}
    for place in pool.waiting:
        person = pool.people[place]
        for venue in venues(person):
            hall = halls.get(venue) or halls.setdefault(venue, Hall(served(pool, venue)))
            for start in week.each(person.starts & hall.served):
                hall.counts[start] += 1
    return halls


def venues(person: Person) -> Iterator[Venue]:
    return ((language, way) for language in sorted(person.languages) for way in sorted(person.formats))


def served(pool: Pool, venue: Venue) -> int:
    """Mark the starts at which some facilitator who still takes a group could keep one there."""
    marked = 0
    for keeper in pool.facilitators:
        if keeper.capacity and venue[0] in keeper.languages and venue[1] in keeper.formats:
            marked |= keeper.starts
    return marked


def looked_at(pool: Pool, halls: dict[Venue, Hall], person: Person) -> Unseated | None:
    """Say what one person lacks; nothing if there is an hour for them."""
    length, smallest = pool.rules.length, pool.rules.smallest
    if not person.starts:
        return Unseated(told("no_stretch", minutes=30 * length))
    if fits_running(pool, person):
        return None
    if not person.formats:
        return Unseated(told("no_format"))
    theirs = [halls[venue] for venue in venues(person)]
    if not any(hall.served for hall in theirs):
        return Unseated(told("no_facilitator"))
    best = [(hall.counts[start], -start) for hall in theirs for start in week.each(person.starts & hall.served)]
    if not best:
        return Unseated(told("facilitators_away"), further(theirs, length, smallest))
    count, start = max(best)
    if count >= smallest:
        return None
    word = {1: "nobody_else", 2: "one_other"}.get(count, "few_others")
    reason = told(word, time=Time(-start, length), others=count - 1, smallest=smallest)
    return Unseated(reason, further(theirs, length, smallest))


def fits_running(pool: Pool, person: Person) -> bool:
    """Say whether a running group meets when and how they can."""
    return any(
        person.starts >> group.start & 1 and group.language in person.languages and group.format in person.formats
        for group in pool.running
    )


def further(halls: list[Hall], length: int, smallest: int) -> Told | None:
    """Name the hour that most others could come to, where they would be enough."""
    count, start = max((hall.counts[start], -start) for hall in halls for start in range(week.CELLS))
    return told("further_hours", time=Time(-start, length), others=count) if count + 1 >= smallest else None
