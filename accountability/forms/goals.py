"""Does what was typed about a goal make sense: what will be different, by when, and who would help on the way?"""

from django.utils.translation import gettext_lazy

from accountability.forms.commitments import Dated, ask_for_the_group, group_field, line
from groups.forms.readers import ReadersForm
from peergroups.kit.forms import DayField, Form


class GoalForm(Dated, ReadersForm):
    """What will be different, by when, how it will be known, and the people one needs to know."""

    group = group_field()
    goal = line(
        gettext_lazy("What will be different"),
        gettext_lazy("What will be there within a year that is not there today?"),
        required=gettext_lazy("Write what will be different."),
    )
    due_on = DayField(
        label=gettext_lazy("By when"),
        help_text=gettext_lazy("Nobody is reminded of this day: what you do on the way has days of its own."),
        error_messages={"required": gettext_lazy("Choose a day within a year.")},
    )
    known = line(gettext_lazy("How I will know"), gettext_lazy("What will you be able to see, show or tell?"))
    people = line(
        gettext_lazy("People I need to know"),
        gettext_lazy("The kind of person will do, for example: somebody who has sold to hospitals."),
    )

    def __init__(self, *args, person, now, rooms, goal=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_readers(rooms, person, kept="goal", words=goal and goal.words)
        self.begin_tomorrow(person, now)
        self.before = goal and goal.due_on
        ask_for_the_group(self, rooms)

    def clean_due_on(self):
        """Judge the day, unless it is as it was: its words may change after it has come."""
        due_on = self.cleaned_data["due_on"]
        return due_on if due_on == self.before else super().clean_due_on()


class CloseGoalForm(Form):
    """One line on what came of a goal."""

    came = line(
        gettext_lazy("What came of it"),
        gettext_lazy("Reached, let go, or turned into something else: in your own words."),
        required=gettext_lazy("Write a line on what came of it."),
    )
