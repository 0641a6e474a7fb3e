"""Does it make sense until when somebody stays away?"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peergroups.kit.forms import DayField, Form


class SabbaticalForm(Form):
    """Until when somebody stays away; `latest` is a year after they began."""

    back_on = DayField(
        label=_("The day you come back"),
        help_text=_("Within a year. It can be changed later."),
        error_messages={"required": _("Choose the day on which you come back.")},
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
