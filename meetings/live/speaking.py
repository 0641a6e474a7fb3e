"""Who speaks next in a round? By draw, or who has spoken least first; each has the same share of its time."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from meetings.live import timing
from meetings.live.leading import NotNow, holding, settle
from meetings.models import Sitting, Stretch, Turn

ROUNDS = ("updates", "review", "lightning", "needs", "commitments", "close")
OVER = timedelta(seconds=30)  # beyond one's share before whoever leads is told


def drawn(people: Sequence[int], seed: int) -> list[int]:
    """Return them in an order that nobody chose; the same seed draws the same one."""
    order = sorted(people)
    Random(seed).shuffle(order)  # noqa: S311 - a draw among friends
    return order


def least_first(people: Sequence[int], spoken: dict[int, timedelta]) -> list[int]:
    """Return those who have spoken least first; of equals, whoever came first."""
    return sorted(people, key=lambda person: spoken[person])


def share(length: timedelta, people: int) -> timedelta:
    """Return what each may take of a round."""
    return length / max(1, people)


def spoken(sitting: Sitting) -> dict[int, timedelta]:
    """Return how long each has spoken in the rounds of this meeting so far."""
    found: dict[int, timedelta] = defaultdict(timedelta)
    for person, used in Turn.objects.filter(stretch__sitting=sitting).values_list("person", "used"):
        found[person] += used
    return found


def begin(sitting: Sitting, *, by_draw: bool, now: datetime) -> None:
    """Name an order for the round that is on, and let the first one speak; what was spoken before still counts."""
    with holding(sitting) as held:
        if held.current is None or held.current.item.kind not in ROUNDS:
            raise NotNow
        settle(held, now)
        people = list(held.here.inside().order_by("came_at", "pk").values_list("person", flat=True))
        order = drawn(people, held.current.pk + held.version) if by_draw else least_first(people, spoken(held))
        held.current.turns.update(done_at=now)
        turns = (Turn(stretch=held.current, person_id=one, position=place) for place, one in enumerate(order, start=1))
        Turn.objects.bulk_create(
            turns, update_conflicts=True, unique_fields=["stretch", "person"], update_fields=["position", "done_at"]
        )
        held.speaking, held.spoken_since = held.current.turns.get(person=order[0]), now


def go_on(sitting: Sitting, shown: int, *, now: datetime) -> None:
    """Let the next one speak; after the last one the round is over."""
    with holding(sitting) as held:
        if held.speaking is None or held.speaking_id != shown:
            raise NotNow
        settle(held, now)
        held.speaking.done_at = now
        held.speaking.save(update_fields=["done_at"])
        held.speaking = following(held.current, held.speaking)
        held.spoken_since = now if held.speaking else None


def following(stretch: Stretch | None, turn: Turn) -> Turn | None:
    """Return who comes next and is still there."""
    if stretch is None:
        return None
    return stretch.unheard().filter(position__gt=turn.position).first()


def over_by(turn: Turn, since: datetime | None, allotted: timedelta, now: datetime) -> timedelta:
    """Return by how much somebody is over their share; nothing for what is not worth a word."""
    over = timing.used(turn.used, since, now) - allotted
    return over if over >= OVER else timing.NOTHING
