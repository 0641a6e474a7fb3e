"""Which times suit whom? A facilitator asks, members answer on a page or by a mail's link, the facilitator picks."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import facilitator_of, member_of
from groups.models import Group
from meetings.access import answering_by_link
from meetings.agenda import MinutesDoNotFit
from meetings.models import Meeting, MeetingOver, Poll
from meetings.polls import asking, reading, saying
from meetings.polls.forms import PickForm, PollForm, VoteForm
from meetings.reading import like_the_last
from peergroups.kit.pages import page, posted


@facilitator_of(Group)
def start(request, group):
    """Ask for a time for a meeting that is not planned yet."""
    return ask(request, group, initial=like_the_last(group, timezone.now()))


@facilitator_of(Meeting)
def find_time(request, meeting):
    """Ask for another time for a meeting that is planned."""
    if not meeting.is_open(timezone.now()):
        messages.error(request, _("This meeting has begun or was cancelled, so it is not moved any more."))
        return redirect(meeting)
    return ask(request, meeting.group, moves=meeting)


def ask(request, group, moves=None, initial=None):
    """Show the times that could be, look for others, or ask; of two who ask at once the second is led to the first."""
    if standing := group.polls.open().filter(moves=moves).first():
        messages.info(request, _("Your group is asked already. Here is how it stands."))
        return redirect(standing)
    form = PollForm(posted(request), group=group, moves=moves, now=timezone.now(), initial=initial)
    if "find" in request.POST:
        form.judge_only_where_to_look()
    elif form.is_valid():
        return asked(request, group, form)
    context = {"group": group, "moves": moves, "form": form, "people": asking.others(group, request.user).count()}
    return page(request, "meetings/poll_start.html", context, form=form)


def asked(request, group, form):
    try:
        poll = asking.start(group, by=request.user, now=form.now, **form.decided())
    except asking.PollStands:
        messages.info(request, _("Your group is asked already. Here is how it stands."))
        return redirect(group.polls.open().filter(moves=form.moves).first() or group)
    messages.success(request, _("Your group is asked. Everybody gets a mail with a link to answer by."))
    return redirect(poll)


@require_safe
@member_of(Poll)
def poll(request, poll):
    return shown(request, poll)


def shown(request, poll, form=None):
    """Show the times with my answers and what else I have then, who has answered, and how it ended."""
    now, places = timezone.now(), reading.people(poll.group)
    answered, known = reading.answered(poll), reading.called(places)
    open_to_answers = poll.takes_answers(now)
    form = form or (vote_form(poll, request.user, now) if open_to_answers else None)
    context = {
        "poll": poll,
        "place": request.place,
        "form": form,
        "days": form.days(reading.in_the_way(poll, request.user, form.slots)) if form else [],
        "is_moot": poll.is_moot(now),
        "has_answered": request.user.pk in answered,
        "answered": [known[pk] for pk in known if pk in answered],
        "waiting": [known[place.person_id] for place in places if reading.is_awaited(place, answered, now)],
        "keeper": next((known[place.person_id] for place in places if place.facilitates), None),
    }
    return page(request, "meetings/poll.html", context, form=form)


def vote_form(poll, person, now, typed=None):
    """Make the form by the clock a person reads it by."""
    return VoteForm(
        typed,
        slots=poll.slots.all(),
        minutes=poll.minutes,
        zone=poll.zone_shown or person.time_zone,
        now=now,
        said=reading.own(poll, person),
    )


@require_POST
@member_of(Poll)
def vote(request, poll):
    """Keep what suits me; too late, say what became of it."""
    form = vote_form(poll, request.user, timezone.now(), request.POST)
    if not form.is_valid():
        return shown(request, poll, form)
    try:
        asking.vote(poll, request.user, form.answers(), now=timezone.now())
    except asking.PollOver:
        messages.warning(request, _("This poll had closed when your answer came, so it is not counted."))
    else:
        messages.success(request, _("Your times are sent. You can change them until the poll closes."))
    return redirect(poll)


@answering_by_link
def vote_by_link(request, poll, place):
    """Take the answer of whoever holds the link: shown by GET, kept by POST, with no more than a first name."""
    now, person, saved = timezone.now(), place.person, False
    form = vote_form(poll, person, now, posted(request))
    if form.is_valid():
        try:
            asking.vote(poll, person, form.answers(), now=now, by_link=True)
        except asking.PollOver:
            return render(request, "meetings/poll_link_over.html", status=410)
        form, saved = vote_form(poll, person, now), True
    context = {"poll": poll, "first_name": person.first_name, "form": form, "zone": form.zone, "saved": saved}
    return page(request, "meetings/poll_link.html", context | {"days": form.days()}, form=form)


@facilitator_of(Poll)
def pick(request, poll):
    """Show what suits whom, best first; picking plans or moves the meeting and tells everybody."""
    if poll.ended_at:
        return over(request, poll)
    places = reading.people(poll.group)
    tallies = reading.tallies(poll, places)
    form = PickForm(posted(request), tallies=tallies)
    if form.is_valid() and (answer := picked(request, poll, form)):
        return answer
    known = reading.called(places)
    context = {
        "poll": poll,
        "form": form,
        "people": known.values(),
        "rows": [in_words(poll, tally, places, request.user) for tally in tallies],
        "waits": poll.takes_answers(timezone.now()) and any(tally.silent for tally in tallies),
    }
    return page(request, "meetings/poll_pick.html", context, form=form)


def in_words(poll, tally, places, person):
    """Say of one time why it is good, and what it is by other people's clocks."""
    known, home = reading.called(places), poll.zone_shown or person.time_zone
    others = [(known[place.person_id], place.person.time_zone) for place in places]
    return reading.row(tally, known, saying.why(tally), saying.local_hours(others, tally.starts_at, home))


def picked(request, poll, form):
    """Meet at the time chosen, or say beside it why that cannot be."""
    try:
        meeting = asking.pick(poll, poll.slots.get(pk=form.cleaned_data["slot"]), now=timezone.now())
    except asking.PollOver:
        return over(request, poll)
    except asking.TimeGone:
        form.add_error("slot", _("This time has passed, or the group meets then already. Choose another."))
        return None
    except MeetingOver:
        form.add_error("slot", _("The meeting to be moved has begun or was cancelled. Give the poll up and plan anew."))
        return None
    except MinutesDoNotFit:
        words = _("The agenda of the meeting takes more than %(minutes)d minutes by now. Take a part out of it first.")
        form.add_error("slot", words % {"minutes": poll.minutes})
        return None
    messages.success(request, _("The time is fixed. Everybody hears of it now, and calendars follow."))
    return redirect(meeting)


def over(request, poll):
    messages.warning(request, _("This poll has ended already. Here is what came of it."))
    return redirect(poll)


@facilitator_of(Poll)
def give_up(request, poll):
    """Ask once, then ask nobody any more."""
    if poll.ended_at:
        return over(request, poll)
    if request.method != "POST":
        return render(request, "meetings/poll_give_up.html", {"poll": poll})
    asking.give_up(poll, now=timezone.now())
    messages.success(request, _("The poll is given up. Nobody is asked or reminded any more."))
    return redirect("meetings:list", poll.group.slug)
