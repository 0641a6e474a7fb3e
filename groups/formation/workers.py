"""Who does the work on a large pool? A few child processes side by side, each with the whole pool at hand."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

from groups.formation.dive import dive
from groups.formation.forming import Unfinished
from groups.formation.parts import Part
from groups.formation.pool import Pool
from groups.formation.room import Column
from groups.formation.search import reseated
from groups.formation.tables import Tables

Done = TypeVar("Done")
Better = tuple[tuple[Column, ...] | None, list[Column]]
here: dict[str, Tables] = {}  # in a child process: the pool it was started for


def begin(pool: Pool) -> None:
    """Keep the pool ready in a child process."""
    Thread(target=end_with_parent, daemon=True).start()
    here["tables"] = Tables(pool)


def end_with_parent() -> None:
    """Leave no process behind when the one that started it is killed: it would wait for work for ever."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def first_plan(part: Part) -> tuple[Column, ...]:
    """Dive, in a child process."""
    return dive(here["tables"], part.units, part.room, lambda: True)


def better_plan(part: Part) -> Better:
    """Take one step of a search, in a child process that remembers nothing: else answers would hang on who did what."""
    return reseated(here["tables"], part, lambda: True)


class Workers:
    """The child processes; answers come in the order of the parts, so it changes nothing how many there are."""

    def __init__(self, executor: ProcessPoolExecutor) -> None:
        self.executor = executor

    def first_plans(self, parts: Sequence[Part]) -> Iterator[tuple[Column, ...]]:
        """Plan each part from nothing."""
        return self.done(first_plan, parts)

    def better_plans(self, parts: Sequence[Part]) -> Iterator[Better]:
        """Better each part, or say that it cannot be; and show what was learned."""
        return self.done(better_plan, parts)

    def done(self, work: Callable[[Part], Done], parts: Sequence[Part]) -> Iterator[Done]:
        try:
            yield from self.executor.map(work, parts)
        except BrokenProcessPool as error:
            raise Unfinished from error


@contextmanager
def workers(pool: Pool, most: int) -> Iterator[Workers]:
    """Start as many processes as there are processors, up to so many; spawned, since a fork would copy open sockets."""
    processes = min(os.cpu_count() or 1, most)
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=begin, initargs=(pool,)) as executor:
        yield Workers(executor)
