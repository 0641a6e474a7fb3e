"""Does it make sense which mails somebody wants, and when?"""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.topics import TOPICS
from peergroups.kit.forms import DayField, Form
from peergroups.kit.spoken import full_hours
from peergroups.kit.wallclock import local_day

CHOOSE = {
    "required": gettext_lazy("Choose one of these."),
    "invalid_choice": gettext_lazy("Choose one of these."),
    "invalid_list": gettext_lazy("Choose one of these."),
}
LONGEST_PAUSE = timedelta(days=366)
OPTIONAL = {"required": False}


class WishesForm(Form):
    """A tick for each topic, the quiet hours, and until when nothing comes."""

    quiet_from = forms.TypedChoiceField(
        label=gettext_lazy("Quiet from"), choices=full_hours, coerce=int, error_messages=CHOOSE
    )
    quiet_until = forms.TypedChoiceField(
        label=gettext_lazy("Quiet until"),
        help_text=gettext_lazy("The same hour twice: no quiet hours."),
        choices=full_hours,
        coerce=int,
        error_messages=CHOOSE,
    )
    quiet_weekends = forms.BooleanField(
        label=gettext_lazy("Weekends are quiet as well"),
        help_text=gettext_lazy("A mail for the weekend comes on Monday, or not at all where Monday is too late."),
        required=False,
    )
    paused_until = DayField(
        label=gettext_lazy("No mails until"),
        help_text=gettext_lazy("On that day they come again. Leave it empty, and there is no pause."),
        required=False,
    )

    def __init__(self, *args, wishes, now, **kwargs):
        super().__init__(*args, initial=as_it_stands(wishes), **kwargs)
        self.today = local_day(now, wishes.person.time_zone)
        self.fields["wanted"] = forms.MultipleChoiceField(
            label=_("Which mails come"),
            choices=[(topic.name, topic.called) for topic in TOPICS.values()],
            widget=forms.CheckboxSelectMultiple,
            error_messages=CHOOSE,
            **OPTIONAL,
        )
        self.order_fields(["wanted", "quiet_from", "quiet_until", "quiet_weekends", "paused_until"])

    def rows(self):
        """Pair each topic with its tick, for a table."""
        return zip(TOPICS.values(), self["wanted"], strict=True)

    def clean_paused_until(self):
        day = self.cleaned_data["paused_until"]
        if day and day > self.today + LONGEST_PAUSE:
            raise ValidationError(_("Choose a day within a year."))
        if day and day <= self.today and day != self.initial["paused_until"]:
            raise ValidationError(_("Choose a day from tomorrow on, or leave it empty."))
        return day if day and day > self.today else None

    def clean(self):
        typed = super().clean()
        if "wanted" in typed:
            wanted = typed.pop("wanted")
            typed["stopped"] = [name for name in TOPICS if name not in wanted]
        return typed


def as_it_stands(wishes):
    return {
        "wanted": [name for name in TOPICS if name not in wishes.stopped],
        "quiet_from": wishes.quiet_from,
        "quiet_until": wishes.quiet_until,
        "quiet_weekends": wishes.quiet_weekends,
        "paused_until": wishes.paused_until,
    }
