"""How does the group learn of an agenda? It is sent round once, three days before at the latest; then changes show."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from groups.models.memberships import sits_in
from meetings.agenda import Changes, Shown, changes
from meetings.models import AgendaItem, Meeting
from meetings.planning import tell_all
from meetings.reading import agenda_of
from peergroups.kit.wallclock import instant
from peergroups.outbox.ledger import written
from peergroups.outbox.models import Delivery

KIND = "agenda_ready"
AT_LATEST = timedelta(days=3)
DAY_BEGINS, DAY_ENDS = 7, 20  # hours between which mail may come unasked
A_NIGHT = timedelta(hours=12)  # from its last hour to the morning
SECOND_THOUGHTS = timedelta(minutes=10)  # so long the mails wait, and it can be taken back


def as_shown(items: list[AgendaItem]) -> list[Shown]:
    """Write an agenda down in numbers, to compare it with later."""
    return [(item.pk, item.kind, item.minutes, item.holder.pk if item.holder else None) for item in items]


@transaction.atomic
def share(meeting: Meeting, items: list[AgendaItem], *, now: datetime) -> bool:
    """Send the agenda round as it stands, and say whether it is; once it is, nothing is sent again."""
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.shared_at or not held.is_open(now):
        return held.shared_at is not None and held.is_open(now)
    meeting.shared_at, meeting.shared_agenda = now, as_shown(items)
    meeting.save(update_fields=["shared_at", "shared_agenda"])
    tell_all(
        meeting,
        KIND,
        occurrence=now,
        due_at=now + SECOND_THOUGHTS,
        useless_after=meeting.starts_at,
        now=now,
    )
    return True


def plan(*, now: datetime) -> int:
    """Send round what nobody did three days before its meeting, by day; return how many agendas that were."""
    soon = now + AT_LATEST + A_NIGHT
    near = Meeting.objects.standing().filter(starts_at__gt=now, starts_at__lte=soon, shared_at=None)
    found = [meeting for meeting in near.select_related("group") if falls_due(meeting, now)]
    for meeting in found:
        share(meeting, agenda_of(meeting), now=now)
    return len(found)


def falls_due(meeting: Meeting, now: datetime) -> bool:
    """Say whether it goes round now: three days ahead, by the group's clock between seven and eight in the evening.

    What would fall into the night goes round in its last hour before; what is late then waits for the morning, unless
    the meeting begins before.
    """
    latest, here = meeting.starts_at - AT_LATEST, now.astimezone(meeting.group.clock)
    morning = instant(here.date() + timedelta(days=here.hour >= DAY_BEGINS), time(DAY_BEGINS), meeting.group.zone)
    if latest <= now:
        return DAY_BEGINS <= here.hour < DAY_ENDS or meeting.starts_at <= morning
    return here.hour == DAY_ENDS - 1 and latest < morning


def is_on_its_way(meeting: Meeting, now: datetime) -> bool:
    """Say whether its mails still wait, so that it can be taken back."""
    return meeting.shared_at is not None and now < meeting.shared_at + SECOND_THOUGHTS


@transaction.atomic
def take_back(meeting: Meeting, *, now: datetime) -> bool:
    """Make it a sketch again before anybody hears of it; say whether it was in time."""
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not is_on_its_way(held, now):
        return False
    meeting.shared_at, meeting.shared_agenda = None, None
    meeting.save(update_fields=["shared_at", "shared_agenda"])
    return True


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether this is still the agenda that was sent round, of a meeting to come, and its reader a member."""
    meeting = delivery.about
    is_shared = meeting.is_open(now) and meeting.shared_at is not None
    return (
        is_shared
        and delivery.occurrence == written(meeting.shared_at)
        and sits_in(meeting.group_id, delivery.person_id)
    )


def changed_since(meeting: Meeting, items: list[AgendaItem]) -> Changes:
    """Tell how the agenda differs from what was sent round."""
    if not meeting.shared_agenda:
        return Changes()
    return changes([tuple(part) for part in meeting.shared_agenda], as_shown(items))


def told(meeting: Meeting, items: list[AgendaItem], names: dict[int, str]) -> list[str]:
    """Say in a line each what changed since the agenda was sent round; `names` knows who sits in the group."""
    found = changed_since(meeting, items)
    lines = [
        _("%(part)s is new: %(minutes)d minutes.") % {"part": label(part), "minutes": part[2]} for part in found.added
    ]
    lines += [_("%(part)s is taken out.") % {"part": label(part)} for part in found.removed]
    for was, part in found.timed:
        said = {"part": label(part), "before": was[2], "now": part[2]}
        lines.append(_("%(part)s has %(now)d minutes instead of %(before)d.") % said)
    for was, part in found.seated:
        lines.append(whose(names.get(was[3] or 0), names.get(part[3] or 0)))
    return lines + ([_("The order has changed.")] if found.reordered else [])


def label(part: Shown) -> str:
    return str(AgendaItem.Kind(part[1]).label)


def whose(before: str | None, now: str | None) -> str:
    if before is None:
        return _("%(name)s has a hot seat.") % {"name": now} if now else _("A hot seat is given to somebody else.")
    if now is None:
        return _("%(name)s has no hot seat any more.") % {"name": before}
    return _("%(name)s has the hot seat instead of %(before)s.") % {"name": now, "before": before}
