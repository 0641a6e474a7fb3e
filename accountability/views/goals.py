"""What do I work towards this year, and my peers? What people open about their goals, and the forms that fill them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accountability import planning, reading
from accountability.access import owner_of
from accountability.forms.goals import CloseGoalForm, GoalForm
from accountability.models import MOST, EnoughGoals, Goal, set_out
from groups.access import member_of, signed_in
from groups.models import Group
from peergroups.kit.pages import page, posted
from peergroups.kit.wallclock import local_day


@require_safe
@signed_in
def plan(request):
    """Show my own goals in each of my groups, with what I committed to on the way."""
    rooms = list(reading.rooms_of(request.user))
    today = local_day(timezone.now(), request.user.time_zone)
    plans = planning.plan_of(request.user, rooms, today)
    return render(request, "accountability/plan.html", {"rooms": rooms, "plans": plans, "most": MOST})


@signed_in
def add(request):
    """Take a goal down; it goes to the group chosen, or to the only one."""
    now, rooms = timezone.now(), reading.rooms_of(request.user)
    if not rooms:
        return render(request, "accountability/no_group.html")
    initial = {"group": request.GET.get("group", rooms[0].slug)}
    form = GoalForm(posted(request), person=request.user, now=now, rooms=rooms, initial=initial)
    if form.is_valid() and (goal := begun(form, rooms, request.user, now)):
        return saved(request, goal)
    return page(request, "accountability/goal.html", {"form": form, "goal": None}, form=form)


def begun(form, rooms, person, now):
    """Set out for it; where three are open already the form says so, and nothing typed is lost."""
    said = dict(form.cleaned_data)
    room = said.pop("group", None) or rooms[0]
    try:
        return set_out(room, person, now=now, **said)
    except EnoughGoals:
        words = _("You have three goals in %(group)s, and three are enough at a time. Close one of them first.")
        form.add_error(None, words % {"group": room})
        return None


def saved(request, goal):
    messages.success(request, f"{_('Your goal is saved.')} {goal.words.read_by}.")
    return redirect("accountability:plan")


@owner_of(Goal)
def change(request, goal):
    now = timezone.now()
    initial = goal.words.answers | {"due_on": goal.due_on}
    fields = {"person": request.user, "now": now, "rooms": [goal.group], "goal": goal, "initial": initial}
    form = GoalForm(posted(request), **fields)
    if form.is_valid():
        goal.change(now=now, **form.cleaned_data)
        return saved(request, goal)
    return page(request, "accountability/goal.html", {"form": form, "goal": goal}, form=form)


@owner_of(Goal)
def close(request, goal):
    """Be done with a goal, with a line on what came of it."""
    form = CloseGoalForm(posted(request), initial=goal.words.answers)
    if form.is_valid():
        goal.close(form.cleaned_data["came"], now=timezone.now())
        messages.success(request, f"{_('Your goal is closed.')} {goal.words.read_by}.")
        return redirect("accountability:plan")
    return page(request, "accountability/close_goal.html", {"form": form, "goal": goal}, form=form)


@require_safe
@member_of(Group)
def plans(request, group):
    """Show what the members of a group let it read of what they work towards."""
    now, rooms = timezone.now(), reading.rooms_of(request.user)
    people = planning.plans_in(group, now, local_day(now, request.user.time_zone))
    return render(request, "accountability/plans.html", {"group": group, "rooms": rooms, "people": people})
