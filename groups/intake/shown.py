"""How is a preview laid out? A few of each kind, what is skipped by its cause, and the rest as numbers."""

from collections import defaultdict
from dataclasses import dataclass, field

from groups.intake.cells import Cause, Problem
from groups.intake.importing import Preview
from groups.intake.told import FIELDS, HEADINGS, mend, shown
from groups.intake.verdicts import Change

FEW = 20
LONGEST = 80


@dataclass
class Group:
    """The rows that are left out for one cause."""

    heading: str
    number: int = 0
    lines: list[dict[str, object]] = field(default_factory=list)


def by_cause(preview: Preview) -> list[Group]:
    """Group what is left out, what can be mended first; a row with two faults stands under both."""
    problems: dict[Cause, list[tuple[int, Problem]]] = defaultdict(list)
    for skip in preview.skips:
        for problem in skip.problems:
            problems[problem.cause].append((skip.number, problem))
    return [
        Group(str(HEADINGS[cause]), len(problems[cause]), [line(*found) for found in problems[cause][:FEW]])
        for cause in Cause
        if cause in problems
    ]


def line(number: int, problem: Problem) -> dict[str, object]:
    column = FIELDS.get(problem.field, "")
    return {"row": number, "column": column, "found": short(problem.found), "mend": mend(problem)}


def changes(preview: Preview) -> list[dict[str, object]]:
    """Show old and new of the first few who would change."""
    return [one_change(change) for change in preview.judged.changes[:FEW]]


def one_change(change: Change) -> dict[str, object]:
    fields = [
        {"field": FIELDS[name], "old": short(shown(name, old)), "new": short(shown(name, new))}
        for name, (old, new) in change.fields.items()
    ]
    kept = ", ".join(str(FIELDS[name]) for name in change.kept)
    return {"row": change.entry.number, "email": change.entry.email, "fields": fields, "kept": kept}


def adds(preview: Preview) -> list[dict[str, object]]:
    """Show the first few who would be added."""
    few = preview.judged.adds[:FEW]
    return [{"name": each.values["name"], "email": each.email, "trade": each.values.get("trade", "")} for each in few]


def short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"
