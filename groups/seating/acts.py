"""Which acts does the workbench know? Each takes ids as a page sends them, and makes one step of the draft."""

from dataclasses import dataclass
from datetime import datetime

from groups.models import DraftStep, Person
from groups.seating import moves, steps
from groups.seating.discretion import Viewer
from groups.seating.moves import NEW, RUNNING, CannotMove
from groups.seating.steps import Bench, Change, Row


class NotYours(CannotMove):
    """The admin sits in that group; another admin decides on it."""


@dataclass(frozen=True)
class Hand:
    """An admin at the workbench, with the plan as they saw it."""

    bench: Bench
    by: Person
    now: datetime
    seen: int

    def place(self, one: str) -> int:
        """Find somebody in the pool."""
        for place, person in enumerate(self.bench.pool.people):
            if person.id == one:
                return place
        raise CannotMove

    @property
    def viewer(self) -> Viewer:
        me = next((n for n, each in enumerate(self.bench.pool.people) if each.id == str(self.by.pk)), None)
        return Viewer(self.bench.pool, self.bench.layout, me)

    def take(self, change: Change, **did: str | None) -> DraftStep:
        row: Row = dict(did)
        return steps.take(self.bench.draft, change, did=row, seen=self.seen, by=self.by, now=self.now)


def move(hand: Hand, one: str, to: str) -> DraftStep:
    """Seat somebody elsewhere."""
    place, viewer = hand.place(one), hand.viewer
    if not (viewer.may_move(place) and viewer.may_fill(to)):
        raise NotYours
    ends_in = f"g{hand.bench.layout.last + 1}" if to == NEW or to.startswith(RUNNING) else to
    return hand.take(lambda pool, layout: moves.move(pool, layout, place, to), word="moved", person=one, to=ends_in)


def swap(hand: Hand, one: str, other: str) -> DraftStep:
    """Let two people change places."""
    places, viewer = [hand.place(each) for each in (one, other)], hand.viewer
    if not all(map(viewer.may_move, places)):
        raise NotYours
    return hand.take(lambda pool, layout: moves.swap(pool, layout, *places), word="swapped", person=one, other=other)


def lock(hand: Hand, key: str, *, locked: bool) -> DraftStep:
    """Fix a group, or free it."""
    word = "locked" if locked else "unlocked"
    return hand.take(lambda pool, layout: moves.lock(layout, key, locked=locked), word=word, to=key)


def hold(hand: Hand, one: str, *, held: bool) -> DraftStep:
    """Fix somebody where they sit, or free them."""
    place, word = hand.place(one), "held" if held else "let_go"
    return hand.take(lambda pool, layout: moves.hold(layout, place, held=held), word=word, person=one)


def arrange(hand: Hand, key: str, *, start: int, facilitator: str, name: str) -> DraftStep:
    """Give a group another time, keeper or name."""
    keepers = {keeper.id: place for place, keeper in enumerate(hand.bench.pool.facilitators)}
    keeper = keepers.get(facilitator)
    return hand.take(
        lambda pool, layout: moves.arrange(layout, key, start=start, facilitator=keeper, name=name),
        word="arranged",
        to=key,
    )
