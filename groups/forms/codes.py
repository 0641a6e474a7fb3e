"""Is this the code that was sent?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from peergroups.kit.forms import Form


class CodeForm(Form):
    """The six digits that came by mail."""

    code = forms.CharField(
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Enter the six digits of the mail.")},
    )

    def __init__(self, *args, take=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.take = take

    def clean_code(self):
        if not self.take(self.cleaned_data["code"]):
            raise forms.ValidationError(_("This is not the code we sent last, or it is too old."))
        return self.cleaned_data["code"]
