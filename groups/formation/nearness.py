"""Whom is it worth seating anew together? Those who could sit with somebody, where and when that somebody can."""

from collections.abc import Sequence

import numpy as np

from groups.formation.room import Column
from groups.formation.tables import Array, Tables

HOURS = 40.0  # more in common than that makes nobody nearer
SEAT, KEEPER = 20.0, 10.0  # a group they could come to as it is, and one whose facilitator could keep them elsewhere
OWN = 1_000.0


def kin(tables: Tables, centre: int) -> Array:
    """Say for each unit how many hours it shares with somebody, if they could sit together at all."""
    hours = np.minimum(tables.free @ tables.free[centre].astype(np.float32), HOURS)
    could = (tables.speaks & tables.speaks[centre]).any(axis=1) & tables.compatible[centre]
    return np.asarray(np.where(could, hours, 0.0))


def nearness(tables: Tables, reach: Array, plan: Sequence[Column], centre: int, shared: Array) -> list[float]:
    """Say how near each group is to somebody; `reach` tells whom each facilitator could keep a group for."""
    return [
        OWN
        if centre in column.units
        else float(shared[list(column.units)].mean()) + seat(tables, reach, column, centre)
        for column in plan
    ]


def seat(tables: Tables, reach: Array, column: Column, centre: int) -> float:
    """Weigh what a group could do for somebody besides."""
    if column.running is not None:
        return SEAT if tables.guests[column.running, centre] else 0.0
    comes = tables.free[centre, column.start] and tables.speaks[centre, column.venue]
    comes = comes and tables.keepable[column.facilitator, centre]
    return (SEAT if comes else 0.0) + (KEEPER if reach[column.facilitator, centre] else 0.0)
