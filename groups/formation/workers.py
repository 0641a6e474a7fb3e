"""Who does the work on a large pool? A few child processes side by side, each with the whole pool at hand."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from groups.formation.dive import dive
from groups.formation.parts import Part
from groups.formation.pool import Pool
from groups.formation.room import Column
from groups.formation.search import reseated
from groups.formation.tables import Tables

here: dict[str, Tables] = {}  # in a child process: the pool it was started for


def begin(pool: Pool) -> None:
    """Keep the pool ready in a child process."""
    here["tables"] = Tables(pool)


def first_plan(part: Part) -> tuple[Column, ...]:
    """Dive, in a child process."""
    return dive(here["tables"], part.units, part.room, lambda: True)


def better_plan(part: Part) -> tuple[Column, ...] | None:
    """Take one step of a search, in a child process; what it learns stays there with none, lest answers differ."""
    return reseated(here["tables"], part, lambda: True)[0]


class Workers:
    """The child processes; answers come in the order of the parts, so it changes nothing how many there are."""

    def __init__(self, executor: ProcessPoolExecutor) -> None:
        self.executor = executor

    def first_plans(self, parts: Sequence[Part]) -> Iterator[tuple[Column, ...]]:
        """Plan each part from nothing."""
        return self.executor.map(first_plan, parts)

    def better_plans(self, parts: Sequence[Part]) -> Iterator[tuple[Column, ...] | None]:
        """Better each part, or say that it cannot be."""
        return self.executor.map(better_plan, parts)


@contextmanager
def workers(pool: Pool, most: int) -> Iterator[Workers]:
    """Start as many processes as there are processors, up to so many; spawned, since a fork would copy open sockets."""
    processes = min(os.cpu_count() or 1, most)
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=begin, initargs=(pool,)) as executor:
        yield Workers(executor)
