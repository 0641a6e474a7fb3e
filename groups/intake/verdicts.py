"""What would become of each row? It is added, it changes somebody, or it is skipped with its reasons: exactly one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from groups.intake.cells import IN_PERSON, Cause, Problem, Value, Vocabulary, Wrong, meaning
from groups.intake.sheet import Row, Sheet

Match = Mapping[int, str]  # column by place → field


@dataclass(frozen=True)
class Entry:
    """A row that can be read: whose it is, and what it says of them."""

    number: int
    email: str
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Standing:
    """Somebody whom the programme knows: what it knows, which of it they said themselves, and whether it may change."""

    values: Mapping[str, Value]
    own: frozenset[str] = frozenset()
    bars: Cause | None = None  # why no list changes anything about them


@dataclass(frozen=True)
class Change:
    """What a row would change about somebody: old and new, by field; and what it says otherwise than they did."""

    entry: Entry
    fields: Mapping[str, tuple[Value, Value]]
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Skip:
    """A row that is left out, and every reason why."""

    number: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Judged:
    """Each row of a sheet, in exactly one of the three."""

    adds: tuple[Entry, ...] = ()
    changes: tuple[Change, ...] = ()
    skips: tuple[Skip, ...] = field(default=())


def entries(sheet: Sheet, match: Match, vocabulary: Vocabulary) -> tuple[list[Entry], list[Skip]]:
    """Read every row; of two with one address the first counts."""
    readable, skips, first_with = [], [], dict[str, int]()
    for row in sheet.rows:
        entry = read(row, match, vocabulary, width=len(sheet.heading))
        if isinstance(entry, Entry) and entry.email in first_with:
            twice = Problem(Cause.TWICE, "email", entry.email, number=first_with[entry.email])
            entry = Skip(row.number, (twice,))
        if isinstance(entry, Skip):
            skips.append(entry)
        else:
            first_with[entry.email] = row.number
            readable.append(entry)
    return readable, skips


def read(row: Row, match: Match, vocabulary: Vocabulary, *, width: int) -> Entry | Skip:
    """Read one row, and gather all that is wrong with it."""
    values: dict[str, Value] = {}
    problems = [] if len(row.cells) <= width else [Problem(Cause.MORE_CELLS, found=row.cells[width], number=width)]
    for place, name in match.items():
        cell = row.cells[place] if place < len(row.cells) else ""
        try:
            if cell:
                values[name] = meaning(name, cell, vocabulary)
        except Wrong as wrong:
            problems.append(Problem(wrong.cause, name, cell, wrong.hint, wrong.number))
    told = {problem.field for problem in problems}
    problems += [problem for problem in lacking(values) if problem.field not in told]
    return Skip(row.number, tuple(problems)) if problems else Entry(row.number, str(values["email"]), values)


def lacking(values: Mapping[str, Value]) -> list[Problem]:
    """Say what a row would need besides what it has."""
    found = []
    if "email" not in values:
        found.append(Problem(Cause.NO_ADDRESS, "email"))
    if "name" not in values:
        found.append(Problem(Cause.NO_NAME, "name"))
    if IN_PERSON in strings(values.get("formats")) and "city" not in values:
        found.append(Problem(Cause.NO_CITY, "city"))
    return found


def strings(value: Value | None) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def judge(readable: list[Entry], known: Mapping[str, Standing]) -> Judged:
    """Hold what can be read against whom the programme knows."""
    adds, changes, skips = [], [], []
    for entry in readable:
        standing = known.get(entry.email)
        if standing is None:
            adds.append(entry)
            continue
        verdict = compared(entry, standing)
        if isinstance(verdict, Change):
            changes.append(verdict)
        else:
            skips.append(verdict)
    return Judged(tuple(adds), tuple(changes), tuple(skips))


def compared(entry: Entry, standing: Standing) -> Change | Skip:
    """Find what a row says otherwise; what somebody said of themselves stays."""
    if standing.bars:
        return Skip(entry.number, (Problem(standing.bars, "email", entry.email),))
    differs = {
        name: (standing.values.get(name, ""), value)
        for name, value in entry.values.items()
        if name != "email" and standing.values.get(name, "") != value
    }
    kept = tuple(name for name in differs if name in standing.own)
    fields = {name: both for name, both in differs.items() if name not in kept}
    if fields:
        return Change(entry, fields, kept)
    cause = Cause.THEIR_OWN if kept else Cause.NOTHING_NEW
    return Skip(entry.number, (Problem(cause, kept[0] if kept else "email", entry.email),))
