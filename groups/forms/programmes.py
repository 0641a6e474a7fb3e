"""Does it make sense what a programme offers, by which rules, and run by whom?"""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups import vocabulary
from groups.models import Group, Programme
from groups.models.programmes import LARGEST_EVER, SMALLEST_EVER
from groups.zones import choices
from peergroups.kit.forms import Form, ModelForm

ALL = 100


def sized(label):
    return forms.IntegerField(
        label=label,
        min_value=SMALLEST_EVER,
        max_value=LARGEST_EVER,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Enter a number of people from 3 to 12.")
        ),
    )


def address_field(label):
    return forms.EmailField(
        label=label,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Enter an e-mail address."),
            "invalid": _("Enter an address like name@example.org."),
            "max_length": _("Enter an address of at most 254 characters."),
        },
    )


def zone_field(help_text):
    return forms.ChoiceField(
        label=_("Time zone"),
        choices=choices,
        help_text=help_text,
        error_messages={
            "required": _("Choose a time zone from the list."),
            "invalid_choice": _("Choose a time zone from the list."),
        },
    )


class RulesForm(ModelForm):
    """What a programme offers, and what a good group is made of."""

    zone = zone_field(_("The days of its intakes begin and end by this clock."))
    smallest = sized(_("Fewest people in a group"))
    largest = sized(_("Most people in a group"))
    minutes = forms.TypedChoiceField(
        label=_("How long a group meets"),
        coerce=int,
        choices=[(60, _("60 minutes")), (90, _("90 minutes")), (120, _("120 minutes")), (150, _("150 minutes"))],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a length from the list.")),
    )

    class Meta:
        model = Programme
        fields = ["name", "theme", "about", "zone", "smallest", "largest", "minutes"]
        labels = {"name": _("Name"), "theme": _("Theme, in one line"), "about": _("What it offers, and to whom")}
        help_texts = {"about": _("Whoever thinks of applying reads this first.")}
        error_messages = {
            "name": {
                "required": _("Enter what the programme is called."),
                "max_length": _("Enter a name of at most 80 characters."),
            },
            "theme": {"max_length": _("Say it in at most 120 characters.")},
            "about": {"max_length": _("Say it in at most 2,000 characters.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kept = self.instance.weights
        for name, label in vocabulary.FACTORS.items():
            self.fields[f"weigh_{name}"] = forms.IntegerField(
                label=capfirst(label),
                min_value=0,
                max_value=ALL,
                initial=kept.get(name, 0),
                widget=forms.NumberInput(attrs={"data-minute": ""}),
                error_messages=dict.fromkeys(
                    ("required", "invalid", "min_value", "max_value"), _("Enter a number from 0 to 100.")
                ),
            )

    @property
    def plain(self):
        """The fields above the table."""
        return [self[name] for name in self.Meta.fields]

    @property
    def weighed(self):
        """The rows of the table."""
        return [self[f"weigh_{name}"] for name in vocabulary.FACTORS]

    def clean(self):
        typed = super().clean()
        if typed.get("smallest", 0) > typed.get("largest", LARGEST_EVER):
            self.add_error("largest", _("Enter at least as many as the fewest."))
        weights = {name: typed.get(f"weigh_{name}") for name in vocabulary.weights()}
        if None not in weights.values() and sum(weights.values()) != ALL:
            told = gettext("Together these are %(sum)d. Change them until they make 100.") % {
                "sum": sum(weights.values())
            }
            self.add_error("weigh_stage", told)
        self.instance.weights = weights
        return typed

    def validate_constraints(self):
        """Where the sizes were judged in a sentence already, the database need not say it once more."""
        if not self.errors:
            super().validate_constraints()


class FoundProgrammeForm(Form):
    """A programme to be, and who runs it."""

    name = forms.CharField(
        label=_("What the programme is called"),
        max_length=80,
        error_messages={
            "required": _("Enter what the programme is called."),
            "max_length": _("Enter a name of at most 80 characters."),
        },
    )
    zone = zone_field(_("The days of its intakes begin and end by this clock."))
    admin = address_field(_("The address of its first admin"))


class AddressForm(Form):
    """Somebody, by their address."""

    email = address_field(_("Their e-mail address"))


class GroupForm(ModelForm):
    """A group, founded by hand."""

    zone = zone_field(_("Its meetings keep their hour by this clock."))

    class Meta:
        model = Group
        fields = ["name", "theme", "zone", "cohort"]
        labels = {"name": _("Name"), "theme": _("Theme, in one line"), "cohort": _("Of which intake")}
        error_messages = {
            "name": {
                "required": _("Enter what the group is called."),
                "max_length": _("Enter a name of at most 80 characters."),
            },
            "theme": {"max_length": _("Say it in at most 120 characters.")},
            "cohort": {"invalid_choice": _("Choose an intake from the list, or none.")},
        }

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = programme.cohorts.all()
        self.fields["cohort"].empty_label = _("None")
