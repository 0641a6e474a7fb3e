"""Do the people named for a group's meetings make sense? And the way in which it is facilitated?"""

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.duties import on
from meetings.models import Duty, Facilitation
from peergroups.kit.forms import Form
from peergroups.kit.spoken import day

Role = Duty.Role


class DutiesForm(Form):
    """One choice for each role of each meeting."""

    def __init__(self, *args, board, group, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.board, self.today = board, timezone.localdate(now, group.clock)
        for sheet in board.sheets:
            for role in Role:
                self.fields[key(sheet, role)] = self.field(sheet, role)

    def field(self, sheet, role):
        said = format_html(
            '{}<span class="visually-hidden">, {}</span>', role.label, day(on(sheet.meeting), self.today)
        )
        return forms.ChoiceField(
            label=said,
            choices=[("", self.nobody(role)), *self.people(sheet, role)],
            initial=sheet.named.get(role, ""),
            required=False,
            error_messages={"invalid_choice": _("Choose one of the group’s members.")},
        )

    def nobody(self, role):
        keepers = [self.board.places[person].person.first_name for person in self.board.keepers]
        return ", ".join(keepers) if role == Role.FACILITATOR and keepers else _("Nobody yet")

    def people(self, sheet, role):
        """Everybody but a professional, who takes no role, with why somebody cannot."""
        for person, place in self.board.places.items():
            if place.is_peer or sheet.named.get(role) == person:
                why = sheet.out.get(person)
                yield person, f"{place.person}: {why}" if why else str(place.person)

    def cards(self):
        """Pair each meeting with its fields."""
        return [(sheet, [self[key(sheet, role)] for role in Role]) for sheet in self.board.sheets]

    def named(self, sheet):
        chosen = {role: self.cleaned_data.get(key(sheet, role)) for role in Role}
        return {role.value: int(person) if person else None for role, person in chosen.items()}

    def clean(self):
        cleaned = super().clean()
        for sheet in self.board.sheets:
            named = self.named(sheet)
            for role, person in named.items():
                if person in sheet.out and person != sheet.named.get(role):
                    words = _("%(name)s: %(why)s. Choose somebody else.")
                    told = {"name": self.board.places[person].person, "why": sheet.out[person]}
                    self.add_error(key(sheet, role), words % told)
            leads = [named[Role.FACILITATOR]] if named[Role.FACILITATOR] else self.board.keepers
            if named[Role.ELECT] in leads:
                self.add_error(
                    key(sheet, Role.ELECT), _("The elect stands in for the facilitator. Choose somebody else.")
                )
        return cleaned


def key(sheet, role):
    return f"{sheet.meeting.pk}_{role}"


class FacilitationForm(Form):
    """How a group is facilitated."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Who facilitates"),
        choices=Facilitation.Kind,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose one of the three.")),
    )
