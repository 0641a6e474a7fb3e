"""How does a hot seat close? With an action, later or with none, said by its presenter; nobody waits for it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accountability import closing
from accountability.models import ReadBack, commit
from accountability.reading import STILL_THE_MEETING
from meetings.live import attending
from meetings.models import Meeting, Sitting

Closing = ReadBack.Closing
GOT = {"yes": _("Yes"), "partly": _("Partly"), "no": _("Not yet")}  # did I get what I needed?


def may_be_written(sitting: Sitting, now: datetime) -> bool:
    """Say whether it can still be written: while the group meets, and as long as a commitment counts as made there."""
    return sitting.ended_at is None or now < sitting.ended_at + STILL_THE_MEETING


@transaction.atomic
def close(read_back: ReadBack, sitting: Sitting, way: str, *, now: datetime, **said: Any) -> None:
    """Close the hot seat; an action becomes a commitment to the group, and stands from then on."""
    held = ReadBack.objects.select_for_update().get(pk=read_back.pk)
    if held.commitment_id is not None:
        return
    if way == Closing.ACTION:
        held.commitment = commitment_in(sitting, read_back, now=now, **said)
    held.closing, held.closed_at = way, held.closed_at or now
    held.save(update_fields=["closing", "closed_at", "commitment"])
    if sitting.ended_at is None:
        attending.show_anew(sitting)


def commitment_in(sitting: Sitting, read_back: ReadBack, *, now: datetime, **said: Any) -> Any:
    """Take the action down as what it is: a commitment made in this meeting."""
    seat = read_back.seat
    sitting.meeting = seat.meeting
    if sitting.ended_at is None:
        return closing.commit_in(sitting, seat.person, now=now, **said)
    return commit(seat.group, seat.person, meeting=seat.meeting, now=now, **said)


def closed_in(meeting: Meeting) -> dict[int, str]:
    """Say by hot seat how those of a meeting have closed; what was said is in no page but its presenter's."""
    rows = ReadBack.objects.filter(seat__meeting=meeting).exclude(closing="").defer("words")
    return {row.seat_id: row.closed_with for row in rows}
