"""Does the next version of a charter say something new?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.charters import changed
from peergroups.kit.forms import Form


class CharterForm(Form):
    """The next version of what a group agreed on; `before` is the one that stands."""

    opening = forms.CharField(
        label=_("The line that opens each meeting"),
        help_text=_("It stands on top of every meeting’s page."),
        max_length=200,
        error_messages={
            "required": _("Enter the line that opens each meeting."),
            "max_length": _("Say it in at most 200 characters."),
        },
    )
    text = forms.CharField(
        label=_("What you agree on"),
        help_text=_("An empty line between two points."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 20}),
        error_messages={
            "required": _("Enter what the members agree on."),
            "max_length": _("Keep it under 20,000 characters, so that everybody reads it."),
        },
    )

    def __init__(self, *args, before, **kwargs):
        super().__init__(*args, initial={"opening": before.opening, "text": before.text}, **kwargs)
        self.before = before

    def clean(self):
        """Find what would change; signing the same text anew would be asked of everybody for nothing."""
        typed = super().clean()
        if not self.errors:
            self.changes = changed(self.before, typed["text"], typed["opening"])
            if not self.changes:
                self.add_error("text", _("Nothing has changed yet."))
        return typed
