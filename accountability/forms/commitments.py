"""Does what was typed about a commitment, or about how it went, make sense?"""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accountability import buddies, wording
from accountability.forms.for_a_goal import ForAGoal
from accountability.models import FollowUp
from groups.forms.readers import ReadersForm
from peergroups.kit.forms import DayField, Form
from peergroups.kit.wallclock import local_day

LONGEST_LINE = 500
STILL_SEEN = gettext_lazy("The whole group sees in any case that there is a commitment, its day, and how it went.")
BELIEF = gettext_lazy("What I believe")
BELIEF_HELP = gettext_lazy(
    "Something you act on without being sure, for example: Customers would pay for a weekly plan."
)
SUGGESTIONS = {
    "trying": gettext_lazy("“Trying” is kept either way. What is the smallest part of it that you will do?"),
    "looking": gettext_lazy("What will you have in hand at the end of it: a list, a number, an answer, a decision?"),
    "growing": gettext_lazy("From what to what? A number makes it easy to see."),
    "going_on": gettext_lazy("Which piece of it will be finished by that day?"),
    "several": gettext_lazy("That sounds like several things. Which one matters most until then?"),
    "short": gettext_lazy("Say a little more: who with, how many, or where?"),
}
LONGEST_WAY = timedelta(days=366)


def line(label, help_text, *, rows=2, required=None):
    """Make a box for a sentence or two; `required` says what is missing when it stays empty."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_LINE,
        required=required is not None,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": required or "",
            "max_length": gettext_lazy("Say it in at most 500 characters."),
        },
    )


def group_field():
    """Ask to which of one's groups it is said, once `ask_for_the_group` has said which there are."""
    return forms.ModelChoiceField(
        label=gettext_lazy("Said in"),
        queryset=None,
        to_field_name="slug",
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Choose the group you say this to."),
            "invalid_choice": gettext_lazy("Choose one of your groups."),
        },
    )


def ask_for_the_group(form, rooms):
    """Let somebody choose among their groups; who has one alone is not asked."""
    if len(rooms) == 1:
        del form.fields["group"]
    else:
        form.fields["group"].queryset = rooms


class Dated:
    """A form that asks by when: from its person's tomorrow on, within a year."""

    def begin_tomorrow(self, person, now):
        self.tomorrow = local_day(now, person.time_zone) + timedelta(days=1)
        self.fields["due_on"].widget.attrs["min"] = self.tomorrow.isoformat()

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < self.tomorrow:
            raise ValidationError(_("Choose a day from tomorrow on."))
        if due_on > self.tomorrow + LONGEST_WAY:
            raise ValidationError(_("Choose a day within a year, and smaller steps on the way."))
        return due_on


class CommitmentForm(Dated, ForAGoal, ReadersForm):
    """What, by when, how we will know, and the first step."""

    group = group_field()
    what = line(
        gettext_lazy("What I will do"),
        gettext_lazy("Begin with a verb. Could you do it in a week? Then it has a good size."),
        required=gettext_lazy("Write what you will do."),
    )
    due_on = DayField(
        label=gettext_lazy("By when"),
        help_text=gettext_lazy("Your group asks about it at the next meeting."),
        error_messages={"required": gettext_lazy("Choose the day you want to be done.")},
    )
    how_known = line(gettext_lazy("How we will know"), gettext_lazy("What will you be able to show or tell?"))
    first_step = line(
        gettext_lazy("The first step"),
        gettext_lazy("If … then …, for example: If it is Monday at nine, then I ring Ann."),
    )

    def __init__(self, *args, person, now, rooms, words=None, is_test=False, goal=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_for_the_goal(person, rooms, goal)
        known_as = buddies.as_readers(person, rooms, now)
        self.ask_readers(rooms, person, kept="commitment", words=words, help_text=STILL_SEEN, known_as=known_as)
        self.begin_tomorrow(person, now)
        if is_test:
            self.ask_for_a_test()
        ask_for_the_group(self, rooms)

    def ask_for_a_test(self):
        """Ask first what is believed; what will be done is the smallest thing that would show it."""
        self.fields["belief"] = line(BELIEF, BELIEF_HELP, required=gettext_lazy("Write what you believe."))
        self.order_fields(["group", "belief"])
        self.fields["what"].label = gettext_lazy("The smallest test of it")
        self.fields["what"].help_text = gettext_lazy("What is the least you can do to see whether it is so?")
        self.fields["how_known"].label = gettext_lazy("What would show it")
        self.fields["how_known"].help_text = gettext_lazy("Whatever comes out, the test is done once you have looked.")

    def clean(self):
        typed = super().clean()
        self.judge_the_goal(typed)
        return typed

    @property
    def suggestion(self):
        """One question that would make it clearer; none for whoever was asked already, or who tests a belief."""
        if not (self.is_bound and self.is_valid()) or "as_it_is" in self.data or "belief" in self.fields:
            return ""
        return SUGGESTIONS.get(wording.vague(self.cleaned_data["what"], self.cleaned_data["how_known"]), "")


class DictationForm(Dated, Form):
    """What somebody says they will do, in their words, and by when."""

    what = line(
        gettext_lazy("What they will do"),
        gettext_lazy("In their own words. Read it back to them."),
        required=gettext_lazy("Write what they will do."),
    )
    due_on = DayField(
        label=gettext_lazy("By when"),
        error_messages={"required": gettext_lazy("Choose the day they want to be done.")},
    )

    def __init__(self, *args, person, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.begin_tomorrow(person, now)


class FollowUpForm(Form):
    """How it went, and a line about it."""

    outcome = forms.ChoiceField(
        choices=FollowUp.Outcome,
        error_messages={
            "required": gettext_lazy("Choose how it went."),
            "invalid_choice": gettext_lazy("Choose how it went."),
        },
    )
    line = line(gettext_lazy("A line about it"), "")
    only_me = forms.BooleanField(required=False)

    def __init__(self, *args, commitment, **kwargs):
        super().__init__(*args, auto_id=f"%s-{commitment.pk}", **kwargs)
        self.commitment = commitment
