"""What is the best grouping of a few dozen? Column generation: prices, the groups worth having at them, and again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from groups.formation.master import Duals, Master
from groups.formation.pricing import WORK, Found, Prices, Pricing, lowest
from groups.formation.room import Column, Room, points_now, seat_worth
from groups.formation.scoring import BEST
from groups.formation.tables import Array, Tables
from groups.formation.venues import places

WIDTH = 400  # sets kept a level while prices are still moving, or four a unit
BATCH = 150  # groups taken in at once, or one a unit
OFTEN = 8  # how many of them may hold the same unit
NODES = 20_000
LISTED = 40_000  # more groups than that are not weighed against each other

Going = Callable[[], bool]


@dataclass(frozen=True)
class Solved:
    """The best groups found, and whether nothing better exists."""

    columns: tuple[Column, ...]
    proven: bool


class Step:
    """One solve over some units, in the room that is left to them."""

    def __init__(self, tables: Tables, units: Array, room: Room, going: Going) -> None:
        self.tables, self.units, self.room, self.going = tables, np.sort(units), room, going
        rules, pool = tables.pool.rules, tables.pool
        self.seat = seat_worth(int(tables.traits.members[units].sum()))
        self.places = places(tables, self.units, room.open_starts, rules.smallest)
        sizes = range(rules.smallest, rules.largest + 1)
        self.fresh = Pricing(tables, self.units, sizes, tables.traits_of([()]))
        growing = {place: self.newcomers(place) for place in room.running if pool.running[place].members}
        self.growing = {place: pricing for place, pricing in growing.items() if len(pricing.units)}
        self.room = replace(room, running=tuple(self.growing))
        self.master = Master(self.units.tolist(), self.room, rules.length, self.seat)

    def newcomers(self, place: int) -> Pricing:
        """Prepare the search for newcomers of a running group."""
        group, pool = self.tables.pool.running[place], self.tables.pool
        able = self.units[self.tables.guests[place, self.units]].tolist()
        met = np.array([self.tables.repeats(pool.units[unit], group.members) for unit in able], dtype=np.int16)
        sizes = range(len(group.members) + 1, group.most + 1)
        units = np.array(able, dtype=np.int64)
        return Pricing(self.tables, units, sizes, self.tables.traits_of([group.members]), met)

    def generate(self, *, through: bool, tail: float = 0.0) -> float | None:
        """Add columns until none is worth having: the programme's value then bounds every plan.

        Without `through` only likely columns are looked for, and with a tail that is left off once four rounds have
        added no more than that. Told to stop, or when a search gives up, there is no bound.
        """
        width: int | None = max(WIDTH, 4 * len(self.units))
        values: list[float] = []
        while True:
            values.append(self.master.solve())
            late = tail > 0 and len(values) > 4 and values[-1] - values[-5] < tail
            if late or not self.going():
                return None
            if self.master.add(self.offers(self.master.duals(), width)):
                continue
            if not through:
                return None
            if width is None:
                return None if self.cut else values[-1]
            width = None

    @property
    def cut(self) -> bool:
        """Tell whether any search of the last round gave up."""
        return any(pricing.cut for pricing in (self.fresh, *self.growing.values()))

    def offers(self, duals: Duals, width: int | None) -> list[Column]:
        """Take the best groups worth having, but not all of them round the same people."""
        rows = best_first(self.found(duals, 1.0, width), LISTED)
        often: dict[int, int] = {}
        taken: list[Column] = []
        for offer, row in rows:
            units = offer.found.units[row].tolist()
            if max(often.get(unit, 0) for unit in units) < OFTEN:
                taken.append(offer.column(row))
                often |= {unit: often.get(unit, 0) + 1 for unit in units}
                if len(taken) >= max(BATCH, len(self.units)):
                    break
        return taken

    def found(self, duals: Duals, above: float, width: int | None, work: int = WORK) -> Iterator["Offer"]:
        """Search for groups worth more than `above` at these prices, the new ones and then the running ones."""
        gain = self.gains(duals, self.units)
        if len(self.places.place):
            rules = self.tables.pool.rules
            asked = duals.of_ways(self.places.facilitator, self.places.start, rules.length)
            price, way = self.places.cheapest(asked)
            for found in self.fresh.search(Prices(gain, price, self.places.guests), above, width, work):
                yield Offer(self, found, way[self.fresh.by_price], price[self.fresh.by_price], asked)
        for place, pricing in self.growing.items():
            before = points_now(self.tables, place)
            base = BEST * len(self.tables.pool.running[place].members) - before - duals.running[place]
            anywhere = np.ones((1, len(pricing.units)), dtype=bool)
            prices = Prices(self.gains(duals, pricing.units), np.zeros(1), anywhere, base)
            for found in pricing.search(prices, above, width, work):
                yield Offer(self, replace(found, points=found.points - before), running=place)

    def gains(self, duals: Duals, units: Array) -> Array:
        """Say how much each unit adds at best, all seats scoring full marks."""
        asked = np.array([duals.unit[unit] for unit in units.tolist()])
        return (BEST + self.seat - duals.seat) * self.tables.traits.members[units] - asked

    def within(self, duals: Duals, reach: float, most: int, work: int) -> list[Column]:
        """List the best groups that cost no more than `reach` against the prices, each held in the cheapest way."""
        return [offer.column(row) for offer, row in best_first(self.found(duals, -reach, None, work), most)]

    def all_within(self, duals: Duals, reach: float) -> list[Column]:
        """List every group that costs no more, in every way to hold it."""
        offers = self.found(duals, -reach, None)
        return [column for offer in offers for row in range(len(offer.seats)) for column in offer.columns(row, -reach)]


class Offer:
    """Some groups found at once, and the ways in which each could meet."""

    def __init__(
        self,
        step: Step,
        found: Found,
        way: Array | None = None,
        price: Array | None = None,
        asked: Array | None = None,
        running: int | None = None,
    ) -> None:
        self.step, self.found, self.way, self.price, self.asked, self.running = step, found, way, price, asked, running
        self.seats = step.tables.traits.members[found.units].sum(axis=1)
        self.place = lowest(found.where)

    def only(self, rows: Array) -> "Offer":
        """Keep some of the groups."""
        return Offer(self.step, self.found.take(rows), self.way, self.price, self.asked, self.running)

    def column(self, row: int) -> Column:
        """Hold the group in the cheapest way."""
        return self.held(row, None if self.way is None else int(self.way[self.place[row]]))

    def columns(self, row: int, above: float) -> list[Column]:
        """Hold it in every way that leaves it worth more than `above`."""
        if self.way is None or self.price is None or self.asked is None:
            return [self.column(row)]
        spare = self.found.worth[row] + self.price[self.place[row]] - above
        cheap = np.flatnonzero(self.asked < spare)
        could = self.open(row)[self.step.places.place[cheap]]
        return [self.held(row, int(way)) for way in cheap[could]]

    def open(self, row: int) -> Array:
        """Mark at which places all its members could meet."""
        return np.asarray(
            self.step.places.guests[:, np.searchsorted(self.step.units, self.found.units[row])].all(axis=1)
        )

    def held(self, row: int, way: int | None) -> Column:
        units = tuple(self.found.units[row].tolist())
        points, seats = int(self.found.points[row]), int(self.seats[row])
        if way is None:
            return Column(units, points, seats, running=self.running)
        places = self.step.places
        return Column(
            units, points, seats, int(places.start[way]), int(places.venue[way]), int(places.facilitator[way])
        )


def best_first(offers: Iterable[Offer], most: int) -> Iterator[tuple[Offer, int]]:
    """Go through the best groups offered; what cannot be among them is let go while more come in."""
    listed: list[Offer] = []
    held = 0
    for offer in offers:
        listed.append(offer)
        held += len(offer.seats)
        if held > 2 * most:
            whose, rows = best(listed, most)
            listed = [each.only(np.sort(rows[whose == number])) for number, each in enumerate(listed)]
            listed, held = [each for each in listed if len(each.seats)], most
    for number, row in zip(*best(listed, most), strict=True):
        yield listed[number], int(row)


def best(listed: Sequence[Offer], most: int) -> tuple[Array, Array]:
    """Say of the best groups, in order, in which offer each is and in which of its rows."""
    sizes = [len(offer.seats) for offer in listed]
    worth = np.concatenate([np.zeros(0), *(offer.found.worth for offer in listed)])
    order = np.argsort(-worth, kind="stable")[:most]
    whose = np.repeat(np.arange(len(listed)), sizes)[order]
    return whose, order - np.cumsum([0, *sizes])[whose]
