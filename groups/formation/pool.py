"""Who is there to be grouped, and under which rules? The values every part of the solver works on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

ONLINE = "online"
WEIGHTS = {
    "stage": 25,
    "industry": 20,
    "theme": 20,
    "revenue": 10,
    "expertise": 10,
    "powers": 5,
    "fresh": 5,
    "timezone": 5,
}
POWERS = ("position", "expertise", "connections")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone to be seated, or sitting in a running group already."""

    id: str
    starts: int
    languages: frozenset[str]
    formats: frozenset[str]
    stage: int
    revenue: int
    industry: str
    market: str | None
    expertise: frozenset[str]
    themes: frozenset[str]
    strong: frozenset[str]
    offset: int
    zone: str


@dataclass(frozen=True, slots=True)
class Facilitator:
    """Someone who can keep groups, at their free times."""

    id: str
    starts: int
    languages: frozenset[str]
    formats: frozenset[str]
    capacity: int


@dataclass(frozen=True, slots=True)
class Running:
    """A group that meets already, with its fixed time and its members; `most` is how many it may become."""

    id: str
    members: tuple[int, ...]
    start: int
    language: str
    format: str
    most: int
    facilitator: str | None


@dataclass(frozen=True, slots=True)
class Rules:
    """What a programme asks of every group."""

    smallest: int = 5
    largest: int = 7
    length: int = 4
    weights: Mapping[str, int] = field(default_factory=lambda: dict(WEIGHTS))


@dataclass(frozen=True, slots=True)
class Group:
    """A proposed group; for a running one, its newcomers only."""

    members: tuple[int, ...]
    start: int
    language: str
    format: str
    facilitator: int | None = None
    running: int | None = None


Plan = tuple[Group, ...]


@dataclass(frozen=True)
class Pool:
    """Everybody concerned. People are known by their place in `people`, the pairs by two such places.

    In `under` a place and the id of a facilitator make a pair: who may not sit in a group that this one keeps.
    """

    people: tuple[Person, ...]
    facilitators: tuple[Facilitator, ...]
    running: tuple[Running, ...]
    rules: Rules
    apart: frozenset[tuple[int, int]]
    together: frozenset[tuple[int, int]]
    met: frozenset[tuple[int, int]]
    under: frozenset[tuple[int, str]] = frozenset()

    @cached_property
    def seated(self) -> frozenset[int]:
        """Who sits in a running group."""
        return frozenset(place for group in self.running for place in group.members)

    @cached_property
    def waiting(self) -> tuple[int, ...]:
        """Who waits for a seat."""
        return tuple(place for place in range(len(self.people)) if place not in self.seated)

    @cached_property
    def conflicts(self) -> tuple[frozenset[int], ...]:
        """For each person, with whom they may not sit: kept apart, or in the same market."""
        markets: dict[str, set[int]] = {}
        for place, person in enumerate(self.people):
            if person.market is not None:
                markets.setdefault(person.market, set()).add(place)
        apart = neighbours(self.apart, len(self.people))
        return tuple(
            apart[place] | (markets[person.market] - {place} if person.market is not None else frozenset())
            for place, person in enumerate(self.people)
        )

    @cached_property
    def barred(self) -> Mapping[str, frozenset[int]]:
        """For each facilitator with whom somebody may not sit, all of those."""
        keepers = {keeper for _place, keeper in self.under}
        return {one: frozenset(place for place, keeper in self.under if keeper == one) for one in keepers}

    def keeper_of(self, group: Group) -> str | None:
        """Say who keeps a group, or would."""
        if group.running is not None:
            return self.running[group.running].facilitator
        return None if group.facilitator is None else self.facilitators[group.facilitator].id

    def not_under(self, keeper: str | None, people: Iterable[int]) -> frozenset[int]:
        """List who of some people may not sit in a group that this facilitator keeps."""
        return self.barred.get(keeper or "", frozenset()) & frozenset(people)

    @cached_property
    def mates(self) -> tuple[frozenset[int], ...]:
        """For each person, whom they have sat with before."""
        return neighbours(self.met, len(self.people))

    @cached_property
    def ties(self) -> tuple[frozenset[int], ...]:
        """For each person, with whom they are to sit."""
        return neighbours(self.together, len(self.people))

    @cached_property
    def units(self) -> tuple[tuple[int, ...], ...]:
        """Those waiting, each with all they are tied to who wait as well, directly or through others."""
        found: dict[tuple[int, ...], None] = {}
        for place in self.waiting:
            found[tuple(sorted(tied(place, self.ties) - self.seated))] = None
        return tuple(found)

    @cached_property
    def homes(self) -> tuple[frozenset[int], ...]:
        """For each unit, the running groups it is tied to members of: it can sit nowhere else."""
        sits_in = {place: number for number, group in enumerate(self.running) for place in group.members}
        return tuple(
            frozenset(sits_in[place] for place in tied(unit[0], self.ties) if place in sits_in) for unit in self.units
        )

    def with_newcomers(self, group: Group) -> tuple[int, ...]:
        """Everybody who would sit in the group."""
        sitting = () if group.running is None else self.running[group.running].members
        return (*sitting, *group.members)


def neighbours(pairs: frozenset[tuple[int, int]], count: int) -> tuple[frozenset[int], ...]:
    """List for each of so many people whom the pairs join them with."""
    found: list[set[int]] = [set() for _ in range(count)]
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return tuple(map(frozenset, found))


def tied(place: int, ties: Sequence[frozenset[int]]) -> set[int]:
    """Follow the ties from one person to all they reach."""
    reached, ahead = {place}, [place]
    while ahead:
        fresh = ties[ahead.pop()] - reached
        reached |= fresh
        ahead.extend(fresh)
    return reached
