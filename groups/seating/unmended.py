"""Which rules does a draft still break? Nobody is invited before each is mended, or allowed with a reason."""

from groups.models import Draft, Person
from groups.seating import steps, weighing
from groups.seating.showing import Shown

SEEN_TO = ("members", "may_not_meet")  # the review asks for a reason for a size, and looks at pairs as they are by then


def of(draft: Draft, reader: Person) -> dict[str, list[str]]:
    """Say by group what is wrong, in sentences this admin may read."""
    shown = Shown(steps.opened(draft), reader.pk)
    found: dict[str, list[str]] = {}
    for table in shown.layout.tables:
        wrong = [
            problem
            for problem in weighing.wrong(shown.pool, shown.layout, table)
            if problem.id not in shown.bench.allowed and problem.what.word not in SEEN_TO
        ]
        found[table.key] = [line.sentence for line in shown.lines(wrong)]
    return found


def allowed_pairs(draft: Draft) -> set[tuple[int, int]]:
    """List the pairs that may sit together in this draft, as an admin wrote why."""
    matters = draft.overrides.filter(matter__startswith="pair:").values_list("matter", flat=True)
    pairs = [sorted(map(int, matter.split(":")[1:])) for matter in matters]
    return {(one, other) for one, other in pairs}
