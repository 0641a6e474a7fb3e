"""When could a group meet, and who could keep it? What an admin chooses from, and a picture of its week."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from groups.formation import week
from groups.seating import picture
from groups.seating.hosting import common_starts, hosts
from groups.seating.layout import Table
from groups.seating.picture import Week
from groups.seating.showing import Shown
from groups.seating.words import DAYS, MONDAY
from peergroups.kit import spoken

NEARLY = 20  # times at which all but one can come are shown up to so many
WIDE, HIGH, LEFT, TOP = 44, 9, 46, 22  # of the picture: a day, a half hour, and what stands before them
SHORT_DAYS = (
    gettext_lazy("Mon"),
    gettext_lazy("Tue"),
    gettext_lazy("Wed"),
    gettext_lazy("Thu"),
    gettext_lazy("Fri"),
    gettext_lazy("Sat"),
    gettext_lazy("Sun"),
)


def times(shown: Shown, table: Table) -> list[tuple[int, str]]:
    """List the starts that all share, then some that miss one person only, each with their name."""
    members, people = table.group.members, shown.pool.people
    shared = common_starts(shown.pool, members)
    found = [(start, shown.words.time(start)) for start in week.each(shared)]
    for place in members:
        others = common_starts(shown.pool, [other for other in members if other != place]) & ~shared
        for start in list(week.each(others))[: NEARLY // len(members) + 1]:
            told = {"time": shown.words.time(start), "name": shown.words.name(people[place].id)}
            found.append((start, gettext("%(time)s, without %(name)s") % told))
    if table.group.start not in dict(found):
        found.append((table.group.start, shown.words.time(table.group.start)))
    return list(dict(sorted(found, key=lambda each: each[0])).items())


def keepers(shown: Shown, table: Table) -> list[tuple[str, str]]:
    """List who could keep a group at some time, those first who are free at its own."""
    group = table.group
    free = {
        host.facilitator: bool(host.starts >> group.start & 1)
        for host in hosts(shown.pool, shown.layout, table, frozenset([group.language]), frozenset([group.format]))
    }
    if group.facilitator is not None:  # no host for want of time, or since somebody may not sit with them
        is_barred = shown.pool.not_under(shown.pool.keeper_of(group), group.members)
        free.setdefault(group.facilitator, bool(is_barred))
    rows = []
    for place, is_free in sorted(free.items(), key=lambda each: not each[1]):
        one = shown.pool.facilitators[place].id
        name = shown.words.name(one)
        rows.append((one, name if is_free else gettext("%(name)s, not free at this time") % {"name": name}))
    return rows


@dataclass(frozen=True)
class Drawing:
    """A week as shapes with places and sizes, and the same in words."""

    width: int
    height: int
    days: list[tuple[int, str]]
    hours: list[tuple[int, str]]
    blocks: list[tuple[int, int, int, int, str]]  # x, y, width, height, how strong
    slot: list[tuple[int, int, int, int]]
    shared: list[str]


def week_of(shown: Shown, table: Table) -> Drawing:
    """Draw how many of a group's people are free when, by the programme's clock."""
    places = shown.pool.with_newcomers(table.group)
    rows: dict[str, Any] = {row["id"]: row["free"] for row in shown.bench.draft.pool["people"]}
    free = [week.cells(rows[shown.pool.people[place].id]) for place in places]
    drawn = picture.drawn(free, table.group.start, shown.pool.rules.length)
    return Drawing(
        LEFT + 7 * WIDE,
        TOP + HIGH * (drawn.end - drawn.first) + 4,
        [(LEFT + WIDE * n + WIDE // 2, str(name)) for n, name in enumerate(SHORT_DAYS)],
        [(down(drawn, cell) + 4, week.clock(cell)) for cell in range(drawn.first, drawn.end) if cell % 4 == 0],
        [
            (
                LEFT + WIDE * block.day + 2,
                down(drawn, block.first),
                WIDE - 4,
                HIGH * (block.end - block.first),
                f"{max(0.12, (block.count / len(free)) ** 2):.2f}",
            )
            for block in drawn.blocks
        ],
        slot(drawn, table.group.start, shown.pool.rules.length),
        [said(shown, first, end) for first, end in drawn.shared],
    )


def down(drawn: Week, cell: int) -> int:
    return TOP + HIGH * (cell - drawn.first)


def slot(drawn: Week, start: int, length: int) -> list[tuple[int, int, int, int]]:
    """Frame the time at which the group meets."""
    day, first = divmod(start, picture.DAY)
    tall = min(length, picture.DAY - first)
    return [(LEFT + WIDE * day, down(drawn, first) - 1, WIDE, HIGH * tall + 2)]


def clock(cell: int) -> str:
    return spoken.clock(MONDAY + timedelta(minutes=30 * cell))


def said(shown: Shown, first: int, end: int) -> str:
    """Say a stretch that all share: Tuesdays 5:00 pm to 9:00 pm."""
    told = {"day": DAYS[first // picture.DAY], "from": clock(first), "to": clock(end)}
    return gettext("%(day)s %(from)s to %(to)s") % told
