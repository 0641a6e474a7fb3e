"""What are meetings called in somebody's own calendar?"""

from django import forms
from django.utils.translation import gettext_lazy

from peergroups.kit.forms import Form


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
