"""Who does which role in the meetings to come? Each moves on by one: whoever is elect facilitates the next.

Whoever did the first role longest ago comes first, then the others in turn, so that one observes before one leads.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

LEADS, STANDS_IN = "facilitator", "elect"
Named = dict[str, int]  # who does a role
Done = Mapping[int, date]  # when somebody did the first of the roles last, or came


@dataclass(frozen=True)
class Gathering:
    """What has to be known of one meeting to name people for it."""

    on: date
    free: Sequence[int]  # who can take a role; of equals the first is named
    kept: Named = field(default_factory=dict)  # who was named and can
    keepers: Collection[int] = ()  # who leads it where that does not go round and nobody is named


def propose(
    gatherings: Sequence[Gathering], roles: Sequence[str], done: Done, *, heir: int | None = None
) -> list[Named]:
    """Name somebody for every role of these meetings, the nearest first; `heir` was elect of the one before."""
    last, proposed = dict(done), []
    for gathering in gatherings:
        queue = sorted(gathering.free, key=lambda person: last.get(person, date.min))
        if roles[0] == LEADS and heir in queue:
            queue = [heir, *(person for person in queue if person != heir)]
        named = name(gathering, roles, queue)
        if roles[0] in named:
            last[named[roles[0]]] = gathering.on
        heir = named.get(STANDS_IN)
        proposed.append(named)
    return proposed


def name(gathering: Gathering, roles: Sequence[str], queue: Sequence[int]) -> Named:
    """Give each role that is open to whoever has fewest in this meeting, the first in the queue of those."""
    named, keepers = dict(gathering.kept), () if LEADS in roles else gathering.keepers
    for role in roles:
        if role not in named:
            leading = [named[LEADS]] if LEADS in named else keepers
            busy = Counter([*leading, *(person for taken, person in named.items() if taken != LEADS)])
            barred = leading if role == STANDS_IN else [named.get(STANDS_IN)] if role == LEADS else []
            able = [person for person in queue if person not in barred]
            if able:
                named[role] = min(able, key=lambda person: busy[person])
    return named
