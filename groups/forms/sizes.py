"""Why does a group start or go on with fewer or more people than it should have?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from peergroups.kit.forms import Form


class StartForm(Form):
    """Opening a group; a reason is asked for when it has fewer than five or more than seven peers."""

    reason = forms.CharField(
        label=_("Why start with fewer than five or more than seven people"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Say it in at most 500 characters.")},
    )


class SizeForm(Form):
    """Why a started group goes on with fewer than five peers."""

    reason = forms.CharField(
        label=_("Why the group goes on with fewer than five"),
        help_text=_("It is kept with your name."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Write why the group goes on as it is."),
            "max_length": _("Say it in at most 500 characters."),
        },
    )
