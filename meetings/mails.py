"""Which mails does this app send? Registered by kind; each carries a time, a group's name and one link, no words."""

from functools import partial

from django.urls import reverse

from groups.mails import from_group
from meetings import briefs, freeing, reminders
from peergroups.kit.spoken import short_moment, time_range
from peergroups.outbox.kinds import Kind, register


def told_still_true(delivery, *, now):
    """News of a meeting goes out as long as it is news: to a member, about the start or the end it speaks of."""
    meeting = delivery.about
    news = meeting.cancelled_at or meeting.starts_at
    return delivery.occurrence == news.isoformat() and reminders.sits_in(meeting, delivery.person_id)


def about_meeting(delivery, *, now):
    """Say when a meeting is, and was before it moved; the button opens it."""
    meeting = delivery.about
    return when(meeting, delivery.person, now) | {"button_url": meeting.get_absolute_url()}


def about_brief(delivery, *, now):
    """Say for which meeting the brief is wanted; the button opens the form."""
    meeting = delivery.about.meeting
    return when(meeting, delivery.person, now) | {"button_url": reverse("meetings:brief", args=[meeting.pk])}


def about_freed_seat(delivery, *, now):
    """Say whose hot seat is free again, and in which meeting; the button opens the agenda."""
    seat = delivery.about
    return when(seat.meeting, delivery.person, now) | {
        "name": seat.person,
        "button_url": reverse("meetings:arrange", args=[seat.meeting_id]),
    }


def when(meeting, person, now):
    """Say a meeting's time by the clock its reader goes by: whole in the mail, short in the subject."""
    zone = meeting.zone_shown or person.time_zone
    before = meeting.started_before
    return from_group(meeting.group) | {
        "when": time_range(meeting.starts_at, meeting.minutes, zone, now),
        "when_before": before and time_range(before, meeting.minutes, zone, now),
        "when_short": short_moment(meeting.starts_at, zone),
    }


news = partial(Kind, app="meetings", brings=("group",), context=about_meeting)
register(news(name="meeting_reminder", still_true=reminders.still_true))
register(news(name="meeting_moved", still_true=told_still_true))
register(news(name="meeting_cancelled", still_true=told_still_true))
register(Kind(name="brief_due", app="meetings", still_true=briefs.still_true, context=about_brief))
register(Kind(name=freeing.KIND, app="meetings", still_true=freeing.still_true, context=about_freed_seat))
