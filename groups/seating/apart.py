"""Who may not share a group in one run? Members with members, and members with whoever keeps the group."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from groups.intake.conflicts import apart_unread
from groups.models import Cohort, Conflict, Membership
from groups.seating.exclusions import heeded

Pair = tuple[int, int]
Pairs = list[list[str]]


@dataclass(frozen=True)
class Apart:
    """The pairs of members, and those of somebody and a facilitator; in no order that tells who said it."""

    members: Pairs
    keepers: Pairs


def apart(
    cohort: Cohort,
    people: Collection[int],
    keepers: Collection[int],
    groups: list[dict[str, Any]],
    unheard: int | None = None,
) -> Apart:
    """List the pairs by what was declared, read by an admin or not, and by what came of earlier proposals.

    Of one person, if any is named, nothing counts that was declared about them or by them.
    """
    sitting = {int(group["id"]): [int(one) for one in group["members"]] for group in groups}
    beside = without_seat(sitting)
    everybody = {*people, *keepers, *(one for inside in beside.values() for one in inside)}
    conflicts = Conflict.objects.filter(programme=cohort.programme).apart()
    said_of_all = said(conflicts, everybody) | apart_unread(cohort.programme, everybody)
    declared = {pair for pair in said_of_all if unheard not in pair}
    known = {pair for pair in declared if set(pair) <= set(people)}
    kept_off = {pair for group, inside in beside.items() for pair in of_group(declared, inside, sitting[group], people)}
    kept = {pair for pair in declared for one, keeper in (pair, pair[::-1]) if one in people and keeper in keepers}
    return Apart(written(known | kept_off | heeded(cohort.programme, known, sitting, people)), written(kept))


def without_seat(sitting: Mapping[int, list[int]]) -> dict[int, set[int]]:
    """Return who is in a running group without a seat in it: whoever keeps it."""
    found: dict[int, set[int]] = defaultdict(set)
    places = Membership.objects.current().filter(group__in=list(sitting), is_peer=False)
    for group, person in places.values_list("group", "person") if sitting else ():
        found[group].add(person)
    return found


def of_group(declared: set[Pair], inside: set[int], sitting: list[int], people: Collection[int]) -> Iterator[Pair]:
    """Keep from a whole group whoever may not sit with one who keeps it."""
    for pair in declared:
        for one, keeper in (pair, pair[::-1]):
            if keeper in inside and one in people and one not in sitting:
                yield from ((min(one, other), max(one, other)) for other in sitting)


def said(conflicts: Any, people: Collection[int]) -> set[Pair]:
    """Return the pairs of which both are among these, in order: it does not show who said it."""
    rows = conflicts.filter(one__in=people, other__in=people).values_list("one", "other")
    return {(min(pair), max(pair)) for pair in rows}


def written(pairs: Iterable[Pair]) -> Pairs:
    return sorted(sorted(map(str, pair)) for pair in pairs)
