"""What is asked of a draft? The rules as switches, and how much each part of a good fit matters."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.formation.pool import WEIGHTS
from groups.forms.programmes import sized
from groups.seating.terms import Matter, Terms, Where, weighed
from groups.vocabulary import FACTORS
from peergroups.kit.forms import Form

CHOOSE = gettext_lazy("Choose how much it matters.")
HOW = gettext_lazy("Choose how groups meet.")


class ProposeForm(Form):
    """Rules for one draft; they begin as the programme has them."""

    smallest = sized(gettext_lazy("Fewest people in a group"))
    largest = sized(gettext_lazy("Most people in a group"))
    where = forms.ChoiceField(
        label=gettext_lazy("Groups meet"),
        choices=Where.choices,
        error_messages={"required": HOW, "invalid_choice": HOW},
    )
    no_competitors = forms.BooleanField(label=gettext_lazy("Competitors never share a group"), required=False)
    together = forms.BooleanField(label=gettext_lazy("Whoever should sit together does"), required=False)
    only_open_seats = forms.BooleanField(
        label=gettext_lazy("Only fill open seats of groups that meet already"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Why this draft departs from the rules of the programme"),
        help_text=gettext_lazy("It is kept with the draft, for the admins of the programme."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": gettext_lazy("Say it in at most 500 characters.")},
    )

    def __init__(self, *args, programme, **kwargs):
        self.programme = programme
        usual = dict.fromkeys(WEIGHTS, Matter.USUAL)
        begins = {"smallest": programme.smallest, "largest": programme.largest, "where": Where.ANYWHERE}
        super().__init__(*args, initial=begins | usual | {"no_competitors": True, "together": True}, **kwargs)
        for name, label in FACTORS.items():
            self.fields[name] = forms.ChoiceField(
                label=capfirst(label),
                choices=Matter.choices,
                error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
            )

    def switches(self):
        return [self[name] for name in ("no_competitors", "together", "only_open_seats")]

    def factors(self):
        return [self[name] for name in FACTORS]

    def clean(self):
        """Make one thing of what was chosen; what departs from the programme's rules wants a reason."""
        said = super().clean()
        if self.errors:
            return said
        if said["smallest"] > said["largest"]:
            self.add_error("largest", _("The most cannot be less than the fewest."))
            return said
        weights = weighed(self.programme.weights, {name: int(said[name]) for name in FACTORS})
        if weights is None:
            self.add_error("stage", _("Something has to matter, else every grouping is as good as any other."))
            return said
        self.terms = Terms(
            smallest=said["smallest"],
            largest=said["largest"],
            minutes=self.programme.minutes,
            weights=weights,
            where=said["where"],
            competitors=not said["no_competitors"],
            together=said["together"],
        )
        if self.terms.breaks_rules_of(self.programme) and not said["reason"].strip():
            self.add_error("reason", _("Write why: these are not the rules of the programme."))
        return said
