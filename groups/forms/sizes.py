"""Why does a group start or go on with fewer or more people than it should have?"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peergroups.kit.forms import Form


class StartForm(Form):
    """Opening a group; a reason is asked for when it has fewer or more peers than its programme says."""

    reason = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": gettext_lazy("Say it in at most 500 characters.")},
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        told = _("Why start with fewer than %(least)d or more than %(most)d people")
        self.fields["reason"].label = told % {"least": programme.smallest, "most": programme.largest}


class SizeForm(Form):
    """Why a started group goes on with fewer peers than its programme says."""

    reason = forms.CharField(
        help_text=gettext_lazy("It is kept with your name."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": gettext_lazy("Write why the group goes on as it is."),
            "max_length": gettext_lazy("Say it in at most 500 characters."),
        },
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        told = _("Why the group goes on with fewer than %(least)d")
        self.fields["reason"].label = told % {"least": programme.smallest}
