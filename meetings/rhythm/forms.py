"""Does it make sense how a group wants to meet, and which of its dates it would skip or move?"""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.cadence import FURTHEST as CARRIED
from meetings.cadence import LAST, Rule
from meetings.forms.placed import PlacedForm
from meetings.forms.starts import A_DAY, FURTHEST, TAKEN, TOO_FAR, refused
from meetings.models import Cadence
from peergroups.kit import spoken
from peergroups.kit.forms import DayField, Form, TimeField
from peergroups.kit.wallclock import instant, local, local_day

ROW = re.compile(r"(?:skip|day|time|after)_(\d{4}-\d\d-\d\d)")
MOST_ROWS = 60
MONDAY = date(2024, 1, 1)
CHOOSE = gettext_lazy("Choose one from the list.")
WEEKS = gettext_lazy("Enter a number of weeks from 1 to 12.")


def weekdays():
    return [(number, spoken.weekday(MONDAY + number * A_DAY)) for number in range(7)]


class RhythmForm(PlacedForm):
    """By which rule a group meets, how long and where; the time is that of the group's own zone."""

    pattern = forms.ChoiceField(
        label=gettext_lazy("How often"),
        choices=Cadence.Pattern,
        initial=Cadence.Pattern.MONTHLY,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose one of the two.")),
    )
    nth = forms.TypedChoiceField(
        label=gettext_lazy("Which one of the month"),
        choices=[
            (1, gettext_lazy("First")),
            (2, gettext_lazy("Second")),
            (3, gettext_lazy("Third")),
            (4, gettext_lazy("Fourth")),
            (LAST, gettext_lazy("Last")),
        ],
        coerce=int,
        empty_value=None,
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE),
    )
    every = forms.IntegerField(
        label=gettext_lazy("Every how many weeks"),
        min_value=1,
        max_value=12,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), WEEKS),
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Day of the week"),
        choices=weekdays,
        coerce=int,
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE),
    )
    time = TimeField(
        label=gettext_lazy("Time"), error_messages={"required": gettext_lazy("Choose the time it starts.")}
    )
    first_on = DayField(
        label=gettext_lazy("From this day on"),
        help_text=gettext_lazy("Dates before it stay as they are."),
        error_messages={"required": gettext_lazy("Choose the day from which this holds.")},
    )
    since = forms.DateField(required=False, widget=forms.HiddenInput)  # of "all after": the first date it moves

    class Meta(PlacedForm.Meta):
        model = Cadence

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = local_day(self.now, self.group.zone)
        kept = self.instance
        if not kept._state.adding:
            self.initial |= {
                name: getattr(kept, name)
                for name in ("pattern", "nth", "every", "weekday", "first_on", "time", "minutes")
            }

    def clean_first_on(self):
        """Refuse a day from which no date would come, but keep the one the rhythm began with."""
        day = self.cleaned_data["first_on"]
        if day > self.today + FURTHEST:
            raise ValidationError(TOO_FAR)
        if day < self.today and day != self.instance.first_on:
            raise ValidationError(_("Choose a day still to come. Meetings held stay as they were."))
        return day

    def _clean_fields(self):
        """Ask of the two answers the one that the pattern needs."""
        of_pattern = {"nth": Cadence.Pattern.MONTHLY, "every": Cadence.Pattern.WEEKS}
        for name, pattern in of_pattern.items():
            self.fields[name].required = self.data.get("pattern") == pattern
        super()._clean_fields()
        for name in of_pattern:
            self.fields[name].required = True  # as it is shown

    def _post_clean(self):
        """Judge no row: nothing is kept before the dates were seen."""

    @property
    def rule(self):
        """Return what was chosen, as sums are done with it."""
        given = self.cleaned_data
        weeks = given["pattern"] == Cadence.Pattern.WEEKS
        return Rule(
            weekday=given["weekday"],
            at=given["time"],
            first_on=given["first_on"],
            nth=None if weeks else given["nth"],
            every=given["every"] if weeks else None,
        )

    @property
    def of_rule(self):
        return [self[name] for name in ("weekday", "time", "first_on")]

    @property
    def of_place(self):
        return [self[name] for name in ("minutes", *Cadence.PLACE_FIELDS)]

    @property
    def moves_since(self):
        """Return from which date on those that stand follow, unless the rule was since chosen to begin far later."""
        since = self.cleaned_data.get("since")
        return since if since and self.cleaned_data["first_on"] - since <= CARRIED else None


class DatesForm(Form):
    """For each date: whether it is skipped, or held at another time, and whether all after it follow."""

    def __init__(self, data=None, *, group, now, **kwargs):
        super().__init__(data.copy() if data is not None else None, **kwargs)
        self.group, self.now = group, now
        for day in sorted(set(posted_days(data or {})))[:MOST_ROWS]:
            self.ask(day)

    def ask(self, day, drawn=None):
        """Ask about one date; where nothing was typed yet, what it is today stands in its boxes."""
        if f"skip_{day}" in self.fields:
            return
        self.fields |= {f"{name}_{day}": field for name, field in fields().items()}
        if drawn is not None:
            at = local(drawn.starts_at, self.group.zone)
            held = {f"day_{day}": f"{at:%Y-%m-%d}", f"time_{day}": f"{at:%H:%M}"} if drawn.by_hand else {}
            held |= {f"skip_{day}": "on"} if drawn.fate == "skipped" else {}
            if self.is_bound:
                self.data.update(held)
            self.initial |= held

    def row(self, day):
        """Return the boxes of one date."""
        return {name: self[f"{name}_{day}"] for name in fields()}

    @property
    def days(self):
        return [date.fromisoformat(name.removeprefix("skip_")) for name in self.fields if name.startswith("skip_")]

    def clean(self):
        cleaned = super().clean()
        self.chosen = {day: self.clean_start(day) for day in self.days}
        return cleaned

    def clean_start(self, day):
        """Find the moment chosen for one date; refuse half of one, one that has passed, and one that clocks skip."""
        on, at = (self.cleaned_data.get(f"{name}_{day}") for name in ("day", "time"))
        if {f"day_{day}", f"time_{day}"} & set(self.errors):
            return None
        if on is None and at is None:
            wanted = self.cleaned_data.get(f"after_{day}")
            return self.add_error(f"day_{day}", _("Choose the day it moves to.")) if wanted else None
        if on is None or at is None:
            name, message = ("day", _("Choose the day it moves to.")) if on is None else ("time", _("Choose the time."))
            return self.add_error(f"{name}_{day}", message)
        if wrong := refused(on, at, self.group.zone, self.now):
            return self.add_error(f"{wrong[0]}_{day}", wrong[1])
        return instant(on, at, self.group.zone)

    @property
    def skipped(self):
        return frozenset(day for day in self.days if self.cleaned_data.get(f"skip_{day}"))

    @property
    def carried(self):
        """Return the first date that takes all after it along, with the start chosen for it; else None."""
        found = [day for day in self.days if self.cleaned_data.get(f"after_{day}") and self.chosen[day]]
        return (min(found), self.chosen[min(found)]) if found else None

    def check_free(self, drawn, standing):
        """Refuse two meetings at the same time, beside the one that was moved there."""
        known = [each.meeting for each in drawn]
        seen = {meeting.starts_at for meeting in standing if meeting not in known}  # on days the rule does not name
        for each in sorted((each for each in drawn if each.stands), key=lambda each: each.by_hand):
            if each.starts_at in seen and f"day_{each.day}" in self.fields:
                self.add_error(f"day_{each.day}", TAKEN)
            seen.add(each.starts_at)


def fields():
    """Make the boxes of one date."""
    return {
        "skip": forms.BooleanField(label=_("Skip this date"), required=False),
        "day": DayField(label=_("Move it to"), required=False),
        "time": TimeField(label=_("Time"), required=False),
        "after": forms.BooleanField(label=_("And all after it likewise"), required=False),
    }


def posted_days(data):
    """Return the dates that a form spoke of, as far as they are dates."""
    for name in data:
        if found := ROW.fullmatch(name):
            try:
                yield date.fromisoformat(found[1])
            except ValueError:
                continue
