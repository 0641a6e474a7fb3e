"""What can be done in a meeting being held? Whoever leads moves it on; everybody else says that they are there.

Each verb holds the sitting first, so that two phones act one after the other, and counts its version up for all others.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from groups.models import Person
from meetings.live import signal, timing
from meetings.models import Cause, HotSeat, Meeting, Sitting, Stretch, notes
from meetings.models.sittings import sitting_of
from meetings.protocols import Gate
from meetings.reading import agenda_of
from meetings.turns import hold

MORE = timedelta(minutes=2)


class CannotStart(Exception):
    """It is too early, it was cancelled, or it is over."""


class NotNow(Exception):
    """The meeting has gone on meanwhile: what was asked for is not there to be done any more."""


class CauseNotNamed(Exception):
    """What comes next is to wait until the presenter has said what the real question is."""


def may_start(meeting: Meeting, now: datetime) -> bool:
    return meeting.is_near(now) and now < meeting.ends_at


@transaction.atomic
def start(meeting: Meeting, leader: Person, *, now: datetime) -> Sitting:
    """Begin with the first part; whoever starts it leads. Of two who start at once, the second finds it begun."""
    hold(meeting.group)
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    if begun := sitting_of(meeting):
        return begun
    if not may_start(meeting, now):
        raise CannotStart
    fresh = {"leader": leader, "led_since": now, "started_at": now, "running_since": now}
    sitting = Sitting.objects.create(meeting=meeting, ends_at=meeting.ends_at, **fresh)
    sitting.current = lay_out(sitting)[0]
    sitting.save(update_fields=["current"])
    sitting.here.create(person=leader, came_at=now)
    signal.announce(sitting)
    return sitting


def lay_out(sitting: Sitting) -> list[Stretch]:
    """Cut the agenda into stretches: a hot seat into the steps of its protocol, each other part is one."""
    cut: list[tuple] = []
    for item in agenda_of(sitting.meeting):
        steps = item.seat.steps if item.holder else []
        cut += [(item, timed.step.key, timed.minutes) for timed in steps] or [(item, "", item.minutes)]
    return Stretch.objects.bulk_create(
        Stretch(sitting=sitting, item=item, step=step, position=place, length=timedelta(minutes=minutes))
        for place, (item, step, minutes) in enumerate(cut, start=1)
    )


@contextmanager
def holding(sitting: Sitting) -> Iterator[Sitting]:
    """Keep others from changing it until it is saved, and tell the phones that it has changed."""
    with transaction.atomic():
        rows = Sitting.objects.select_for_update(of=("self",)).select_related("current__item", "speaking")
        held = rows.get(pk=sitting.pk)
        if held.ended_at:
            raise NotNow
        yield held
        held.version += 1
        held.save()
        signal.announce(held)


def settle(sitting: Sitting, now: datetime) -> None:
    """Write down what the current stretch has used until now."""
    if sitting.current:
        sitting.current.used = timing.used(sitting.current.used, sitting.running_since, now)
        sitting.current.save(update_fields=["used"])
    if sitting.speaking:
        since = sitting.running_since and sitting.spoken_since
        sitting.speaking.used = timing.used(sitting.speaking.used, since, now)
        sitting.speaking.save(update_fields=["used"])
    sitting.running_since = sitting.running_since and now
    sitting.spoken_since = now if sitting.speaking else None


def pause(sitting: Sitting, *, now: datetime) -> None:
    with holding(sitting) as held:
        settle(held, now)
        held.running_since = None


def go_on(sitting: Sitting, *, now: datetime) -> None:
    with holding(sitting) as held:
        if held.running_since is None:
            held.running_since, held.spoken_since = now, now if held.speaking else None


def more(sitting: Sitting, *, now: datetime) -> None:
    """Give the current stretch two minutes more; those ahead keep theirs."""
    with holding(sitting) as held:
        if held.current is None:
            raise NotNow
        held.current.length += MORE
        held.current.save(update_fields=["length"])


def ease(sitting: Sitting, shown: int, *, now: datetime) -> None:
    """Let anything be said in the step that was shown, whatever its rule; said again, the rule holds again."""
    with holding(sitting) as held:
        if held.current is None or held.current_id != shown:
            raise NotNow
        held.current.eased_at = None if held.current.eased_at else now
        held.current.save(update_fields=["eased_at"])


def turn_to(sitting: Sitting, stretch: Stretch, *, now: datetime) -> None:
    """Go to another stretch, on or back; what is left behind keeps its time, and what one comes back to goes on."""
    with holding(sitting) as held:
        settle(held, now)
        if held.current and held.current.position < stretch.position:
            held.current.done_at = now
            held.current.save(update_fields=["done_at"])
        Stretch.objects.filter(pk=stretch.pk).update(done_at=None, dropped_at=None)
        held.current = held.stretches.get(pk=stretch.pk)
        held.speaking = held.current.unheard().first()
        held.running_since, held.spoken_since = now, now if held.speaking else None


def go_next(sitting: Sitting, shown: int, *, now: datetime, waved: bool = False) -> None:
    """Go on from the stretch that was shown: of two taps at once the second is no step further.

    A step that waits for the real question waits for it once; then whoever leads may wave it through.
    """
    following = ahead(sitting).first()
    if sitting.current_id != shown or following is None:
        raise NotNow
    if not waved and waits_for_its_cause(following):
        raise CauseNotNamed
    turn_to(sitting, following, now=now)


def waits_for_its_cause(stretch: Stretch) -> bool:
    """Say whether a stretch is to begin once the real question is named, and it is not."""
    seat = HotSeat.objects.filter(item=stretch.item_id).first() if stretch.step else None
    step = seat.protocol.step(stretch.step) if seat else None
    return step is not None and step.gate == Gate.CAUSE_NAMED and not Cause.objects.filter(seat=seat).exists()


def ahead(sitting: Sitting) -> QuerySet[Stretch]:
    """The stretches still to come, in their order."""
    here = sitting.current.position if sitting.current else 0
    return sitting.stretches.filter(position__gt=here, done_at=None, dropped_at=None).select_related("item")


def drop(sitting: Sitting, stretch: Stretch, *, now: datetime) -> None:
    """Leave out a whole part, with all its steps, of which none has begun."""
    with holding(sitting) as held:
        if not ahead(held).filter(item=stretch.item_id).update(dropped_at=now):
            raise NotNow


def shorten(sitting: Sitting, *, people: int, now: datetime) -> None:
    """Take from the close what the meeting is behind, as far as its floors let it."""
    with holding(sitting) as held:
        rest = list(ahead(held))
        spans = [span(stretch) for stretch in rest]
        late = timing.ends(span_now(held, now), spans, now) - held.ends_at
        for stretch, length in zip(rest, timing.shorter(spans, late, people), strict=True):
            stretch.length = length
        Stretch.objects.bulk_update(rest, ["length"])


def end_later(sitting: Sitting, *, now: datetime) -> None:
    """Agree to end when it will end as things stand."""
    with holding(sitting) as held:
        spans = [span(stretch) for stretch in ahead(held)]
        held.ends_at = max(held.ends_at, timing.ends(span_now(held, now), spans, now))


def span(stretch: Stretch) -> timing.Span:
    return timing.Span(stretch.item.kind, stretch.length, stretch.used, stretch.is_over)


def span_now(sitting: Sitting, now: datetime) -> timing.Span | None:
    """Return the current stretch with the time it has used until now."""
    if (at := sitting.current) is None:
        return None
    return timing.Span(at.item.kind, at.length, timing.used(at.used, sitting.running_since, now))


@transaction.atomic
def swap(sitting: Sitting, stretch: Stretch, *, now: datetime) -> None:
    """Let a part that is to come change places with the one before it."""
    with holding(sitting) as held:
        parts: list[list[Stretch]] = []
        for one in ahead(held):
            if parts and parts[-1][0].item_id == one.item_id:
                parts[-1].append(one)
            else:
                parts.append([one])
        at = next((n for n, part in enumerate(parts) if part[0].item_id == stretch.item_id), 0)
        if at == 0:
            raise NotNow
        parts[at - 1], parts[at] = parts[at], parts[at - 1]
        places = sorted(one.position for part in parts for one in part)
        moved = [one for part in parts for one in part]
        for one, place in zip(moved, places, strict=True):
            one.position = place
        Stretch.objects.bulk_update(moved, ["position"])


def hand_over(sitting: Sitting, to: Person, *, by: Person, now: datetime) -> None:
    """Let somebody who is there lead, unless another has taken over meanwhile."""
    with holding(sitting) as held:
        if held.leader_id != by.pk or not held.here.inside().filter(person=to).exists():
            raise NotNow
        held.leader, held.led_since = to, now


def take_over(sitting: Sitting, person: Person, *, now: datetime) -> None:
    """Lead in place of somebody of whose phone nothing was heard for a minute, or who is no member any more."""
    with holding(sitting) as held:
        there = held.here.inside().filter(person=person).exists()
        stays = held.meeting.group.memberships.signed().filter(person=held.leader_id).exists()
        if not there or held.leader_id == person.pk or (stays and not signal.is_silent(held, now)):
            raise NotNow
        held.leader, held.led_since = person, now


@transaction.atomic
def end(sitting: Sitting, *, now: datetime) -> None:
    """Close the meeting, and give what was noted to those it was noted for."""
    close(sitting, now=now)
    notes.hand_over(sitting)


def close(sitting: Sitting, *, now: datetime) -> None:
    """Stop the clock for good, with what was used written down; notes stay with their writers."""
    with holding(sitting) as held:
        settle(held, now)
        if held.current:
            held.current.done_at = now
            held.current.save(update_fields=["done_at"])
        held.running_since, held.ended_at = None, now
