"""Can all of it hold at once, who sits apart and who together? Only thinking: numbers of people, no names."""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

Pair = tuple[int, int]


def pair(one: int, other: int) -> Pair:
    """Name two people whichever was said first."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True)
class Contradiction:
    """Two people to be kept apart, and the chain of those kept together that leads from one to the other."""

    apart: Pair
    chain: tuple[int, ...]

    @property
    def is_direct(self) -> bool:
        return len(self.chain) == 2


def contradictions(apart: Iterable[Pair], together: Iterable[Pair]) -> list[Contradiction]:
    """Find the pairs that are kept apart although a chain of others holds them together."""
    ties = neighbours(together)
    chains = ((kept, shortest(ties, *kept)) for kept in sorted(set(apart)) if kept[0] in ties and kept[1] in ties)
    return [Contradiction(kept, chain) for kept, chain in chains if chain]


def neighbours(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    ties: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        ties[one].add(other)
        ties[other].add(one)
    return dict(ties)


def shortest(ties: dict[int, set[int]], start: int, end: int) -> tuple[int, ...]:
    """Return the shortest way from one to the other, both included; nothing where there is none."""
    before: dict[int, int] = {start: start}
    waiting = deque([start])
    while waiting and end not in before:
        here = waiting.popleft()
        for there in sorted(ties.get(here, ())):
            if there not in before:
                before[there] = here
                waiting.append(there)
    if end not in before:
        return ()
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return tuple(reversed(way))


def too_many(together: Iterable[Pair], largest: int) -> list[list[int]]:
    """Find those kept together who are more than fit into one group."""
    ties, seen, found = neighbours(together), set[int](), []
    for start in sorted(ties):
        if start in seen:
            continue
        reached, waiting = {start}, [start]
        while waiting:
            new = ties[waiting.pop()] - reached
            reached |= new
            waiting += new
        seen |= reached
        if len(reached) > largest:
            found.append(sorted(reached))
    return found
