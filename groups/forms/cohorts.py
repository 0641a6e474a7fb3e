"""Do the days of an intake follow each other?"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups.models import Cohort
from peergroups.kit.forms import DayField, ModelForm
from peergroups.kit.spoken import day

TEN_YEARS = timedelta(days=3653)


class CohortForm(ModelForm):
    """The days of an intake."""

    opens_on = DayField(label=_("First day to apply"), error_messages={"required": _("Choose the first day to apply.")})
    closes_on = DayField(label=_("Last day to apply"), error_messages={"required": _("Choose the last day to apply.")})
    answers_by = DayField(
        label=_("Everybody has an answer by"), error_messages={"required": _("Choose the day by which all have heard.")}
    )
    starts_on = DayField(
        label=_("Its groups meet from"), error_messages={"required": _("Choose the day from which groups meet.")}
    )
    ends_on = DayField(
        label=_("Its groups meet until"),
        help_text=_("Afterwards each group can go on by itself. Nothing is closed."),
        error_messages={"required": _("Choose the day until which groups meet.")},
    )

    class Meta:
        model = Cohort
        fields = ["name", "opens_on", "closes_on", "answers_by", "starts_on", "ends_on"]
        labels = {"name": _("What it is called")}
        help_texts = {"name": _("Applicants read it: Spring 2027, for example.")}
        error_messages = {
            "name": {
                "required": _("Enter what the intake is called."),
                "max_length": _("Enter a name of at most 80 characters."),
            },
        }

    ORDER = (
        ("opens_on", "closes_on", _("Choose %(day)s, the first day to apply, or a later day.")),
        ("closes_on", "answers_by", _("Choose %(day)s, the last day to apply, or a later day.")),
        ("answers_by", "starts_on", _("Choose %(day)s, when everybody has an answer, or a later day.")),
        ("starts_on", "ends_on", _("Choose a day after %(day)s, when its groups begin to meet.")),
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.near = today - TEN_YEARS, today + TEN_YEARS

    def clean(self):
        typed = super().clean()
        for name in self.Meta.fields[1:]:
            if name in typed and not self.near[0] <= typed[name] <= self.near[1]:
                self.add_error(name, gettext("Choose a day within ten years from now."))
        for first, then, told in self.ORDER:
            early, late = typed.get(first), typed.get(then)
            if early and late and (late < early or (then == "ends_on" and late == early)):
                self.add_error(then, ValidationError(told % {"day": day(early, early)}))
        return typed

    def validate_constraints(self):
        """Where the days were judged in sentences already, the database need not say it once more."""
        if not self.errors:
            super().validate_constraints()
