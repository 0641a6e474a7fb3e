"""Who does the work on the parts? This process where there is one part, else a few child processes side by side."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from random import Random
from typing import Protocol

from groups.formation.dive import dive
from groups.formation.parts import Part
from groups.formation.pool import Pool
from groups.formation.room import Column
from groups.formation.search import Search
from groups.formation.tables import Tables

Plan = tuple[Column, ...]
here: dict[str, Tables] = {}  # in a child process: the pool it was started for


class Work(Protocol):
    """Something to do on parts: the answer comes in the order of the parts, whoever did them."""

    def __call__(self, parts: Sequence[Part], seeds: Sequence[int], steps: int) -> Iterator[Plan]: ...


def begin(pool: Pool) -> None:
    """Keep the pool ready in a child process."""
    here["tables"] = Tables(pool)


def work(part: Part, seed: int, steps: int) -> Plan:
    """Dive where there is no plan yet, and take so many steps of the search."""
    tables = here["tables"]
    plan = part.plan or dive(tables, part.units, part.room, lambda: True)
    search = Search(tables, part.units, part.room, plan, Random(seed))  # noqa: S311 - a seed is no secret
    for _step in range(steps):
        if len(part.units):
            search.improve(lambda: True)
    return search.plan


@contextmanager
def workers(pool: Pool, parts: int) -> Iterator[Work]:
    """Start as many processes as there are processors and parts; how many they are changes no answer."""
    processes = min(os.cpu_count() or 1, parts)
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=begin, initargs=(pool,)) as executor:

        def spread(parts: Sequence[Part], seeds: Sequence[int], steps: int) -> Iterator[Plan]:
            return executor.map(work, parts, seeds, [steps] * len(parts))

        yield spread
