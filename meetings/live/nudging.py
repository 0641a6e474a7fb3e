"""Does what somebody writes for a hot seat fit the step that is on? Unless they, or whoever leads, waved it through."""

from collections.abc import Collection

from meetings.models import HotSeat, Sitting, Stretch
from meetings.protocols import guarding
from meetings.protocols.guarding import Nudge
from meetings.protocols.values import Says


def stretch_of(seat: HotSeat) -> Stretch | None:
    """Return the stretch that is on, if it belongs to this hot seat."""
    going_on = Sitting.objects.going_on().filter(meeting=seat.meeting_id, current__item=seat.item_id)
    sitting = going_on.select_related("current").first() if seat.item_id else None
    return sitting.current if sitting else None


def says_in(seat: HotSeat, stretch: Stretch | None) -> Says:
    """Return what may be said now; anything, once whoever leads has lifted the rule."""
    step = seat.protocol.step(stretch.step) if stretch and not stretch.eased_at else None
    return step.says if step else Says.ANYTHING


def nudge_for(seat: HotSeat, text: str, waved: Collection[int]) -> Nudge | None:
    """Return what is offered instead of what was written last; nothing in a stretch that its writer waved through."""
    stretch = stretch_of(seat)
    if stretch is None or stretch.pk in waved:
        return None
    return guarding.nudge(text, says_in(seat, stretch))


def taken(seat: HotSeat, text: str, which: int) -> str:
    """Put an offer into what was written."""
    return guarding.taken(text, says_in(seat, stretch_of(seat)), which)
