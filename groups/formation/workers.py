"""Who does the work on a large pool? A few child processes side by side, each with the whole pool at hand."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.synchronize import Event
from threading import Thread
from typing import TypeVar

from groups.formation.dive import dive
from groups.formation.forming import Unfinished
from groups.formation.parts import Part
from groups.formation.pool import Pool
from groups.formation.room import Column
from groups.formation.search import reseated
from groups.formation.step import Going
from groups.formation.tables import Tables

Done = TypeVar("Done")
Better = tuple[tuple[Column, ...] | None, list[Column]]
TICK = 1.0  # seconds after which it is asked whether to go on, though no answer has come


class Unneeded(Exception):
    """The run has ended while a child process was still at work for it."""


class Here:
    """In a child process: the pool it was started for, and the word that nobody needs its answers any more."""

    tables: Tables
    going: Going


def begin(pool: Pool, stop: Event) -> None:
    """Keep the pool ready in a child process."""
    Thread(target=end_with_parent, daemon=True).start()
    Here.tables, Here.going = Tables(pool), until(stop)


def until(stop: Event) -> Going:
    """Go on until nobody needs the answer any more: then it is given up where it stands."""

    def going() -> bool:
        if stop.is_set():
            raise Unneeded
        return True

    return going


def end_with_parent() -> None:
    """Leave no process behind when the one that started it is killed: it would wait for work for ever."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def first_plan(part: Part) -> tuple[Column, ...]:
    """Dive, in a child process."""
    return dive(Here.tables, part.units, part.room, Here.going)


def better_plan(part: Part) -> Better:
    """Take one step of a search, in a child process that remembers nothing: else answers would hang on who did what."""
    return reseated(Here.tables, part, Here.going)


class Workers:
    """The child processes; answers come in the order of the parts, so it changes nothing how many there are."""

    def __init__(self, executor: ProcessPoolExecutor, going: Going) -> None:
        self.executor, self.going = executor, going

    def first_plans(self, parts: Sequence[Part]) -> Iterator[tuple[Column, ...]]:
        """Plan each part from nothing."""
        return self.done(first_plan, parts)

    def better_plans(self, parts: Sequence[Part]) -> Iterator[Better]:
        """Better each part, or say that it cannot be; and show what was learned."""
        return self.done(better_plan, parts)

    def done(self, work: Callable[[Part], Done], parts: Sequence[Part]) -> Iterator[Done]:
        try:
            for answer in [self.executor.submit(work, part) for part in parts]:
                while not wait([answer], TICK).done:
                    if not self.going():
                        return
                yield answer.result()
        except BrokenProcessPool as error:
            raise Unfinished from error


@contextmanager
def workers(pool: Pool, most: int, going: Going = lambda: True) -> Iterator[Workers]:
    """Start as many processes as there are processors, up to so many; spawned, since a fork would copy open sockets."""
    processes, context = min(os.cpu_count() or 1, most), get_context("spawn")
    stop = context.Event()
    with ProcessPoolExecutor(processes, context, initializer=begin, initargs=(pool, stop)) as executor:
        try:
            yield Workers(executor, going)
        finally:
            stop.set()
            executor.shutdown(cancel_futures=True)
