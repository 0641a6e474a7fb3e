"""Does what a facilitator says of a meeting with too few people make sense?"""

from django import forms
from django.utils.translation import gettext_lazy

from meetings.models import Decision
from peergroups.kit.forms import Form

A_NUMBER = gettext_lazy("Enter a number from 1 to 12, or leave it empty.")


class DecisionForm(Form):
    """Keep, move or shorten; shorten only where something is to be won."""

    choice = forms.ChoiceField(
        choices=Decision.Choice,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose one of the ways below.")),
    )

    def __init__(self, *args, may_shorten, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_shorten:
            self.fields["choice"].choices = [
                way for way in Decision.Choice.choices if way[0] != Decision.Choice.SHORTEN
            ]


class QuorumForm(Form):
    """With how many peers a group meets at least."""

    least = forms.IntegerField(
        label=gettext_lazy("We meet with at least"),
        required=False,
        min_value=1,
        max_value=12,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), A_NUMBER),
    )
