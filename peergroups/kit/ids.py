"""Which number does a new row get? One that tells nothing: not how many there are, nor which comes next."""

import secrets
from typing import Any

from django.db import models

BITS = 53  # every such number is exact in JavaScript and JSON too


def random_id() -> int:
    """Draw a number that nobody can guess from another one."""
    return secrets.randbelow(2**BITS - 1) + 1


class RandomId(models.BigIntegerField):
    """A primary key drawn at random, known before the row is written."""

    def __init__(self, **kwargs: Any):
        drawn: dict[str, Any] = {"primary_key": True, "default": random_id, "editable": False, "serialize": False}
        super().__init__(**(drawn | kwargs))
