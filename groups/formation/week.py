"""Which stretches of a week are free? A week is 336 half hours of UTC, kept as the bits of one integer."""

from collections.abc import Iterable, Iterator

CELLS = 336  # cell 0 is Monday 00:00
FULL = (1 << CELLS) - 1
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def cells(ranges: Iterable[tuple[int, int]]) -> int:
    """Mark the cells of all ranges; one that runs past Sunday night goes on at Monday."""
    marked = 0
    for first, end in ranges:
        marked |= ((1 << (end - first)) - 1) << first
    return (marked | marked >> CELLS) & FULL


def ranges(marked: int) -> list[tuple[int, int]]:
    """Join marked cells into ranges, each from its first cell to the one after its last."""
    found: list[tuple[int, int]] = []
    for cell in each(marked):
        if found and found[-1][1] == cell:
            found[-1] = (found[-1][0], cell + 1)
        else:
            found.append((cell, cell + 1))
    return found


def turned(marked: int, by: int) -> int:
    """Turn the week back: cell c of the answer is cell c + by of what was given."""
    by %= CELLS
    return (marked >> by | marked << (CELLS - by)) & FULL


def starts(free: int, length: int) -> int:
    """Mark every cell at which a meeting of that length can begin."""
    found = free
    for step in range(1, length):
        found &= turned(free, step)
    return found


def overlap(one: int, other: int, length: int) -> bool:
    """Tell whether two meetings that begin at these cells share any time."""
    return min((one - other) % CELLS, (other - one) % CELLS) < length


def each(marked: int) -> Iterator[int]:
    """Go through the marked cells."""
    while marked:
        low = marked & -marked
        yield low.bit_length() - 1
        marked ^= low


def name(start: int, length: int) -> str:
    """Say a stretch as people write it, in UTC."""
    return f"{DAYS[start // 48]} {clock(start)}-{clock(start + length)} UTC"


def clock(cell: int) -> str:
    """Say the time of day of a cell."""
    return f"{cell % 48 // 2:02d}:{'30' if cell % 2 else '00'}"
