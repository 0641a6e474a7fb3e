"""When does the group meet, what happens then, and who comes? Read by its members, arranged by its facilitator."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import facilitator_of, member_of
from groups.models import Group
from meetings import planning, presence, sharing
from meetings.access import arranger_of
from meetings.clocks import hours_of_others
from meetings.forms.meetings import AttendanceForm, MeetingForm, MoveForm
from meetings.models import Attendance, Duty, Meeting, MeetingOver
from meetings.models.attendances import answer as note_answer
from meetings.reading import agenda_of, like_the_last, people_expected
from peergroups.kit.pages import page, posted


@require_safe
@member_of(Group)
def index(request, group):
    """List the meetings to come and the last twelve held."""
    now = timezone.now()
    meetings = group.meetings.select_related("group")
    lists = {"upcoming": meetings.upcoming(now), "held": meetings.held(now)[:12]}
    context = {"group": group, "place": request.place, "polls": group.polls.open()}
    context["misses"] = presence.misses_of(request.user, group, now)
    return render(request, "meetings/list.html", context | lists)


@require_safe
@member_of(Meeting)
def detail(request, meeting):
    return render(request, "meetings/detail.html", detail_context(request, meeting, form=None))


def detail_context(request, meeting, form):
    """Gather the agenda, the people with their answers, my answer and my seat; `form` is an answer refused."""
    items = agenda_of(meeting)
    people = people_expected(meeting)
    now = timezone.now()
    is_open = meeting.is_open(now)
    names = {place.person_id: place.person.name for place in people}
    mine = next((place for place in people if place.person == request.user), None)
    stands_in = bool(mine and mine.arranges and not mine.facilitates)
    return {
        "meeting": meeting,
        "place": request.place,
        "items": items,
        "people": people,
        "other_hours": hours_of_others(meeting, people, request.user.time_zone),
        "facilitator": leader(people),
        "elect": next((place for place in people if Duty.Role.ELECT in place.roles), None),
        "may_hand_over": request.place.facilitates or bool(mine and Duty.Role.FACILITATOR in mine.roles),
        "stands_in": stands_in,
        "arranges": request.place.facilitates or stands_in,
        "answer": mine and mine.answer,
        "answers": Attendance.Answer.choices,
        "refused_form": form,
        "my_seat": next((item.seat for item in items if item.holder == request.user), None),
        "is_open": is_open,
        "is_on": meeting.is_on(now),
        "changes": sharing.told(meeting, items, names) if is_open else [],
        "topics_brought": people[0].topics if people else 0,
        "poll": people[0].poll if people and is_open else None,
    }


def leader(people):
    """Return who facilitates: whoever is named for it, else whoever keeps the room."""
    named = [place.person for place in people if Duty.Role.FACILITATOR in place.roles]
    return next(iter([*named, *(place.person for place in people if place.facilitates)]), None)


@facilitator_of(Group)
def plan(request, group):
    now = timezone.now()
    form = MeetingForm(posted(request), group=group, now=now, initial=like_the_last(group, now))
    if form.is_valid():
        meeting = planning.plan_meeting(group, **form.decided(), now=form.now)
        messages.success(request, _("The meeting is planned. Now fit its agenda and give the hot seats."))
        return redirect("meetings:arrange", meeting.pk)
    return page(request, "meetings/plan.html", {"group": group, "form": form}, form=form)


@arranger_of(Meeting)
def move(request, meeting):
    form = MoveForm(posted(request), instance=meeting, group=meeting.group, now=timezone.now())
    if form.is_valid():
        try:
            planning.move_meeting(meeting, **form.decided(), now=form.now)
        except MeetingOver:
            return over(request, meeting)
        messages.success(request, _("Saved. If the time has changed, everybody hears of it now."))
        return redirect(meeting)
    return page(request, "meetings/move.html", {"meeting": meeting, "form": form}, form=form)


@arranger_of(Meeting)
def cancel(request, meeting):
    """Ask once, because mails go out; then call it off."""
    if request.method != "POST":
        return render(request, "meetings/cancel.html", {"meeting": meeting})
    try:
        planning.cancel_meeting(meeting, now=timezone.now())
    except MeetingOver:
        return over(request, meeting)
    messages.success(request, _("The meeting is cancelled. Everybody hears of it now."))
    return redirect(meeting)


def over(request, meeting):
    messages.error(request, _("This meeting has begun, so its time stays as it is."))
    return redirect(meeting)


@require_POST
@member_of(Meeting)
def answer(request, meeting):
    """Take down whether I come; an htmx request gets the piece alone."""
    form = AttendanceForm(request.POST)
    if not form.is_valid():
        return page(request, "meetings/detail.html", detail_context(request, meeting, form), form=form)
    note_answer(meeting, request.user, form.cleaned_data["answer"], now=timezone.now())
    if request.htmx:
        return render(request, "meetings/_coming.html", detail_context(request, meeting, form))
    messages.success(request, _("Saved. Your group sees your answer."))
    return redirect(meeting)
