"""Which groups meet already? Those with an open seat, and the hours they take of whoever keeps them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from groups.formation import week
from groups.models import Cohort, Group, Invitation, Membership, Proposal
from groups.seating.clock import Clock
from groups.seating.peers import COLUMNS, city
from groups.seating.terms import Terms, Where
from groups.seating.year import stretches

Row = dict[str, Any]
Remark = tuple[str, int]  # a word for a sentence, and the number of whom or what it is about


@dataclass
class Running:
    """The running groups a draft may fill, who sits in them, and why others are not among them."""

    groups: list[Row] = field(default_factory=list)
    members: dict[int, Row] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def open_groups(cohort: Cohort, terms: Terms, clock: Clock, looking: set[int]) -> Running:
    """Find the groups of the programme that meet with a seat to spare; `looking` are those who want one."""
    rows = Group.objects.filter(programme=cohort.programme).order_by("pk")
    rooms = list(rows.values("pk", "zone", "usual_start", "language", "city"))
    sitting = by_group(Membership.objects.peers().filter(group__programme=cohort.programme))
    asked = Invitation.objects.unanswered().filter(group__programme=cohort.programme, is_peer=True)
    invited = Counter(dict(asked.order_by().values_list("group").annotate(Count("pk"))))
    invited.update(Proposal.objects.open().filter(newcomer__isnull=False).values_list("group", flat=True))
    found = Running()
    for room in rooms:
        inside, seats = sitting.get(room["pk"], []), terms.largest - invited[room["pk"]]
        if not inside or len(inside) >= seats or not meets(room, terms):
            continue
        why = closed(room, clock, {row["person"] for row in inside}, looking, found.members)
        if why:
            found.remarks.append((why, room["pk"]))
        else:
            found.groups.append(written(room, inside, seats, clock))
            found.members |= {row["person"]: row for row in inside}
    return found


def by_group(places: Any) -> dict[int, list[Row]]:
    """Sort people by the group they sit in, with what they told of themselves."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in places.order_by("person").values("group", "person", **COLUMNS):
        found[row["group"]].append(row)
    return found


def meets(room: Mapping[str, Any], terms: Terms) -> bool:
    """Say whether a group meets the way the draft is for."""
    return terms.where == Where.ANYWHERE or (terms.where == Where.IN_PERSON) == bool(room["city"])


def closed(room: Mapping[str, Any], clock: Clock, inside: set[int], looking: set[int], seated: Iterable[int]) -> str:
    """Say in a word why nobody can be seated there in spite of an open seat."""
    if room["usual_start"] is None:
        return "no_usual_time"
    if len(stretches(clock.year, room["zone"])) > 1:
        return "another_clock"  # its hour moves against the programme's in the course of the year
    if inside & looking:
        return "members_look"  # one of its own members waits for a seat elsewhere
    return "members_shared" if inside & set(seated) else ""  # the solver seats everybody once


def written(room: Mapping[str, Any], inside: list[Row], seats: int, clock: Clock) -> Row:
    ahead = clock.year.ahead(room["zone"]) // 30
    return {
        "id": str(room["pk"]),
        "members": [str(row["person"]) for row in inside],
        "slot": (room["usual_start"] - ahead) % week.CELLS,
        "language": room["language"],
        "format": f"in_person@{city(room['city'])}" if room["city"] else "online",
        "max_size": seats,
        "facilitator": None,
    }


@dataclass
class Kept:
    """What somebody keeps already: how many groups of the cohort, and at which hours of the week any group."""

    groups: int = 0
    busy: int = 0


def kept_already(cohort: Cohort, keepers: Iterable[int], terms: Terms, clock: Clock) -> dict[int, Kept]:
    """See what the facilitators keep; a group they are asked to keep counts as kept."""
    found: dict[int, Kept] = defaultdict(Kept)
    columns = ("person", "group__cohort", "group__zone", "group__usual_start")
    kept = Membership.objects.current().facilitating().filter(person__in=keepers)
    asked = Invitation.objects.unanswered().filter(person__in=keepers, role=Membership.Role.FACILITATOR)
    for person, of_cohort, zone, start in [*kept.values_list(*columns), *asked.values_list(*columns)]:
        found[person].groups += of_cohort == cohort.pk
        if start is not None:
            taken = week.cells([(start, start + terms.cells)])
            found[person].busy |= week.FULL & ~clock.year.free(week.FULL & ~taken, zone)
    return found
