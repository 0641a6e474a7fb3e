"""Does it make sense why a room is read from outside, for how long, and which days of it?"""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups.models import Glass
from groups.models.glass import MOST_DAYS
from peergroups.kit.forms import DayField, Form, ModelForm


class GlassForm(ModelForm):
    """Why an admin has to read a room, and for how long."""

    class Meta:
        model = Glass
        fields = ["reason", "hours"]
        labels = {"reason": _("Why you have to read this room"), "hours": _("For how many hours")}
        help_texts = {
            "reason": _("Every member reads this, with your name."),
            "hours": _("1 to 72, counted from when it opens."),
        }
        widgets = {
            "reason": forms.Textarea(attrs={"rows": 3}),
            "hours": forms.NumberInput(attrs={"inputmode": "numeric"}),
        }
        error_messages = {
            "reason": {
                "required": _("Write why you have to read this room."),
                "max_length": _("Say it in at most 500 characters."),
            },
            "hours": dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"), _("Enter a number of hours from 1 to 72.")
            ),
        }


class DaysForm(Form):
    """Which days of a room to open, today at the latest."""

    first_day = DayField(
        label=_("First day"),
        error_messages={"required": _("Choose the day you have to read.")},
    )
    last_day = DayField(
        label=_("Last day"),
        help_text=_("Leave it out for one day."),
        required=False,
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_first_day(self):
        return self.already("first_day")

    def clean_last_day(self):
        return self.already("last_day")

    def already(self, name):
        day = self.cleaned_data[name]
        if day and day > self.today:
            raise ValidationError(gettext("Choose today or an earlier day: later ones hold nothing yet."))
        return day

    def clean(self):
        typed = super().clean()
        first, last = typed.get("first_day"), typed.get("last_day")
        if first and "last_day" in typed:
            typed["last_day"] = last or first
            if not first <= typed["last_day"] < first + timedelta(days=MOST_DAYS):
                self.add_error("last_day", _("Choose a day from the first one on, at most 31 days in all."))
        return typed
