"""Does it make sense what somebody says who wants in? Who they are, what they want, and when they could meet."""

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from groups.forms.free_times import WeekForm
from groups.forms.profiles import GiveAndTakeForm
from groups.zones import choices
from peergroups.kit.forms import Form


class StrangerForm(Form):
    """Who somebody is, before there is an account."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Enter your name."),
            "max_length": _("Enter a name of at most 80 characters."),
        },
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "max_length"), _("Enter an address like name@example.org.")
        ),
    )

    def __init__(self, *args, may_ask=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.may_ask = may_ask

    def clean_email(self):
        """Judge how often, and never whose address it is."""
        email = self.cleaned_data["email"].lower()
        if not self.may_ask(email):
            raise forms.ValidationError(_("That was often enough for now. Try again in a minute."))
        return email


class WantsForm(GiveAndTakeForm):
    """What I bring and what I want: of these, what I want is for the admins alone."""

    wants = forms.CharField(
        max_length=1000,
        help_text=_("What should be different in a year? Only the admins read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Say it in at most 1,000 characters.")},
    )

    def __init__(self, *args, application, **kwargs):
        super().__init__(*args, initial={"wants": application.wants}, **kwargs)
        self.application = application

    def save(self, commit=True):
        self.application.wants = self.cleaned_data["wants"]
        self.application.save(update_fields=["wants"])
        return super().save(commit)


class WindowsForm(WeekForm):
    """When I could meet, by which clock; each box says how many others could meet then."""

    time_zone = forms.ChoiceField(
        label=_("Your time zone"),
        choices=choices,
        error_messages={"invalid_choice": _("Choose a time zone from the list.")},
    )

    def __init__(self, *args, person, reached, ticked, **kwargs):
        super().__init__(*args, ticked=ticked, **kwargs)
        self.fields["time_zone"].initial = person.time_zone
        if not any(ticked.values()):
            # Nobody has chosen this clock yet: js/zone.js takes the device's.
            self.fields["time_zone"].widget.attrs["data-zone-first"] = ""
        self.tells = any(reached.values())
        for part, field in self.fields.items():
            if part != "time_zone":
                field.choices = [(day, told(name, reached[part, day])) for day, name in WEEKDAYS_ABBR.items()]

    def parts(self):
        """The rows of the week, without the clock."""
        return [field for field in self if field.name != "time_zone"]

    def needs_any(self):
        return False


def told(name, others):
    """Write under a day how many others can meet then, where that is told at all."""
    return format_html("{} <small>{}+</small>", name, others) if others else name
