"""What must an admin not try out who is one of the people? Whatever would show them with whom they may not sit.

Moving people in and out of one's own group, and reading what comes of it, would tell who it is: so that is another
admin's to do.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from groups.formation.pool import Pool
from groups.formation.telling import Miss, told
from groups.seating.layout import Layout
from groups.seating.moves import RUNNING
from groups.seating.weighing import AMONG_PEOPLE, Problem

NOT_FOR_YOU, TWO_APART, ONE_PARTED = (
    Problem("", told(word)) for word in ("not_for_you", "two_apart", "one_parted")
)  # no id: what is not named is not overridden


def seen_by(pool: Pool, admin: int) -> Pool:
    """Leave out who may not sit in a group this admin keeps, or who may not keep theirs: trying would tell who it is.

    The solver heeds it, and the review for every other admin.
    """
    others = {(place, keeper) for place, keeper in pool.under if str(admin) not in (keeper, pool.people[place].id)}
    return pool if others == pool.under else replace(pool, under=frozenset(others))


@dataclass(frozen=True)
class Viewer:
    """An admin before a plan: `me` is their place in the pool, if any; `known` are the pairs they may read of."""

    pool: Pool
    layout: Layout
    me: int | None
    known: frozenset[frozenset[str]] = frozenset()

    @cached_property
    def my_running(self) -> int | None:
        """The running group they sit in."""
        return next((number for number, group in enumerate(self.pool.running) if self.me in group.members), None)

    @cached_property
    def mine(self) -> str | None:
        """The key of the group they would sit in, or sit in."""
        if self.me is None:
            return None
        there = [table.key for table in self.layout.tables if table.group.running in {self.my_running} - {None}]
        return self.layout.seats.get(self.me) or next(iter(there), None)

    def may_move(self, person: int) -> bool:
        """Say whether they may take this person from where they are."""
        return self.me is None or (person != self.me and self.layout.seats.get(person) not in {self.mine} - {None})

    def may_fill(self, to: str) -> bool:
        """Say whether they may seat others there."""
        if self.me is None:
            return True
        here = None if self.my_running is None else f"{RUNNING}{self.pool.running[self.my_running].id}"
        return to not in {self.mine, here}

    def is_concerned(self, problem: Problem) -> bool:
        """Say whether a matter between two people is one of theirs."""
        if self.me is None or problem.what.word not in AMONG_PEOPLE:
            return False
        return self.pool.people[self.me].id in (problem.what.values["person"], problem.what.values["other"])

    def careful(self, problem: Problem) -> Problem:
        """Leave the names out of a matter that this admin is no part of, or all too much."""
        if problem.what.word not in ("may_not_meet", "parted"):
            return NOT_FOR_YOU if self.is_concerned(problem) else problem
        if self.is_concerned(problem):
            return NOT_FOR_YOU
        named = frozenset((problem.what.values["person"], problem.what.values["other"]))
        hidden = TWO_APART if problem.what.word == "may_not_meet" else ONE_PARTED
        return problem if named in self.known else hidden

    def may_read(self, person: int, miss: Miss) -> bool:
        """Say whether they may read that somebody cannot sit in a group: not of themselves, nor of their own group."""
        if self.me is None or not any(lack.word == "cannot_sit" for lack in miss.lacks):
            return True
        mine = self.layout.by_key[self.mine].number - 1 if self.mine else None
        return person != self.me and miss.group.number != mine
