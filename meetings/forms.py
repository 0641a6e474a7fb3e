"""Does what was typed about a meeting or its agenda make sense?"""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.agenda import LONGEST
from meetings.models import Attendance, Meeting
from meetings.models.agenda_items import check_sum
from meetings.placed_form import WHOLE_MINUTES, PlacedForm
from peergroups.kit.forms import DayField, Form, Segmented
from peergroups.kit.wallclock import exists, instant

A_DAY = timedelta(days=1)
FURTHEST = timedelta(days=2 * 366)


class MeetingForm(PlacedForm):
    """When and where a group meets; the time is that of the group's own zone."""

    day = DayField(
        label=gettext_lazy("Day"),
        error_messages={"required": gettext_lazy("Choose the day of the meeting.")},
    )
    time = forms.TimeField(
        label=gettext_lazy("Time"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": gettext_lazy("Choose the time it starts."),
            "invalid": gettext_lazy("Enter a time like 18:00."),
        },
    )

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
        """Refuse what lies beyond any plan, and at the edge of what clocks and calendars can count."""
        day, today = self.cleaned_data["day"], self.now.date()
        if day < today - A_DAY:
            raise ValidationError(_("Choose a day and time still to come."))
        if day > today + FURTHEST:
            raise ValidationError(_("Choose a day within the next two years."))
        return day

    def clean_start(self, day, time):
        """Find the instant; a time that clocks skip, that has passed or that is taken is refused beside its field."""
        if not exists(day, time, self.group.zone):
            self.add_error("time", _("Clocks change that night and skip this time. Choose one an hour later."))
        starts_at = instant(day, time, self.group.zone)
        if starts_at <= self.now:
            self.add_error("day", _("Choose a day and time still to come."))
        taken = self.group.meetings.standing().exclude(pk=self.instance.pk).filter(starts_at=starts_at)
        if taken.exists():
            self.add_error("day", _("The group already meets at this time. Choose another."))
        self.cleaned_data["starts_at"] = starts_at

    def parts(self, minutes, people):
        """Return those it has, or would have."""
        return self.instance.parts() if self.instance.starts_at else super().parts(minutes, people)

    def decided(self):
        """Return when, how long, how and where, as a meeting is planned or moved."""
        return {name: self.cleaned_data[name] for name in ("starts_at", "minutes")} | self.where()


class AgendaForm(Form):
    """The minutes of each agenda item, and who takes each hot seat; `away` says of whom why they cannot."""

    def __init__(self, *args, meeting, items, people, away, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting, self.items, self.away = meeting, items, away
        for item in items:
            self.fields[f"minutes_{item.pk}"] = minutes_field(item)
            if item.is_hot_seat:
                self.fields[f"seat_{item.pk}"] = seat_field(item, people)

    def rows(self):
        """Pair each item with its fields, in the agenda's order."""
        for item in self.items:
            seat = self[f"seat_{item.pk}"] if item.is_hot_seat else None
            yield item, self[f"minutes_{item.pk}"], seat

    def clean(self):
        cleaned = super().clean()
        minutes = self.minutes()
        if len(minutes) == len(self.items):
            check_sum(sum(minutes.values()), self.meeting.minutes)
        for item_id, person in self.seats().items():
            if person in self.away:
                self.add_error(
                    f"seat_{item_id}", _("%(absence)s. Choose somebody else.") % {"absence": self.away[person]}
                )
        seated = [person for person in self.seats().values() if person]
        if len(seated) != len(set(seated)):
            raise ValidationError(_("Give each hot seat to a different person."))
        return cleaned

    def minutes(self):
        """Return the minutes by item id, as far as they make sense."""
        named = {item.pk: self.cleaned_data.get(f"minutes_{item.pk}") for item in self.items}
        return {pk: minutes for pk, minutes in named.items() if minutes}

    def seats(self):
        """Return the id of the person in each hot seat, by item id; None where nobody is."""
        chosen = {item.pk: self.cleaned_data.get(f"seat_{item.pk}") for item in self.items if item.is_hot_seat}
        return {pk: int(person) if person else None for pk, person in chosen.items()}


def minutes_field(item):
    return forms.IntegerField(
        label=_("Minutes for %(item)s") % {"item": item},
        initial=item.minutes,
        min_value=1,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "full", "data-minute": ""}),
        error_messages={
            "required": WHOLE_MINUTES,
            "invalid": WHOLE_MINUTES,
            "min_value": _("Each part takes at least a minute."),
            "max_value": _("Enter at most 480 minutes."),
        },
    )


def seat_field(item, people):
    return forms.ChoiceField(
        label=_("Who takes this hot seat"),
        choices=[("", _("Nobody yet")), *people],
        initial=item.holder.pk if item.holder else "",
        required=False,
        error_messages={"invalid_choice": _("Choose one of the group’s members.")},
    )


class TopicForm(Form):
    """Something to talk about, in a sentence or two."""

    topic = forms.CharField(
        label=gettext_lazy("What should we talk about?"),
        help_text=gettext_lazy("A sentence or two. Your group reads it; the facilitator makes time for it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": gettext_lazy("Write what you want to talk about."),
            "max_length": gettext_lazy("Say it in at most 300 characters."),
        },
    )


class AttendanceForm(Form):
    """Whether I come."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Are you coming?"),
        choices=Attendance.Answer,
        widget=Segmented,
        error_messages={"required": gettext_lazy("Choose one of the three answers.")},
    )


class CalendarForm(Form):
    """What meetings are called in my calendar."""

    title = forms.ChoiceField(
        label=gettext_lazy("Meetings are called"),
        choices=[("neutral", gettext_lazy("“Peer group meeting”")), ("full", gettext_lazy("By the name of the group"))],
        help_text=gettext_lazy(
            "Whoever sees your calendar reads it: often colleagues, an assistant or your family. "
            "The group’s name tells them that you are in it."
        ),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose one of the two.")),
    )
