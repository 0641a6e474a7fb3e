"""Does it make sense when somebody leaves, what they say to the others, and who keeps the room after them?"""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups.forms.readers import ReadersForm
from groups.models import Words
from groups.words import LONGEST_ANSWER
from peergroups.kit.forms import DayField, Form
from peergroups.kit.spoken import day
from peergroups.kit.wallclock import local_day

LONGEST_NOTICE = timedelta(days=366)


class LeaveForm(ReadersForm):
    """When somebody leaves, and what they say to the others; a notice that stands is where it begins."""

    last_day = DayField(
        label=_("Your last day"),
        help_text=_("With today, you leave at once. Most groups agree on one to two months."),
        error_messages={"required": _("Choose the day on which you leave.")},
    )
    farewell = forms.CharField(
        label=_("A word of farewell"),
        max_length=LONGEST_ANSWER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Say it in at most 5,000 characters.")},
    )

    LABEL = _("Who reads the farewell")

    def __init__(self, *args, today, place, is_final=False, **kwargs):
        known = place.last_moment and local_day(place.last_moment, place.group.zone)
        super().__init__(*args, initial={"last_day": known or today}, **kwargs)
        self.today, self.latest = today, known if is_final else today + LONGEST_NOTICE
        self.fields["last_day"].widget.attrs["min"] = today.isoformat()
        if place.signed and not (known and place.farewell_id):
            self.ask_readers([place.group], place.person, kept="other", rungs=Words.LADDER[1:])
            self.fields["readers"].required = False
        else:
            del self.fields["farewell"]

    def clean_last_day(self):
        last_day = self.cleaned_data["last_day"]
        if not self.today <= last_day <= self.today + LONGEST_NOTICE:
            raise ValidationError(gettext("Choose today or a day within a year."))
        if last_day > self.latest:
            words = gettext("Your place ends because the trial did: on %(day)s at the latest.")
            raise ValidationError(words % {"day": day(self.latest, self.today)})
        return last_day


class HandOverForm(Form):
    """Who keeps the room from now on."""

    member = forms.ModelChoiceField(
        label=_("Who keeps the room from now on"),
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the members."),
            "invalid_choice": _("Choose one of the members."),
        },
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = places
        self.fields["member"].label_from_instance = lambda place: str(place.person)
