"""Which groups are worth having at the present prices? Finds them all, or with a width the most promising, by levels.

A level holds every set of k units still worth growing; its children are a set joined with a later sibling. A child dies
when no start is left, a pair may not meet, or even the best imaginable newcomers leave it not worth its price.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

import numpy as np

from groups.formation.scoring import BEST, BROAD
from groups.formation.tables import Array, Tables, Traits

CHUNK = 200_000  # so many children are judged at once: what a search holds in memory
WORK = 30_000_000  # so many in all: beyond it a search gives up, and says so


@dataclass(frozen=True)
class Prices:
    """What is asked at one moment: each unit's promised gain, each place's price, what the seats taken promise."""

    gain: Array
    place: Array
    guests: Array  # places by units
    base: float = 0.0


@dataclass(frozen=True)
class Found:
    """Groups worth having, a row each: units as numbered in the pool, bits of the places left, points times members."""

    units: Array
    where: Array
    points: Array
    worth: Array

    def take(self, which: Array) -> "Found":
        return Found(self.units[which], self.where[:, which], self.points[which], self.worth[which])


@dataclass(frozen=True)
class Level:
    """Sets of k units, siblings side by side. `end` is where the siblings of each end."""

    traits: Traits
    gain: Array
    where: tuple[Array, ...]
    units: tuple[Array, ...]
    end: Array
    grows: Array  # whether it is worth growing itself, or only stands by for its earlier siblings

    def take(self, which: Array, end: Array, grows: Array) -> "Level":
        return Level(
            self.traits.take(which),
            self.gain[which],
            tuple(word[which] for word in self.where),
            tuple(column[which] for column in self.units),
            end,
            grows,
        )


Judged = Generator[Found, None, Level | None]


class Pricing:
    """Searches among some units, for new groups or for the newcomers of a running one (its members are the base)."""

    def __init__(self, tables: Tables, units: Array, sizes: range, base: Traits, base_met: Array | None = None) -> None:
        self.tables, self.units, self.sizes, self.base, self.base_met = tables, units, sizes, base, base_met
        self.compatible, self.have_met = tables.compatible_among(units), tables.met_among(units)
        self.cut = False  # whether the last search gave up before it was through

    def search(self, prices: Prices, above: float, width: int | None = None, work: int = WORK) -> Iterator[Found]:
        """Yield what is worth more than `above`; with a width, look no further than so many sets a level."""
        order = np.lexsort((self.units, -prices.gain / self.tables.traits.members[self.units]))
        self.order, self.gain = self.units[order], prices.gain[order]
        self.traits = self.tables.traits.take(self.order)
        if self.base_met is not None:
            self.traits = replace(self.traits, repeats=self.traits.repeats + self.base_met[order])
        self.by_price = np.argsort(prices.place, kind="stable")
        self.price = prices.place[self.by_price]
        self.where = as_words(prices.guests[self.by_price][:, order])
        self.fits = self.compatible[np.ix_(order, order)]
        self.met = self.have_met[np.ix_(order, order)] if self.have_met.any() else None
        self.above, self.width, self.work, self.cut = above, width, work, False
        if len(order) and len(self.price):
            yield from self.begin(prices.base)

    def begin(self, promised: float) -> Iterator[Found]:
        """Seat each unit alone, or beside the members of the running group."""
        root = np.zeros(1, dtype=np.int64)
        anywhere = tuple(np.full(1, ~np.uint64(0)) for _ in self.where)
        level = Level(self.base, np.full(1, promised), anywhere, (), root, root)
        first = np.zeros(len(self.order), dtype=np.int64)
        yield from self.onward(self.follow(level, first, np.arange(len(self.order))))

    def onward(self, judged: Judged) -> Iterator[Found]:
        """Grow what was judged worth it, when nothing else of the judgement is in memory any more."""
        level = yield from judged
        if level:
            yield from self.grow(level)

    def grow(self, level: Level) -> Iterator[Found]:
        """Join each set with its later siblings, a chunk at a time."""
        later = np.where(level.grows, level.end - np.arange(len(level.end)) - 1, 0)
        total = np.cumsum(later)
        low = 0
        while low < len(later):
            before = int(total[low - 1]) if low else 0
            high = max(low + 1, int(np.searchsorted(total, before + CHUNK, side="right")))
            yield from self.onward(self.follow(level, *siblings(level, later, low, high)))
            low = high

    def follow(self, level: Level, left: Array, right: Array) -> Judged:
        """Make the children of a level that could meet at all, and judge them."""
        self.work -= len(left)
        if self.work < 0:
            self.cut = True
            return None
        if level.units:
            fitting = self.fits[level.units[-1][left], right]
            left, right = left[fitting], right[fitting]
        where = tuple(word[left] & unit[right] for word, unit in zip(level.where, self.where, strict=True))
        meets = np.logical_or.reduce([word != 0 for word in where])
        left, right, where = left[meets], right[meets], tuple(word[meets] for word in where)
        if not len(left):
            return None
        traits = level.traits.joined(left, self.traits, right)
        if self.met is not None:
            for column in level.units:
                traits.repeats[:] += self.met[column[left], right]
        units = (*(column[left] for column in level.units), right)
        child = Level(traits, level.gain[left] + self.gain[right], where, units, left, left)
        return (yield from self.judge(child, left, right))

    def judge(self, child: Level, left: Array, right: Array) -> Judged:
        """Yield the children worth having, and return those that may become so."""
        asked = self.price[lowest(child.where)]
        hope, alone, points = self.hopes(child, left, right)
        worth = np.where(points >= 0, child.gain + points - BEST * child.traits.members - asked, -np.inf)
        good = np.flatnonzero(worth > self.above)
        if len(good):
            units = np.stack([self.order[column[good]] for column in child.units], axis=1)
            where = np.stack([word[good] for word in child.where])
            yield Found(np.sort(units, axis=1), where, points[good], worth[good])
        keep = np.flatnonzero(hope - asked > self.above)
        if self.width is not None and len(keep) > self.width:
            best = np.argsort(-(hope - asked)[keep], kind="stable")[: self.width]
            keep = keep[np.sort(best)]
        if len(keep) < 2:
            return None
        end = np.searchsorted(left[keep], left[keep], side="right")
        return child.take(keep, end, (alone - asked)[keep] > self.above)

    def hopes(self, child: Level, left: Array, right: Array) -> tuple[Array, Array, Array]:
        """Bound what each set can become with any sibling, and with later ones; give its points if it is a group."""
        members, size = child.traits.members, self.traits.members[right]
        share = np.concatenate(([0.0], np.cumsum(np.repeat(self.gain[right] / size, size))))
        after = np.cumsum(size)
        begin = (after - size)[np.searchsorted(left, left, side="left")]
        last = after[np.searchsorted(left, left, side="right") - 1]
        hope, alone = np.full(len(left), -np.inf), np.full(len(left), -np.inf)
        points = np.full(len(left), -1, dtype=np.int64)
        losses = Hopes(self.tables, child.traits)
        for final in self.sizes:
            more = np.maximum(final - members, 0)
            loss = final * losses.at_least(final, more)
            kept = np.where(final >= members, child.gain - loss, -np.inf)
            promise = kept + share[np.minimum(begin + more, last)] - share[begin]
            hope = np.maximum(hope, np.where(begin + more <= last, promise, -np.inf))
            promise = kept + share[np.minimum(after + more, last)] - share[after]
            alone = np.maximum(alone, np.where(after + more <= last, promise, -np.inf))
            points = np.where(final == members, final * BEST - loss, points)
        return hope, alone, points


def siblings(level: Level, later: Array, low: int, high: int) -> tuple[Array, Array]:
    """Pair some sets of a level with each of their later siblings; give the unit that one ends with."""
    left = np.repeat(np.arange(low, high), later[low:high])
    first = np.cumsum(later[low:high]) - later[low:high]
    sibling = left + 1 + np.arange(len(left)) - np.repeat(first, later[low:high])
    return left, level.units[-1][sibling]


class Hopes:
    """How little a set can lose in the end: exactly what it loses once nobody is to come any more."""

    def __init__(self, tables: Tables, traits: Traits) -> None:
        self.losses, self.most = tables.losses, tables.most_expertise
        self.same = self.losses.stage[traits.ranges & 1023] + self.losses.revenue[traits.ranges >> 10]
        self.same += self.losses.zone[traits.highest - traits.lowest]
        self.same += self.losses.fresh[np.minimum(traits.repeats, 2)]
        self.industries = ones(traits.industries)
        self.areas = ones(traits.expertise)
        self.powers = traits.powers & 4095
        self.top = np.zeros(len(self.areas), dtype=np.int64)
        for word in traits.themes:
            for shift in (0, 16, 32, 48):
                part = (word >> np.uint64(shift) & np.uint64(0xFFFF)).astype(np.int64)
                self.top = np.maximum(self.top, self.losses.top[part])

    def at_least(self, final: int, more: Array) -> Array:
        """Bound the loss of a score when so many more make it the final size."""
        return (
            self.same
            + self.losses.industry[final][np.minimum(self.industries + more, final)]
            + self.losses.theme[final][np.minimum(self.top + more, final)]
            + self.losses.expertise[np.minimum(self.areas + more * self.most, BROAD)]
            + self.losses.powers[np.minimum(more, 2), self.powers]
        ).astype(np.int64)


def ones(words: tuple[Array, ...]) -> Array:
    """Count the bits of masks that are cut into words."""
    return np.asarray(sum(np.bitwise_count(word).astype(np.int64) for word in words))


def lowest(where: tuple[Array, ...] | Array) -> Array:
    """Find the cheapest place of each set: places are numbered by price, so it is the lowest bit."""
    found = np.zeros(len(where[0]), dtype=np.int64)
    for number in reversed(range(len(where))):
        word = where[number]
        bit = np.bitwise_count((word & (~word + np.uint64(1))) - np.uint64(1)).astype(np.int64)
        found = np.where(word != 0, bit + 64 * number, found)
    return found


def as_words(guests: Array) -> tuple[Array, ...]:
    """Turn places by units into a bit for each place, in words of 64: an array of units for each word."""
    weights = np.uint64(1) << np.arange(64, dtype=np.uint64)
    parts = [guests[low : low + 64] for low in range(0, len(guests), 64)]
    return tuple((part * weights[: len(part), None]).sum(axis=0, dtype=np.uint64) for part in parts)
