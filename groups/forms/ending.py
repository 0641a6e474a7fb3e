"""Does somebody want to hear of the next intake?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from peergroups.kit.forms import Form


class HearForm(Form):
    """Yes or no; no until they say otherwise."""

    yes = forms.BooleanField(label=_("Tell me of the next intake"), required=False)
