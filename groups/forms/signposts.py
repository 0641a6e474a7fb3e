"""Does it make sense whom to call in a crisis?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.countries import names
from groups.models.signposts import LONGEST_SIGNPOST
from peergroups.kit.forms import Form


def countries():
    return [("", _("Everywhere")), *sorted(names().items(), key=lambda pair: pair[1])]


class SignpostForm(Form):
    """A country, and whom to call there."""

    country = forms.ChoiceField(
        label=_("Country"),
        choices=countries,
        required=False,
        error_messages={"invalid_choice": _("Choose a country from the list.")},
    )
    text = forms.CharField(
        label=_("Whom to call there"),
        max_length=LONGEST_SIGNPOST,
        required=False,
        widget=forms.Textarea,
        help_text=_("A name and a number for each, as you would say it on the phone. Empty takes it down."),
        error_messages={"max_length": _("Say it in at most 500 characters.")},
    )
