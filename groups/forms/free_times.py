"""Which parts of a week can be ticked? One row for each part of the day, a box for each weekday."""

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.free_times import PARTS, clock
from peergroups.kit.forms import Form
from peergroups.kit.spoken import clock as said

NAMES = {
    "early": gettext_lazy("Early"),
    "morning": gettext_lazy("Morning"),
    "midday": gettext_lazy("Midday"),
    "afternoon": gettext_lazy("Afternoon"),
    "evening": gettext_lazy("Evening"),
    "late": gettext_lazy("Late"),
}


class Days(forms.CheckboxSelectMultiple):
    """The days of a week in one row, each a thumb high."""

    template_name = "django/forms/widgets/days.html"


class WeekForm(Form):
    """When somebody could meet in an ordinary week."""

    def __init__(self, *args, ticked, **kwargs):
        super().__init__(*args, initial={part: sorted(days) for part, days in ticked.items()}, **kwargs)
        for part, (first, end) in PARTS.items():
            self.fields[part] = forms.TypedMultipleChoiceField(
                label=_("%(part)s, %(first)s to %(end)s")
                % {"part": NAMES[part], "first": said(clock(first)), "end": said(clock(end))},
                choices=list(WEEKDAYS_ABBR.items()),
                coerce=int,
                required=False,
                widget=Days,
                error_messages={"invalid_choice": gettext_lazy("Choose days of the week.")},
            )

    def clean(self):
        """Gather what was ticked; with nothing ticked there is nothing to keep."""
        typed = super().clean()
        self.ticks = {part: set(typed.get(part, ())) for part in PARTS}
        if self.needs_any() and not self.errors and not any(self.ticks.values()):
            self.add_error("early", _("Tick at least one part of a week, or leave this for later."))
        return typed

    def needs_any(self):
        """Say whether nothing at all is no answer."""
        return True
