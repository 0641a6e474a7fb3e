"""What does an admin at the workbench send? Who goes where, and the plan they looked at."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peergroups.kit.forms import Form

LONGEST_REASON = {"max_length": _("Say it in at most 500 characters.")}


class SeenForm(Form):
    """Every act names the step it was decided on."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class MoveForm(SeenForm):
    person = forms.CharField(max_length=40, widget=forms.HiddenInput)
    to = forms.CharField(max_length=40, widget=forms.HiddenInput)


class SwapForm(SeenForm):
    person = forms.CharField(max_length=40, widget=forms.HiddenInput)
    other = forms.CharField(max_length=40)


class LockForm(SeenForm):
    """A group or a person, to be fixed or freed."""

    group = forms.CharField(max_length=10, required=False)
    person = forms.CharField(max_length=40, required=False)
    locked = forms.BooleanField(required=False)


class ArrangeForm(SeenForm):
    """When a group meets, who keeps it and what it is called, by hand."""

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        required=False,
        help_text=_("Without one it is called by its intake and a letter."),
        error_messages={"max_length": _("A name has at most 80 characters.")},
    )
    start = forms.TypedChoiceField(
        label=_("Time"), coerce=int, error_messages={"invalid_choice": _("Choose one of these times.")}
    )
    facilitator = forms.ChoiceField(
        label=_("Facilitator"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of these people.")},
    )

    def __init__(self, *args, times, keepers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["start"].choices = times
        self.fields["facilitator"].choices = [("", _("Nobody yet")), *keepers]


class NoteForm(Form):
    text = forms.CharField(
        label=_("Note on this group"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=LONGEST_REASON,
    )


class OverrideForm(Form):
    """Why a rule may be broken here."""

    matter = forms.CharField(max_length=120, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why this may stay so"),
        help_text=_("It is kept with your name, for the admins."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=LONGEST_REASON | {"required": _("Write why this may stay so.")},
    )
