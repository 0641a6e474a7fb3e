"""How is one question asked ten thousand times? Django writes its SQL once, and asks it again with other values.

For what every page and every mail asks, where writing the query costs more than answering it.
"""

from collections.abc import Callable
from copy import copy
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Value = int | str | datetime
MARKS: dict[Any, Callable[[int], Value]] = {  # what stands in the SQL for a value to come: nothing is ever called so
    int: lambda place: -1 - place,
    str: lambda place: f"the value at {place}",
    datetime: lambda place: datetime(1, 1, 1, microsecond=place, tzinfo=UTC),
}


class Question:
    """A query whose SQL is written once; `query` takes values of these kinds, and returns rows."""

    def __init__(self, query: Callable[..., QuerySet], *kinds: type):
        self.query = query
        self.marks = [MARKS[kind](place) for place, kind in enumerate(kinds)]

    def fill(self, params: tuple, values: tuple[Value, ...]) -> list:
        """Put the values where their marks stand."""
        asked = dict(zip(self.marks, values, strict=True))
        return [asked.get(param, param) for param in params]


class IsThere(Question):
    """Whether a row is there that a query speaks of."""

    @cached_property
    def written(self) -> tuple[str, tuple]:
        return self.query(*self.marks).query.exists().sql_with_params()

    def __call__(self, *values: Value) -> bool:
        sql, params = self.written
        with connection.cursor() as cursor:
            cursor.execute(sql, self.fill(params, values))
            return cursor.fetchone() is not None


class Rows(Question):
    """The rows a query speaks of, made into what its QuerySet makes of them."""

    @cached_property
    def written(self) -> tuple[QuerySet, Any, str, tuple]:
        rows = self.query(*self.marks)
        compiler = rows.query.get_compiler(rows.db)
        return rows, compiler, *compiler.as_sql()

    def __call__(self, *values: Value) -> list:
        rows, compiler, sql, params = self.written
        compiler, rows = copy(compiler), rows.all()
        asked = self.fill(params, values)
        vars(compiler).update(as_sql=lambda: (sql, asked), connection=connection)  # the connection of this thread
        vars(rows.query).update(get_compiler=lambda using: compiler)
        return list(rows)

    def first(self, *values: Value) -> Any:
        """Return the first row, or None; the query itself says where it stops."""
        return next(iter(self(*values)), None)
