"""Does it make sense when and where a group would meet, and who says that they come?"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.forms.placed import PlacedForm
from meetings.forms.starts import TAKEN, out_of_reach, refused
from meetings.models import Attendance, Meeting
from meetings.planning import is_taken
from peergroups.kit import spoken
from peergroups.kit.forms import DayField, Form, Segmented, TimeField
from peergroups.kit.wallclock import instant


class MeetingForm(PlacedForm):
    """When and where a group meets; the time is that of the group's own zone."""

    day = DayField(
        label=gettext_lazy("Day"),
        error_messages={"required": gettext_lazy("Choose the day of the meeting.")},
    )
    time = TimeField(
        label=gettext_lazy("Time"), error_messages={"required": gettext_lazy("Choose the time it starts.")}
    )

    field_order = ("day", "time", "minutes", "place", "address", "dial_in", "link")  # as the page asks

    class Meta(PlacedForm.Meta):
        model = Meeting

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.starts_at:
            local = timezone.localtime(self.instance.starts_at, timezone=self.group.clock)
            self.initial |= {"day": local.date(), "time": local.time(), "minutes": self.instance.minutes}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("day") and cleaned.get("time"):
            self.clean_start(cleaned["day"], cleaned["time"])
        return cleaned

    def clean_day(self):
        day = self.cleaned_data["day"]
        if wrong := out_of_reach(day, self.group.zone, self.now):
            raise ValidationError(wrong)
        return day

    def clean_start(self, day, time):
        """Find the instant; a time that clocks skip, that has passed or that is taken is refused beside its field."""
        starts_at = instant(day, time, self.group.zone)
        if wrong := refused(day, time, self.group.zone, self.now):
            self.add_error(*wrong)
        elif is_taken(self.group, starts_at, but=self.instance):
            self.add_error("day", TAKEN)
        self.cleaned_data["starts_at"] = starts_at

    def people(self):
        return self.instance.laid_for if self.instance.starts_at else super().people()

    def parts(self, minutes, people):
        """Return those it has, or would have."""
        return self.instance.parts() if self.instance.starts_at else super().parts(minutes, people)

    def decided(self):
        """Return when, how long, how and where, as a meeting is planned or moved."""
        return {name: self.cleaned_data[name] for name in ("starts_at", "minutes")} | self.where()


class MoveForm(MeetingForm):
    """Another time or place for a meeting, by somebody who knew when it stood as they opened the page."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = when(self.instance)

    def clean_seen(self):
        """Refuse what was typed for another time than it has by now; sent again, it was meant."""
        held = Meeting.objects.select_for_update().select_related("group").get(pk=self.instance.pk)
        seen, stands = self.cleaned_data["seen"], when(held)
        if seen and seen != stands:
            told = {"when": spoken.time_range(held.starts_at, held.minutes, self.group.zone, self.now)}
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = stands
            self.add_error(
                "day", _("Meanwhile it was moved to %(when)s. Save again if it should be as you typed.") % told
            )
        return seen


def when(meeting):
    """Name a time of a meeting, to know it again."""
    return f"{meeting.starts_at.timestamp():.0f} {meeting.minutes}"


class AttendanceForm(Form):
    """Whether I come."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Are you coming?"),
        choices=Attendance.Answer,
        widget=Segmented,
        error_messages={"required": gettext_lazy("Choose one of the three answers.")},
    )
