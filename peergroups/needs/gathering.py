"""What needs somebody before their group meets again, or because it meets now?"""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.too_few import wants_a_word
from peergroups.kit import spoken
from peergroups.needs import Need


def on(meetings, now):
    """Lead into the room from a quarter of an hour before a meeting on."""
    for meeting in meetings:
        if meeting.is_on(now):
            yield Need(
                _("%(group)s meets now") % {"group": meeting.group},
                _("Where you are, what comes next, and what you do now, on your own phone."),
                meeting.get_live_url(),
                _("Join the meeting"),
            )


def for_meetings(person, coming):
    """What the coming meetings still want: a brief from whoever has the hot seat, a word from its coach, an answer."""
    for meeting in coming:
        if meeting.brief_waits:
            yield brief_wanted(meeting, person)
        if meeting.coached_seat:
            yield coach_wanted(meeting, person)
        if not meeting.answered:
            yield answer_wanted(meeting, person)


def when(meeting, person):
    return spoken.time_range(meeting.starts_at, meeting.minutes, meeting.zone_shown or person.time_zone, timezone.now())


def brief_wanted(meeting, person):
    return Need(
        when(meeting, person),
        _("Eight questions, about ten minutes. Your group reads it when you share it."),
        reverse("meetings:brief", args=[meeting.pk]),
        _("Write your brief"),
        mark="seat",
    )


def coach_wanted(meeting, person):
    return Need(
        _("You coach %(name)s") % {"name": meeting.coached_name},
        _("%(when)s. Talk it through beforehand, then answer two questions.") % {"when": when(meeting, person)},
        reverse("meetings:coach", args=[meeting.coached_seat]),
        _("See and answer"),
    )


def answer_wanted(meeting, person):
    return Need(
        _("Are you coming to %(group)s?") % {"group": meeting.group},
        when(meeting, person),
        meeting.get_absolute_url(),
        _("Say whether you come"),
    )


def updates(coming):
    """Ask for what a group reads before it meets, in the week before."""
    for meeting in coming:
        if meeting.update_waits:
            yield Need(
                _("Your update for %(group)s") % {"group": meeting.group},
                _("Nine lines, five minutes. Your group reads it when you share it."),
                reverse("meetings:update", args=[meeting.pk]),
                _("Write your update"),
            )


def polls(places, now):
    """Ask which times suit; whoever takes a break is asked nothing."""
    for place in places:
        if place.poll_to_answer and not place.is_away_at(now):
            poll = place.poll_to_answer
            closes_at = datetime.fromisoformat(poll["closes_at"])
            until = spoken.day(timezone.localdate(closes_at), timezone.localdate(now))
            yield Need(
                _("%(group)s: which times suit you?") % {"group": place.group},
                _("It takes a minute. Answers count until %(day)s.") % {"day": until},
                reverse("meetings:poll", args=[poll["id"]]),
                _("Send my times"),
            )


def to_pick(places):
    """Where everybody has answered a poll, or it has closed, and this facilitator picks."""
    for place in places:
        if place.facilitates and place.poll_to_pick:
            yield Need(
                _("Pick a time for %(group)s") % {"group": place.group},
                _("Nobody’s answer is waited for any more. Everybody hears of the time you pick."),
                reverse("meetings:pick", args=[place.poll_to_pick]),
                _("Pick a time"),
            )


def may_arrange(place, meeting):
    return meeting is not None and (place.facilitates or meeting.is_mine_to_arrange)


def standing_in(places, meetings, person):
    """Where somebody facilitates one meeting without keeping the group, until its agenda is sent round."""
    for place in places:
        meeting = meetings.get(place.group_id)
        if meeting and meeting.is_mine_to_arrange and not place.facilitates and not meeting.shared_at:
            yield Need(
                _("You facilitate the next meeting of %(group)s") % {"group": place.group},
                when(meeting, person),
                reverse("meetings:arrange", args=[meeting.pk]),
                _("Arrange the agenda"),
            )


def freed(places, meetings, person):
    """Where somebody left a hot seat behind that this facilitator has to give anew."""
    for place in places:
        meeting = meetings.get(place.group_id)
        if may_arrange(place, meeting) and meeting.was_freed and meeting.has_free_seat:
            yield Need(
                _("A hot seat is free again"),
                when(meeting, person),
                reverse("meetings:arrange", args=[meeting.pk]),
                _("Arrange the agenda"),
            )


def too_few_come(places, meetings, person, now):
    """Where too few can come to a meeting that is near, and this facilitator has not decided yet."""
    for place in places:
        meeting = meetings.get(place.group_id)
        if may_arrange(place, meeting) and wants_a_word(meeting, now):
            yield Need(
                _("Too few can come to %(group)s") % {"group": place.group},
                when(meeting, person),
                reverse("meetings:too_few", args=[meeting.pk]),
                _("Keep, move or shorten"),
            )


def unplanned(places, meetings):
    """The groups this person facilitates that do not know when they meet next."""
    for place in places:
        if place.facilitates and place.group_id not in meetings and not place.seeks_a_time:
            yield Need(
                _("%(group)s has no next meeting") % {"group": place.group},
                _("Choose a time, and everybody is reminded of it."),
                reverse("meetings:plan", args=[place.group.slug]),
                _("Plan a meeting"),
            )
