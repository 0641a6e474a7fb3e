"""What does the search need to know of people, as arrays? One row a unit: a person, or people to be kept together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np

from groups.formation import scoring, week
from groups.formation.pool import POWERS, Pool

Array = np.ndarray[Any, Any]
MANY = 100  # pairs between two units: more are counted as so many, lest a count runs over
NIBBLE = 16  # counts below it stand side by side in one word: a group has fewer members


@dataclass(frozen=True)
class Traits:
    """What adds up when people sit together; each array has one entry a unit (or a node of the search)."""

    members: Array
    ranges: Array  # stages as bits 0-9, revenue bands as bits 10-19
    lowest: Array
    highest: Array
    industries: tuple[Array, ...]
    expertise: tuple[Array, ...]
    themes: tuple[Array, ...]
    powers: Array
    repeats: Array

    def take(self, which: Array) -> "Traits":
        """Pick some of them."""
        return Traits(
            self.members[which],
            self.ranges[which],
            self.lowest[which],
            self.highest[which],
            tuple(word[which] for word in self.industries),
            tuple(word[which] for word in self.expertise),
            tuple(word[which] for word in self.themes),
            self.powers[which],
            self.repeats[which],
        )

    def joined(self, left: Array, other: "Traits", right: Array) -> "Traits":
        """Seat the right ones beside the left ones."""
        return Traits(
            self.members[left] + other.members[right],
            self.ranges[left] | other.ranges[right],
            np.minimum(self.lowest[left], other.lowest[right]),
            np.maximum(self.highest[left], other.highest[right]),
            tuple(one[left] | two[right] for one, two in zip(self.industries, other.industries, strict=True)),
            tuple(one[left] | two[right] for one, two in zip(self.expertise, other.expertise, strict=True)),
            tuple(one[left] + two[right] for one, two in zip(self.themes, other.themes, strict=True)),
            self.powers[left] + other.powers[right],
            self.repeats[left] + other.repeats[right],
        )


class Tables:
    """The whole pool as arrays, made once for a run."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.units = pool.units
        self.industry_bits = numbered(person.industry for person in pool.people)
        self.expertise_bits = numbered(area for person in pool.people for area in person.expertise)
        self.theme_bits = numbered(theme for person in pool.people for theme in person.themes)
        self.traits = self.traits_of(self.units)
        self.losses = Losses(pool)
        self.most_expertise = max((len(self.areas(unit)) for unit in self.units), default=0)

    def areas(self, unit: Sequence[int]) -> frozenset[str]:
        return frozenset().union(*(self.pool.people[place].expertise for place in unit))

    def traits_of(self, sittings: Sequence[Sequence[int]]) -> Traits:
        """Describe any sets of people; of more than can sit together only the first, lest a count runs over."""
        people = [[self.pool.people[place] for place in sitting[: NIBBLE - 1]] for sitting in sittings]
        return Traits(
            members=np.array([len(sitting) for sitting in sittings], dtype=np.int64),
            ranges=np.array([ored(1 << p.stage | 1024 << p.revenue for p in each) for each in people], dtype=np.int32),
            lowest=np.array([min((p.offset for p in each), default=99) for each in people], dtype=np.int8),
            highest=np.array([max((p.offset for p in each), default=-99) for each in people], dtype=np.int8),
            industries=words(
                [ored(1 << self.industry_bits[p.industry] for p in each) for each in people], len(self.industry_bits)
            ),
            expertise=words(
                [ored(1 << self.expertise_bits[area] for p in each for area in p.expertise) for each in people],
                len(self.expertise_bits),
            ),
            themes=words(
                [sum(1 << 4 * self.theme_bits[theme] for p in each for theme in p.themes) for each in people],
                4 * len(self.theme_bits),
            ),
            powers=np.array(
                [sum(1 << 4 * POWERS.index(power) for p in each for power in p.strong) for each in people],
                dtype=np.int16,
            ),
            repeats=np.array([self.repeats(sitting, sitting) // 2 for sitting in sittings], dtype=np.int16),
        )

    def repeats(self, one: Sequence[int], other: Sequence[int]) -> int:
        """Count who of the one has met whom of the other."""
        return sum(len(self.pool.mates[place] & set(other)) for place in one)

    def fits(self, unit: int, place: int) -> bool:
        """Tell whether a unit fits a running group's time, language, format, seats and members."""
        group = self.pool.running[place]
        people = [self.pool.people[member] for member in self.units[unit]]
        return (
            self.pool.homes[unit] <= {place}
            and len(group.members) + len(people) <= group.most
            and all(p.starts >> group.start & 1 and group.language in p.languages for p in people)
            and all(group.format in p.formats for p in people)
            and not any(self.pool.conflicts[member] & set(group.members) for member in self.units[unit])
            and not self.pool.not_under(group.facilitator, self.units[unit])
        )

    @cached_property
    def guests(self) -> Array:
        """Mark who fits each running group: running groups by units."""
        marked = np.zeros((len(self.pool.running), len(self.units)), dtype=bool)
        for place, group in enumerate(self.pool.running):
            for unit in np.flatnonzero(self.free[:, group.start]).tolist():
                marked[place, unit] = self.fits(unit, place)
        return marked

    @cached_property
    def open_starts(self) -> Array:
        """Mark when each facilitator who takes a group could begin one: facilitators by cells."""
        rows = [[keeper.starts >> cell & 1 for cell in range(week.CELLS)] for keeper in self.pool.facilitators]
        taking = np.array([keeper.capacity > 0 for keeper in self.pool.facilitators], dtype=bool)
        return np.array(rows, dtype=bool).reshape(len(taking), week.CELLS) & taking[:, None]

    @cached_property
    def compatible(self) -> Array:
        """Tell for each two units whether nothing but the calendar keeps them apart."""
        return self.compatible_among(np.arange(len(self.units)))

    def compatible_among(self, units: Array) -> Array:
        """Tell it of some units: a child process never needs to know of all."""
        return self.between(self.pool.conflicts, units) == 0

    def met_among(self, units: Array) -> Array:
        """Count for each two of some units how many pairs of them have met."""
        return self.between(self.pool.mates, units)

    def between(self, partners: Sequence[frozenset[int]], units: Array) -> Array:
        number_of = {place: number for number, unit in enumerate(units.tolist()) for place in self.units[unit]}
        there, counts = frozenset(number_of), np.zeros((len(units), len(units)), dtype=np.int8)
        for place, number in number_of.items():
            for partner in partners[place] & there:
                counts[number, number_of[partner]] = min(counts[number, number_of[partner]] + 1, MANY)
        return counts

    @cached_property
    def free(self) -> Array:
        """Mark the starts of each unit: units by cells."""
        return np.array([self.starts_of(unit) for unit in self.units], dtype=bool).reshape(-1, week.CELLS)

    def starts_of(self, unit: Sequence[int]) -> list[int]:
        common = week.FULL
        for place in unit:
            common &= self.pool.people[place].starts
        return [common >> cell & 1 for cell in range(week.CELLS)]

    def reach(self, open_starts: Array) -> Array:
        """Mark whom each facilitator could keep a group for: facilitators by units."""
        hours = open_starts.astype(np.float32) @ self.free.T.astype(np.float32)
        venues = self.serves.astype(np.int64) @ self.speaks.T.astype(np.int64)
        return np.asarray((hours > 0) & (venues > 0) & self.keepable)

    @cached_property
    def keepable(self) -> Array:
        """Mark whose units nothing but the calendar keeps from whose groups: facilitators by units."""
        keepers, barred = self.pool.facilitators, self.pool.barred
        marked = np.ones((len(keepers), len(self.units)), dtype=bool)
        for number in [number for number, keeper in enumerate(keepers) if keeper.id in barred]:
            marked[number] = [not self.pool.not_under(keepers[number].id, unit) for unit in self.units]
        return marked

    def circles(self, units: Array) -> list[tuple[Array, Array]]:
        """Sort the facilitators by which of some units they may keep a group for: marks of both, for each circle."""
        found: dict[bytes, list[int]] = {}
        for number, row in enumerate(self.keepable[:, units]):
            found.setdefault(row.tobytes(), []).append(number)
        everybody = np.arange(len(self.keepable))
        return [(np.isin(everybody, numbers), self.keepable[numbers[0], units]) for numbers in found.values()]

    @cached_property
    def venues(self) -> tuple[tuple[str, str], ...]:
        """List every language and format in which somebody can be facilitated."""
        keepers = self.pool.facilitators
        return tuple(sorted({venue for keeper in keepers for venue in product(keeper.languages, keeper.formats)}))

    @cached_property
    def speaks(self) -> Array:
        """Mark which unit can meet in which venue, in a new group: units by venues."""
        rows = [
            [
                not home
                and all(tongue in p.languages and way in p.formats for p in map(self.pool.people.__getitem__, unit))
                for tongue, way in self.venues
            ]
            for unit, home in zip(self.units, self.pool.homes, strict=True)
        ]
        return np.array(rows, dtype=bool).reshape(len(self.units), len(self.venues))

    @cached_property
    def serves(self) -> Array:
        """Mark which facilitator keeps groups in which venue: facilitators by venues."""
        rows = [
            [tongue in keeper.languages and way in keeper.formats for tongue, way in self.venues]
            for keeper in self.pool.facilitators
        ]
        return np.array(rows, dtype=bool).reshape(len(self.pool.facilitators), len(self.venues))


class Losses:
    """How many thousandths a group loses by each factor, looked up instead of computed."""

    def __init__(self, pool: Pool) -> None:
        weights = pool.rules.weights
        bits = np.arange(1024)
        apart = np.array([int(b).bit_length() - 1 - (int(b & -b).bit_length() - 1) if b else 0 for b in bits])
        self.stage = lost(weights["stage"], [scoring.step(scoring.STAGE, int(by)) for by in apart])
        self.revenue = lost(weights["revenue"], [scoring.step(scoring.REVENUE, int(by)) for by in apart])
        self.zone = lost(weights["timezone"], [scoring.near(span) for span in range(100)])
        self.fresh = lost(weights["fresh"], [scoring.fresh(repeats) for repeats in range(3)])
        self.expertise = lost(weights["expertise"], [1000 * n // scoring.BROAD for n in range(scoring.BROAD + 1)])
        sizes = range(1, 16)
        self.industry = {
            s: lost(weights["industry"], [scoring.varied(max(n, 1), s) for n in range(s + 1)]) for s in sizes
        }
        self.theme = {s: lost(weights["theme"], [1000 * n // s for n in range(s + 1)]) for s in sizes}
        three = np.arange(4096)
        strong = np.stack([three >> shift & 15 for shift in (0, 4, 8)])
        # How many powers two can be strong in, once that many more people have joined (two more are enough for all).
        self.powers = np.stack(
            [lost(weights["powers"], 1000 * (strong + more >= 2).sum(axis=0) // 3) for more in range(3)]
        )
        four = np.arange(65536)
        self.top = np.max(np.stack([four >> shift & 15 for shift in (0, 4, 8, 12)]), axis=0).astype(np.int8)


def lost(weight: int, values: Iterable[int] | Array) -> Array:
    return np.array([weight * (1000 - int(value)) for value in values], dtype=np.int32)


def numbered(names: Iterable[str]) -> dict[str, int]:
    """Number what occurs, in the order of the alphabet, so that nobody's place in the list matters."""
    return {name: number for number, name in enumerate(sorted(set(names)))}


def ored(bits: Iterable[int]) -> int:
    found = 0
    for each in bits:
        found |= each
    return found


def words(masks: Sequence[int], bits: int) -> tuple[Array, ...]:
    """Cut long masks into words of 64 bits."""
    count = max(1, -(-bits // 64))
    low = (1 << 64) - 1
    return tuple(np.array([mask >> 64 * n & low for mask in masks], dtype=np.uint64) for n in range(count))
