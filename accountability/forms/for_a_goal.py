"""For which of one's goals is a commitment made? Asked where there are goals, and never required."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accountability import planning

LONGEST_LABEL = 70


class GoalField(forms.TypedChoiceField):
    """The goal a commitment hangs on, or none."""

    def __init__(self, goals, *, with_groups, **kwargs):
        self.goals = {str(goal.pk): goal for goal in goals}
        none = [("", _("None of them"))]
        label = gettext_lazy("For which goal")
        errors = {"invalid_choice": gettext_lazy("Choose one of your goals.")}
        choices = none + [(key, named(goal, with_groups)) for key, goal in self.goals.items()]
        super().__init__(
            label=label,
            choices=choices,
            coerce=self.goals.get,
            empty_value=None,
            required=False,
            error_messages=errors,
            **kwargs,
        )


def named(goal, with_group):
    said = Truncator(goal.words.answers["goal"]).chars(LONGEST_LABEL)
    return f"{goal.group}: {said}" if with_group else said


class ForAGoal:
    """A form for a commitment, which asks for which goal it is where there are goals."""

    def ask_for_the_goal(self, person, rooms, current=None):
        if goals := planning.to_choose(person, rooms, current):
            self.fields["goal"] = GoalField(goals, with_groups=len(rooms) > 1)

    def judge_the_goal(self, typed):
        """A commitment and its goal belong to one group."""
        goal, group = typed.get("goal"), typed.get("group")
        if goal and group and goal.group_id != group.pk:
            self.add_error("goal", ValidationError(_("This goal belongs to another of your groups.")))
