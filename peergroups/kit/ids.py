"""Which number does a new row get? One that tells nothing: not how many there are, nor which comes next."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from random import Random, SystemRandom
from typing import Any

from django.db import models

BITS = 53  # every such number is exact in JavaScript and JSON too
source: ContextVar[Random] = ContextVar("source", default=SystemRandom())  # noqa: B039 - holds nothing that changes


def random_id() -> int:
    """Draw a number that nobody can guess from another one."""
    return source.get().randrange(1, 2**BITS)


@contextmanager
def drawn_alike(seed: str) -> Iterator[None]:
    """Draw the same numbers each time, for rows that are never kept."""
    before = source.set(Random(seed))  # noqa: S311 - these guard nothing
    try:
        yield
    finally:
        source.reset(before)


class RandomId(models.BigIntegerField):
    """A primary key drawn at random, known before the row is written."""

    def __init__(self, **kwargs: Any):
        drawn: dict[str, Any] = {"primary_key": True, "default": random_id, "editable": False, "serialize": False}
        super().__init__(**(drawn | kwargs))
