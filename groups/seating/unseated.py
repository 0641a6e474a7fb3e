"""What may an admin read of why somebody has no seat? All of it, unless they are one of the people themselves.

Then nothing that would tell with whom they may not sit: not of their own group, and of themselves not that it is so.
"""

from dataclasses import replace

from groups.formation.pool import Plan, Pool, tied
from groups.formation.telling import Miss, Unseated, told

TIED = ("tied_and_barred", "tied_no_time", "tied_no_language", "tied_no_format", "tied_no_stretch")
COUNTED = ("nobody_else", "one_other", "few_others")  # who knows when each is free counts, and sees who was left out


def told_to(reader: str, one: str, why: Unseated, pool: Pool, plan: Plan) -> Unseated:
    """Leave out of a reason what this reader must not learn."""
    kept = {number for number, group in enumerate(plan) if pool.keeper_of(group) == reader}
    why = replace(why, misses=tuple(miss for miss in why.misses if miss.group.number not in kept or not bars(miss)))
    places = {person.id: place for place, person in enumerate(pool.people)}
    if one in places and stands_between(reader, places[one], pool):
        why = replace(why, reason=None)
    if reader not in places or one not in places:
        return why
    me = places[reader]
    if why.reason and why.reason.word in COUNTED:
        return Unseated(told("too_few"))
    if why.reason and why.reason.word in TIED and me in tied(places[one], pool.ties):
        return Unseated(told("tied_no_seat"))
    mine = {number for number, group in enumerate(plan) if me in pool.with_newcomers(group)}
    return replace(why, misses=tuple(miss for miss in why.misses if may_read(miss, one == reader, mine, pool, me)))


def stands_between(reader: str, one: int, pool: Pool) -> bool:
    """Say whether it may be this reader, as a facilitator or as one of the people, who leaves somebody fewer groups."""
    together = tied(one, pool.ties)
    return any(place in together and reader in (keeper, pool.people[place].id) for place, keeper in pool.under)


def may_read(miss: Miss, is_me: bool, mine: set[int], pool: Pool, me: int) -> bool:
    """Say whether a near miss tells this reader nothing of themselves."""
    if not bars(miss):
        return True
    running = {group.id: group.members for group in pool.running}
    theirs = miss.group.number in mine if miss.group.running is None else me in running.get(miss.group.running, ())
    return not is_me and not theirs


def bars(miss: Miss) -> bool:
    """Say whether somebody may not sit with one who is there."""
    return any(lack.word == "cannot_sit" for lack in miss.lacks)
