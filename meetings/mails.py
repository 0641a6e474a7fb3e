"""Which mails does this app send? Registered by kind; each carries a time, a group's name and one link, no words."""

from datetime import timedelta
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_noop

from groups.mails import from_group
from groups.models.memberships import sits_in
from meetings import briefs, calendars, clocks, coaching, freeing, letters, reminders, sharing, too_few
from meetings.reading import meeting_before
from peergroups.kit.spoken import short_moment, time_range
from peergroups.outbox.kinds import ALWAYS, Enclosure, Kind, by_day, register
from peergroups.outbox.ledger import written
from peergroups.outbox.models import Wishes

MIMETYPE = "text/calendar; method=%s"
A_MINUTE = timedelta(minutes=1)


def moved_still_true(delivery, *, now):
    """Say whether it is still the last move that this mail speaks of, and its reader a member."""
    meeting = delivery.about
    is_news = meeting.cancelled_at is None and meeting.started_before is not None
    return is_news and is_about(delivery, meeting.timed_at)


def cancelled_still_true(delivery, *, now):
    """An end stays true; only who has left since does not hear of it."""
    return is_about(delivery, delivery.about.cancelled_at)


def is_about(delivery, decided_at):
    return delivery.occurrence == written(decided_at) and sits_in(delivery.about.group_id, delivery.person_id)


def about_meeting(delivery, *, now):
    """Say when a meeting is, and was before it moved; the button opens it."""
    meeting = delivery.about
    return when(meeting, delivery.person, now) | {"button_url": meeting.get_absolute_url()}


def about_reminder(delivery, *, now):
    """Say when it is, and to whoever's hour moved what it was last time; a day before, open what there is to read."""
    about = about_meeting(delivery, now=now) | {"drift": drift(delivery.about, delivery.person)}
    if not reminders.is_pre_read(delivery):
        return about
    return about | {"pre_read": True, "button_url": reverse("meetings:updates", args=[delivery.about_id])}


def with_the_brief(delivery, *, now):
    """Let a mail about a brief that goes just now take the reminder along; in quiet hours that one waits by itself."""
    is_quiet = Wishes.of(delivery.person).quiet.holds(now, delivery.person.time_zone)
    if is_quiet or not reminders.is_pre_read(delivery):
        return by_day(delivery, now=now)
    return now + A_MINUTE if briefs.goes_now(delivery.about_id, delivery.person_id, now) else now


def drift(meeting, person):
    """Ask for the meeting before only where the clocks of a person and a group can differ."""
    if meeting.zone_shown or person.time_zone == meeting.group.zone:
        return ""
    last = meeting_before.first(meeting.group_id, meeting.starts_at)
    return clocks.drift_line(meeting, last and last.starts_at, person.time_zone)


def calendar_file(delivery):
    """Enclose the meeting, for who wants it in their calendar."""
    return [enclosed(delivery.about, delivery.person)]


def calendar_file_of_a_rider(delivery):
    """Enclose the meeting with its brief where that takes the reminder along, which would have brought it."""
    return [enclosed(delivery.about.meeting, delivery.person)] if delivery.riders else []


def enclosed(meeting, person):
    return Enclosure(calendars.file(meeting, person).decode(), MIMETYPE % "PUBLISH", "meeting.ics")


def calendar_news(delivery):
    """Enclose what moves the meeting in a calendar, or takes it out of there."""
    meeting = delivery.about
    content = calendars.news(meeting, delivery.person).decode()
    return [Enclosure(content, MIMETYPE % ("CANCEL" if meeting.cancelled_at else "REQUEST"))]


def about_brief(delivery, *, now):
    """Say for which meeting the brief is wanted, and what its reminder would; the button opens the form."""
    meeting = delivery.about.meeting
    return when(meeting, delivery.person, now) | {
        "reminds": bool(delivery.riders),
        "drift": drift(meeting, delivery.person) if delivery.riders else "",
        "button_url": reverse("meetings:brief", args=[meeting.pk]),
    }


def about_freed_seat(delivery, *, now):
    """Say whose hot seat is free again, and in which meeting; the button opens the agenda."""
    seat = delivery.about
    return when(seat.meeting, delivery.person, now) | {
        "name": seat.person,
        "button_url": reverse("meetings:arrange", args=[seat.meeting_id]),
    }


def about_coaching(delivery, *, now):
    """Say whom one coaches, and for which meeting; the button opens the two questions."""
    seat = delivery.about
    return when(seat.meeting, delivery.person, now) | {
        "name": seat.person.first_name,
        "button_url": reverse("meetings:coach", args=[seat.pk]),
    }


def about_too_few(delivery, *, now):
    """Say for which meeting, and how many still can come; the button opens the three ways to go on."""
    meeting = delivery.about
    count = too_few.count_of(too_few.recounted(meeting))
    facts = {"count": count, "button_url": reverse("meetings:too_few", args=[meeting.pk])}
    return when(meeting, delivery.person, now) | facts


def about_letter(delivery, *, now):
    """Carry a facilitator's own words to the one member they are written to, and say for which meeting."""
    letter = delivery.about
    told = when(letter.meeting, delivery.person, now) if letter.meeting else from_group(letter.group)
    return told | letters.facts(delivery)


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
register(
    news(
        name=reminders.KIND,
        topic="reminders",
        waits=with_the_brief,
        context=about_reminder,
        still_true=reminders.still_true,
        encloses=calendar_file,
        called=gettext_noop("A meeting is near"),
    )
)
register(
    news(
        name="meeting_moved",
        topic=ALWAYS,
        still_true=moved_still_true,
        encloses=calendar_news,
        called=gettext_noop("A meeting is moved"),
    )
)
register(
    news(
        name="meeting_cancelled",
        topic=ALWAYS,
        still_true=cancelled_still_true,
        encloses=calendar_news,
        called=gettext_noop("A meeting is cancelled"),
    )
)
register(
    Kind(
        name=briefs.KIND,
        topic="reminders",
        waits=by_day,
        riders=briefs.riders,
        app="meetings",
        still_true=briefs.still_true,
        context=about_brief,
        encloses=calendar_file_of_a_rider,
        called=gettext_noop("Your brief is due"),
    )
)
register(
    Kind(
        name=freeing.KIND,
        topic="keeping",
        waits=by_day,
        app="meetings",
        still_true=freeing.still_true,
        context=about_freed_seat,
        called=gettext_noop("A hot seat is free"),
    )
)
register(
    news(
        name=sharing.KIND,
        topic="reminders",
        waits=by_day,
        still_true=sharing.still_true,
        encloses=calendar_file,
        called=gettext_noop("An agenda is ready"),
    )
)
register(
    Kind(
        name=coaching.KIND,
        topic="reminders",
        app="meetings",
        brings=("meeting__group", "person"),
        still_true=coaching.still_true,
        context=about_coaching,
        called=gettext_noop("You coach a hot seat"),
    )
)
register(
    news(
        name=too_few.KIND,
        topic="keeping",
        waits=by_day,
        context=about_too_few,
        still_true=too_few.still_true,
        called=gettext_noop("Too few can come"),
    )
)
register(
    Kind(
        name=letters.KIND,
        app="meetings",
        still_true=letters.still_true,
        context=about_letter,
        brings=("group", "author", "meeting__group", "poll__group", "person"),
    )
)
