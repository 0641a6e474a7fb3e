"""What is each member working towards, and what did they commit to on the way? Goals with their chains."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from accountability.models import Commitment, Goal
from accountability.reading import parts
from groups.models import Group, Person

A_YEAR = timedelta(days=365)  # how long a closed goal stays in the group's sight

Told = list[dict[str, Any]]


def told(goals: Iterable[Goal], today: date) -> Told:
    """Give each goal the chain of commitments made for it, the first one first."""
    found = list(goals)
    chains: dict[int, Told] = defaultdict(list)
    steps = Commitment.objects.filter(goal__in=found).worded().order_by("made_at", "times_carried", "pk")
    for step in steps if found else ():
        step.person = next(goal.person for goal in found if goal.pk == step.goal_id)
        chains[step.goal_id].append(parts(step))
    return [
        {"goal": goal, "steps": chains[goal.pk], "is_past": goal.is_open and goal.due_on <= today} for goal in found
    ]


def plan_of(person: Person, rooms: Iterable[Group], today: date) -> list[tuple[Group, Told, Told]]:
    """Return somebody's own goals in each of their groups: those that are open, and those they closed."""
    goals = list(Goal.objects.visible_to(person).worded().by_day())
    for goal in goals:
        goal.person = person
    all_told = told(goals, today)
    return [
        (
            room,
            [one for one in all_told if one["goal"].group_id == room.pk and one["goal"].is_open],
            [one for one in all_told if one["goal"].group_id == room.pk and not one["goal"].is_open],
        )
        for room in rooms
    ]


def plans_in(group: Group, now: datetime, today: date) -> list[tuple[Person, Told]]:
    """Return what the members of a group let whoever asks read of their plans, by person."""
    goals = group.goals.of_members().open_or_closed_since(now - A_YEAR).worded().select_related("person")
    ordered = goals.order_by("person__name", "person", "closed_at", "due_on")
    return [(owner, list(theirs)) for owner, theirs in groupby(told(ordered, today), lambda one: one["goal"].person)]


def to_choose(person: Person, rooms: Iterable[Group], current: int | None = None) -> list[Goal]:
    """Return the goals a commitment may hang on: those that are open, and the one it hangs on now."""
    here = [room.pk for room in rooms]
    goals = Goal.objects.visible_to(person).filter(group__in=here).worded().by_day()
    return [goal for goal in goals if not goal.words.is_gone and (goal.is_open or goal.pk == current)]
