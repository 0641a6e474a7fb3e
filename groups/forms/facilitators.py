"""Does it make sense what somebody who keeps groups takes, and where?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups import vocabulary
from groups.forms.programmes import address_field
from peergroups.kit.forms import Form


class FacilitatorForm(Form):
    """How many groups somebody keeps, in which languages, and where."""

    groups_at_most = forms.IntegerField(
        label=_("How many groups they take"),
        initial=2,
        min_value=1,
        max_value=20,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Enter a number from 1 to 20.")
        ),
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages"),
        choices=[*vocabulary.LANGUAGES.items()],
        initial=["en"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one language."),
            "invalid_choice": _("Choose languages from the list."),
        },
    )
    online = forms.BooleanField(label=_("They keep groups online"), required=False, initial=True)
    cities = forms.CharField(
        label=_("Cities in which they keep groups in person"),
        help_text=_("With commas between them."),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Enter at most 200 characters.")},
    )

    def clean_cities(self):
        return [city for city in (part.strip() for part in self.cleaned_data["cities"].split(",")) if city]

    def clean(self):
        typed = super().clean()
        if "cities" in typed and not typed["cities"] and not typed.get("online"):
            self.add_error("online", _("Tick this, or enter a city: otherwise there is no place for a group."))
        return typed


class NewFacilitatorForm(FacilitatorForm):
    """The same, of somebody new."""

    email = address_field(_("Their e-mail address"))
    field_order = ["email"]
