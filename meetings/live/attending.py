"""What does everybody in a meeting say with one tap? I am here, I am ready, I would like to speak."""

from datetime import datetime

from groups.models import Person
from meetings.live.leading import NotNow, holding
from meetings.models import Here, HotSeat, Sitting, causes


def arrive(sitting: Sitting, person: Person, *, private: bool, now: datetime) -> None:
    """Come in, on time or late; by one's own tap with the word that it is private and not recorded."""
    with holding(sitting) as held:
        seat, _new = held.here.get_or_create(person=person, defaults={"came_at": now})
        seat.left_at = None
        seat.private_at = now if private else seat.private_at
        seat.save(update_fields=["left_at", "private_at"])


def leave(sitting: Sitting, person: Person, *, now: datetime) -> None:
    """Note that somebody has gone; whoever leads cannot, before another does."""
    with holding(sitting) as held:
        if held.leader_id == person.pk:
            raise NotNow
        held.here.inside().filter(person=person).update(left_at=now, hand_at=None, ready_for=None)


def is_ready(sitting: Sitting, person: Person, shown: int, *, now: datetime) -> None:
    """Say that one is ready to move on from the stretch that was shown; said again, it is taken back."""
    with holding(sitting) as held:
        seat = there(held, person)
        if held.current_id != shown:
            raise NotNow
        seat.ready_for_id = None if seat.ready_for_id == shown else shown
        seat.save(update_fields=["ready_for"])


def raise_hand(sitting: Sitting, person: Person, *, now: datetime) -> None:
    """Ask to speak, quietly; raised already, it is taken down."""
    with holding(sitting) as held:
        seat = there(held, person)
        seat.hand_at = None if seat.hand_at else now
        seat.save(update_fields=["hand_at"])


def lower_hand(sitting: Sitting, person: Person, *, now: datetime) -> None:
    """Take somebody's hand down once they have spoken."""
    with holding(sitting) as held:
        held.here.filter(person=person).update(hand_at=None)


def there(sitting: Sitting, person: Person) -> Here:
    seat = sitting.here.inside().filter(person=person).first()
    if seat is None:
        raise NotNow
    return seat


def has_nothing(sitting: Sitting, person: Person, *, now: datetime) -> None:
    """Say that one commits to nothing this month; said again, it is taken back."""
    with holding(sitting) as held:
        seat = there(held, person)
        seat.nothing_at = None if seat.nothing_at else now
        seat.save(update_fields=["nothing_at"])


def show_anew(sitting: Sitting) -> None:
    """Let every phone read the room again: something that it shows was written beside it."""
    with holding(sitting):
        pass


def name_cause(sitting: Sitting, seat: HotSeat, sentence: str, *, now: datetime) -> None:
    """Say what the real question of one's own hot seat is; everybody reads it at once."""
    with holding(sitting):
        causes.name_cause(seat, sentence, now=now)
