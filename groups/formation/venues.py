"""Where and when could which units meet at all? Starts, languages and formats with the same guests are one place."""

from dataclasses import dataclass

import numpy as np

from groups.formation.tables import Array, Tables


@dataclass(frozen=True)
class Places:
    """Distinct sets of guests, and the ways to hold a meeting: each has a place, a start, a venue, a facilitator."""

    guests: Array  # places by units: who could come
    place: Array
    start: Array
    venue: Array
    facilitator: Array

    def cheapest(self, asked: Array) -> tuple[Array, Array]:
        """Find the cheapest way for each place and its price, given what each way costs."""
        order = np.lexsort((np.arange(len(asked)), asked, self.place))
        way = order[np.searchsorted(self.place[order], np.arange(len(self.guests)))]
        return asked[way], way


def places(tables: Tables, units: Array, open_starts: Array, least: int) -> Places:
    """Collect where `least` members or more of some units could meet with a facilitator who is still to be had."""
    members, free, circles = tables.traits.members[units], tables.free[units], tables.circles(units)
    guests, venue, start, circle = [np.zeros((0, len(units)), dtype=bool)], [], [], []
    for which, (keepers, keepable) in enumerate(circles):
        speaks, hours = tables.speaks[units] & keepable[:, None], open_starts & keepers[:, None]
        kept = hours.any(axis=1) @ tables.serves
        for number in np.flatnonzero(kept & (members @ speaks >= least)):
            able = free & speaks[:, number][:, None]
            served = hours[tables.serves[:, number]].any(axis=0)
            cells = np.flatnonzero(served & (members @ able >= least))
            guests.append(able[:, cells].T)
            venue += [int(number)] * len(cells)
            start += cells.tolist()
            circle += [which] * len(cells)
    found = np.concatenate(guests)
    if not len(found):
        nothing = np.zeros(0, dtype=np.int64)
        return Places(found, nothing, nothing, nothing, nothing)
    _rows, first, place = np.unique(np.packbits(found, axis=1), axis=0, return_index=True, return_inverse=True)
    venues, starts = np.array(venue), np.array(start)
    theirs = np.array([keepers for keepers, _keepable in circles])[circle].T
    at, facilitator = np.nonzero((tables.serves[:, venues] & open_starts[:, starts] & theirs).T)
    return Places(found[first], place.reshape(-1)[at], starts[at], venues[at], facilitator)
