"""Does it make sense what somebody says of themselves?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups import countries
from groups.models import Person
from groups.zones import choices
from peergroups.kit.forms import ModelForm


class PersonForm(ModelForm):
    """Who I am, as the members of my groups see it."""

    time_zone = forms.ChoiceField(
        label=_("Your time zone"),
        choices=choices,
        help_text=_("Every time is shown by this clock."),
        error_messages={"invalid_choice": _("Choose a time zone from the list.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound and not self.instance.name:
            # Nobody has chosen this clock yet: js/zone.js takes the device's.
            self.fields["time_zone"].widget.attrs["data-zone-first"] = ""

    class Meta:
        model = Person
        fields = ["name", "business", "time_zone"]
        labels = {"name": _("Your name"), "business": _("Your business, in two lines")}
        help_texts = {"business": _("What you do and for whom. The members of your groups see this.")}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "business": forms.Textarea(attrs={"rows": 2}),
        }
        error_messages = {
            "name": {
                "required": _("Enter your name, as your group should call you."),
                "max_length": _("Enter a name of at most 80 characters."),
            },
            "business": {"max_length": _("Say it in at most 200 characters.")},
        }


class YouForm(PersonForm):
    """All that I say of myself in the settings: also where I live, when my clock does not tell."""

    country = forms.ChoiceField(
        label=_("Your country"),
        choices=countries.choices,
        required=False,
        help_text=_("When a date is chosen, your facilitator sees if it is a public holiday there."),
        error_messages={"invalid_choice": _("Choose a country from the list.")},
    )

    class Meta(PersonForm.Meta):
        fields = [*PersonForm.Meta.fields, "country"]
