"""Do the minutes of an agenda make sense, who sits in its hot seats, and what a member wants talked about?"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.agenda import LONGEST
from meetings.forms.placed import WHOLE_MINUTES
from meetings.models.agenda_items import check_sum
from peergroups.kit.forms import Form


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
