"""Does it make sense what somebody types about something that left the room?"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups.models import Breach
from groups.words import LONGEST_ANSWER
from peergroups.kit.forms import DayField, Form
from peergroups.kit.spoken import day

EVERYBODY = "group"


class BreachForm(Form):
    """What left the room, whom it is about, and who reads this."""

    what = forms.CharField(
        label=_("What left the room"),
        help_text=_("Say what you saw or heard, and when. What was said in the room need not stand here again."),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Say in a sentence what you saw or heard."),
            "max_length": _("Say it in at most 5,000 characters."),
        },
    )
    who = forms.ChoiceField(label=_("Whom it is about"), required=False)
    seen_by = forms.ChoiceField(
        label=_("Who reads this"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose who reads this.")),
    )
    says_who = forms.BooleanField(
        label=_("Say that it comes from me"),
        help_text=_("Otherwise the page says “a member”. Among so few, people may still guess."),
        required=False,
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(place.person_id): place.person for place in places}
        names = [(key, str(person)) for key, person in self.people.items()]
        self.fields["who"].choices = [("", _("I would rather not say")), *names]
        self.fields["seen_by"].choices = [*map(alone, places), (EVERYBODY, _("The whole group"))]
        self.fields["who"].error_messages["invalid_choice"] = _("Choose a name from the list, or none.")

    def clean(self):
        typed = super().clean()
        if typed.get("who") and typed["who"] == typed.get("seen_by"):
            self.add_error("seen_by", ValidationError(gettext("This is the one it is about. Choose somebody else.")))
        return typed

    def decided(self):
        """Return what was typed as the report takes it: people, not their numbers."""
        typed = self.cleaned_data
        return {
            "what": typed["what"],
            "who": str(self.people.get(typed["who"], "")),
            "reader": self.people.get(typed["seen_by"]),
            "says_who": typed["says_who"],
        }


def alone(place):
    """Name one person who could read a report; the facilitator by what they are here."""
    told = _("%(name)s alone, who keeps the room") if place.facilitates else _("%(name)s alone")
    return str(place.person_id), told % {"name": place.person}


class TalkForm(Form):
    """The day on which those concerned talk, or talked."""

    talk_on = DayField(
        label=_("The day you talk, or talked"),
        error_messages={"required": _("Choose the day on which you talk.")},
    )

    def __init__(self, *args, days, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.days, self.today = days, today
        self.fields["talk_on"].widget.attrs |= {"min": days[0].isoformat(), "max": days[1].isoformat()}

    def clean_talk_on(self):
        first, last = self.days
        if not first <= self.cleaned_data["talk_on"] <= last:
            told = {"first": day(first, self.today), "last": day(last, self.today)}
            raise ValidationError(gettext("Choose a day from %(first)s to %(last)s.") % told)
        return self.cleaned_data["talk_on"]


class DecideForm(Form):
    """What came of the talk."""

    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=Breach.Outcome,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose what came of it.")),
    )
    words = forms.CharField(
        label=_("What you decided, in your words"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Say in a sentence what you decided."),
            "max_length": _("Say it in at most 5,000 characters."),
        },
    )
