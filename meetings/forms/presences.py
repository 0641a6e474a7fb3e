"""How was each member at a meeting?"""

from django import forms
from django.utils.translation import gettext as _

from meetings.models import Presence
from peergroups.kit.forms import Form


class PresenceForm(Form):
    """How each member was at a meeting."""

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        for place in places:
            self.fields[f"was_{place.person_id}"] = forms.ChoiceField(
                label=str(place.person),
                choices=Presence.Was,
                initial=place.was,
                widget=forms.RadioSelect,
                error_messages=dict.fromkeys(
                    ("required", "invalid_choice"), _("Choose how %(name)s was there.") % {"name": place.person}
                ),
            )

    def was(self):
        """Return how each was, by the id of the person."""
        return {int(name.removeprefix("was_")): was for name, was in self.cleaned_data.items()}
