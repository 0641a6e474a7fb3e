"""Does it make sense until when somebody stays away?"""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peergroups.kit.forms import Form


class SabbaticalForm(Form):
    """Until when somebody stays away; `latest` is a year after they began."""

    back_on = forms.DateField(
        label=_("The day you come back"),
        help_text=_("Within a year. It can be changed later."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Choose the day on which you come back."),
            "invalid": _("Enter a day like 2026-11-26."),
        },
    )

    def __init__(self, *args, today, latest, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.latest = today, latest
        days = {"min": (today + timedelta(days=1)).isoformat(), "max": latest.isoformat()}
        self.fields["back_on"].widget.attrs |= days

    def clean_back_on(self):
        back_on = self.cleaned_data["back_on"]
        if not self.today < back_on <= self.latest:
            until = {"day": date_format(self.latest, "j F Y")}
            raise ValidationError(gettext("Choose a day after today, and %(day)s at the latest.") % until)
        return back_on
