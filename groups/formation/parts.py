"""How is a pool too large for one search divided? Into parts that share no person, facilitator or running group."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from groups.formation.room import Column, Room
from groups.formation.tables import Array, Tables

PART = 250  # members a part is made for
LARGE = 450  # from so many members on a pool is divided


@dataclass(frozen=True)
class Part:
    """What may be used to seat some units, the groups they are in now, and others known to be worth a thought."""

    units: Array
    room: Room
    plan: tuple[Column, ...] = ()
    known: tuple[Column, ...] = ()


def count(tables: Tables, units: Array) -> int:
    """Say into how many parts these units are best divided."""
    members = int(tables.traits.members[units].sum())
    return 1 if members < LARGE else -(-members // PART)


def by_zone(tables: Tables, units: Array, room: Room, parts: int) -> list[Part]:
    """Cut the people from east to west, and share the facilitators out to where they can do most."""
    offset = tables.traits.lowest[units]
    chunks = np.array_split(units[np.lexsort((units, offset))], parts)
    reach = tables.reach(room.open_starts)
    useful = np.stack([reach[:, chunk] @ tables.traits.members[chunk] for chunk in chunks], axis=1)
    owner = shared_out(useful, room.capacity, [int(tables.traits.members[chunk].sum()) for chunk in chunks])
    hosts = {place: most_guests(tables, place, chunks) for place in room.running}
    return [
        Part(
            np.sort(chunk), narrowed(room, owner == number, [place for place, host in hosts.items() if host == number])
        )
        for number, chunk in enumerate(chunks)
    ]


def shared_out(useful: Array, capacity: Array, members: Sequence[int]) -> Array:
    """Give each facilitator to one part: the part with the most need picks next, and picks whom others need least."""
    owner = np.full(len(capacity), -1)
    share = useful / np.maximum(useful.sum(axis=1, keepdims=True), 1)
    need = np.array(members, dtype=float)
    each = need.sum() / max(1, int(capacity.sum()))
    while (owner < 0).any() and useful[owner < 0].any():
        free = np.flatnonzero((owner < 0) & useful.any(axis=1))
        for part in np.argsort(-need, kind="stable"):
            able = free[useful[free, part] > 0]
            if len(able):
                chosen = able[np.argmax(share[able, part])]
                owner[chosen] = part
                need[part] -= each * capacity[chosen]
                break
    return owner


def most_guests(tables: Tables, place: int, chunks: Sequence[Array]) -> int:
    """Find where the most newcomers for a running group are."""
    return int(np.argmax([tables.guests[place, chunk].sum() for chunk in chunks]))


def narrowed(room: Room, mine: Array, running: Sequence[int]) -> Room:
    """Leave a part only its own facilitators and running groups."""
    return replace(
        room,
        capacity=np.where(mine, room.capacity, 0),
        open_starts=room.open_starts & mine[:, None],
        running=tuple(running),
    )
