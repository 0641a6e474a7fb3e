"""Do the words of a mail to members make sense, and is there anybody to get it?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.letters import PROPOSED, Matter
from peergroups.kit.forms import Form


class LetterForm(Form):
    """To whom a facilitator writes, and what."""

    to = forms.MultipleChoiceField(
        label=_("To"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("required", "invalid_choice", "invalid_list"), _("Tick at least one of them.")),
    )
    text = forms.CharField(
        label=_("Your words"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Write a line or two, or go back."),
            "max_length": _("Say it in at most 2,000 characters."),
        },
    )

    def __init__(self, data, *, matter, places):
        keys = [str(place.person_id) for place in places]
        super().__init__(data, initial={"to": keys, "text": str(PROPOSED[Matter(matter)])})
        self.places = places
        self.fields["to"].choices = [(str(place.person_id), str(place.person)) for place in places]

    def chosen(self):
        return [place for place in self.places if str(place.person_id) in self.cleaned_data["to"]]
