"""How is one question asked ten thousand times? Written once by Django, planned once by Postgres on each connection.

For what every page and every mail asks, where writing and planning the query cost more than answering it.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from itertools import count
from typing import Any
from weakref import WeakSet

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from psycopg2.extensions import AsIs

Value = int | str | datetime
MARKS: dict[Any, Callable[[int], Value]] = {  # what stands for a value to come while the SQL is written
    int: lambda place: -1 - place,
    str: lambda place: f"the value at {place}",
    datetime: lambda place: datetime(1, 1, 1, microsecond=place, tzinfo=UTC),
}
TYPES = {int: "bigint", str: "text", datetime: "timestamptz"}
LONGEST = 63  # bits of a number in Postgres
numbers = count(1)


class Question(ABC):
    """A query that takes values of these kinds; `query` gets them in this order and returns rows."""

    def __init__(self, query: Callable[..., QuerySet], *kinds: type):
        self.query, self.kinds = query, kinds
        self.marks = [MARKS[kind](place) for place, kind in enumerate(kinds)]
        self.name = f"question_{next(numbers)}"
        self.known = WeakSet[Any]()  # the connections that have it prepared

    @property
    def asked(self) -> str:
        """The SQL that asks it with values; a connection that meets it for the first time prepares it."""
        connection.ensure_connection()
        if connection.connection not in self.known:
            with connection.connection.cursor() as cursor:
                cursor.execute(b"PREPARE %s AS %s" % (self.name.encode(), self.prepared(cursor)))
            self.known.add(connection.connection)
        return f"EXECUTE {self.name}({', '.join(['%s'] * len(self.kinds))})"

    def prepared(self, cursor: Any) -> bytes:
        """The SQL with a number where each value will stand."""
        numbered = enumerate(zip(self.marks, self.kinds, strict=True), start=1)
        places = {mark: AsIs(f"${number}::{TYPES[kind]}") for number, (mark, kind) in numbered}
        sql, params = self.written
        return cursor.mogrify(sql, [places.get(param, param) for param in params])

    @property
    @abstractmethod
    def written(self) -> tuple[str, tuple]:
        """The SQL as Django writes it, with the marks among its parameters."""


class IsThere(Question):
    """Whether a row is there that a query speaks of."""

    @cached_property
    def written(self) -> tuple[str, tuple]:
        return self.query(*self.marks).query.exists().sql_with_params()

    def __call__(self, *values: Value) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(self.asked, values)
            return cursor.fetchone() is not None


class Rows(Question):
    """The rows a query speaks of, made into what its QuerySet makes of them."""

    @cached_property
    def rows(self) -> QuerySet:
        return self.query(*self.marks)

    @cached_property
    def compiler(self) -> Any:
        return self.rows.query.get_compiler(self.rows.db)

    @cached_property
    def written(self) -> tuple[str, tuple]:
        return self.compiler.as_sql()

    @cached_property
    def make(self) -> Callable[[tuple], Model]:
        """What makes the model of a row as a QuerySet would: found out once, for all rows there will ever be."""
        compiler, db = self.compiler, self.rows.db
        select, info = compiler.select, compiler.klass_info
        converters = compiler.get_converters([column for column, *_ in select[: compiler.col_count]]).items()
        first, last = info["select_fields"][0], info["select_fields"][-1] + 1
        names = [column.target.attname for column, *_ in select[first:last]]
        others = get_related_populators(info, select, db)  # type: ignore[call-arg] # the types are a newer Django's
        annotated = compiler.annotation_col_map.items()

        def make(row: tuple) -> Model:
            values = list(row)
            for place, (steps, column) in converters:
                for step in steps:
                    values[place] = step(values[place], column, connection)
            found = info["model"].from_db(db, names, values[first:last])
            for other in others:
                other.populate(values, found)
            for name, place in annotated:
                setattr(found, name, values[place])
            return found

        return make

    def __call__(self, *values: Value) -> list:
        if any(isinstance(value, int) and value.bit_length() > LONGEST for value in values):
            return []  # a number no row can have
        with connection.cursor() as cursor:
            cursor.execute(self.asked, values)
            return [self.make(row) for row in cursor.fetchall()]

    def first(self, *values: Value) -> Any:
        """Return the first row, or None; the query itself says where it stops."""
        return next(iter(self(*values)), None)
