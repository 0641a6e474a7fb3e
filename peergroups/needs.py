"""What may need somebody today? Each kind of thing in its own words, asked of rows that were read already."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups import sabbaticals
from groups.intake import listing
from groups.intake.ninety_days import SOON, TOO_LONG
from groups.intake.standing import standing
from groups.models import Answer
from groups.models.charters import ends_at, is_renewable
from meetings.too_few import wants_a_word
from peergroups.kit import spoken


@dataclass(frozen=True)
class Need:
    """The one thing to do now: what it is, where, and in which words the button says so."""

    title: str
    sentence: str
    url: str
    button: str
    mark: str = ""  # "seat" for the hot seat


def proposals(answers, now):
    """Ask for the answer that others wait for."""
    for answer in answers:
        until = spoken.day(timezone.localdate(answer.proposal.answers_by), timezone.localdate(now))
        yield Need(
            _("Somebody could join %(group)s") % {"group": answer.proposal}
            if answer.part == Answer.Part.SITTING
            else _("A group of %(programme)s is proposed to you") % {"programme": answer.proposal.programme},
            _("Say yes or no until %(day)s. Nobody is told what you answer.") % {"day": until},
            answer.proposal.get_absolute_url(),
            _("See and answer"),
        )


def invitations(invitations, now):
    for invitation in invitations:
        yield Need(
            _("You are invited to %(group)s") % {"group": invitation.group},
            _("Say who you are, read what its members agreed on, and join."),
            invitation.get_absolute_url(),
            _("Join your group"),
        )


def long_waits(programmes):
    """Tell those who run a programme how many have waited for sixty days, or for ninety."""
    for programme in programmes:
        mark, people = (TOO_LONG, programme.wait_too_long) if programme.wait_too_long else (SOON, programme.wait_soon)
        if people:
            yield Need(
                ngettext(
                    "%(n)d person has waited for %(days)d days", "%(n)d people have waited for %(days)d days", people
                )
                % {"n": people, "days": mark},
                _("%(programme)s: find them a group, or write why there is none.") % {"programme": programme},
                f"{reverse('groups:applications', args=[programme.longest_in])}?state={listing.BY_MARK[mark]}",
                _("See who waits"),
            )


def unsent(wishes, now):
    """Ask for the applications that were begun, while there is time to send them."""
    for wish in wishes:
        if wish.submitted_at is None and wish.is_changeable(now):
            where = standing(wish, now)
            yield Need(
                _("Your application to %(programme)s is not sent yet") % {"programme": wish.programme},
                where.sentence,
                wish.get_absolute_url(),
                _("Go on with my application"),
            )


def unsigned(places):
    for place in places:
        if not place.signed:
            yield Need(
                _("Read the charter of %(group)s") % {"group": place.group},
                _("The room opens once you have signed what its members agreed on."),
                reverse("groups:charter", args=[place.group.slug]),
                _("Read and sign the charter"),
            )


def sabbaticals_ending(places, person, now):
    """Ask whoever takes a break whether they come back, while the mail about it asks too."""
    for place in places:
        place.person = person
        if place.returns_at and sabbaticals.is_asked(place, now):
            yield Need(
                _("Coming back to %(group)s?") % {"group": place.group},
                _("Your sabbatical ends on %(day)s.")
                % {"day": spoken.day(sabbaticals.back_on(place), timezone.localdate(now))},
                reverse("groups:sabbatical", args=[place.group.slug]),
                _("Say how it goes on"),
            )


def after_trials(places):
    """Where two meetings are over and this person has not said yet how it goes on."""
    for place in places:
        if place.is_asked:
            yield Need(
                _("Two meetings of %(group)s are over") % {"group": place.group},
                _("Say how it goes on. What you say of others stays with you."),
                reverse("groups:trial", args=[place.group.slug]),
                _("Say how it goes on"),
            )


def renewals(places, now):
    """Ask kindly for the next year's signature while there is still a fortnight for it."""
    for place in places:
        if is_renewable(place.signed_at, now):
            last_day = timezone.localdate(ends_at(place.signed_at))
            yield Need(
                _("Sign the charter of %(group)s for another year") % {"group": place.group},
                _("Your signature is good until %(day)s.") % {"day": spoken.day(last_day, timezone.localdate(now))},
                reverse("groups:charter", args=[place.group.slug]),
                _("Read and sign the charter"),
            )


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


def too_few(places):
    """The started groups that became too small, where nobody wrote yet why they go on."""
    for place in places:
        if place.too_few:
            yield Need(
                _("%(group)s has few people left") % {"group": place.group},
                _("Write why it goes on, or invite somebody. Nothing is closed meanwhile."),
                place.group.get_absolute_url(),
                _("Write why"),
            )


def finished(places):
    """The groups this person facilitates whose intake is over, where nobody said yet that they go on."""
    for place in places:
        if place.intake_over:
            yield Need(
                _("The time planned for %(group)s is over") % {"group": place.group},
                _("With one click the group goes on by itself. Nothing is closed meanwhile."),
                place.group.get_absolute_url(),
                _("Say that it goes on"),
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
