"""Does what was chosen or typed on the page of hot seats, and on that of parked topics, make sense?"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Jump
from meetings.parking import LONGEST
from peergroups.kit.forms import Form, Segmented

ONE_OF_THEM = gettext_lazy("Choose one of those who can have it.")
ONE_OF_THREE = gettext_lazy("Choose one of the three.")


class SomebodyForm(Form):
    """One of those who could have a hot seat."""

    person = forms.ChoiceField(error_messages={"required": ONE_OF_THEM, "invalid_choice": ONE_OF_THEM})

    def __init__(self, *args, standings, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(standing.person.pk): standing.person for standing in standings}
        named = [(pk, person.name) for pk, person in self.people.items()]
        self.fields["person"].choices = [("", _("Choose somebody")), *named]

    @property
    def chosen(self):
        return self.people[self.cleaned_data["person"]]


class GiveForm(SomebodyForm):
    """Who is let go first, and why."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why they go first"),
        choices=Jump.Why.choices[:3],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), ONE_OF_THREE),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="give_%s", **kwargs)
        self.fields["person"].label = _("Who goes first")


class SwapForm(SomebodyForm):
    """Who is asked to change places."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="swap_%s", **kwargs)
        self.fields["person"].label = _("Ask to change places")


class ParkForm(Form):
    """Something for a hot seat one day, and how much it weighs."""

    IMPORTANCE = [(1, gettext_lazy("A little")), (2, gettext_lazy("Much")), (3, gettext_lazy("Very much"))]
    URGENCY = [(1, gettext_lazy("It can wait")), (2, gettext_lazy("Some months")), (3, gettext_lazy("Soon"))]

    topic = forms.CharField(
        label=gettext_lazy("What is it about?"),
        help_text=gettext_lazy("A sentence or two, as you would say it to your group."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": gettext_lazy("Write what it is about."),
            "max_length": gettext_lazy("Say it in at most 300 characters."),
        },
    )
    importance = forms.TypedChoiceField(
        label=gettext_lazy("How much does it matter?"),
        choices=IMPORTANCE,
        coerce=int,
        initial=2,
        widget=Segmented,
        error_messages=dict.fromkeys(("required", "invalid_choice"), ONE_OF_THREE),
    )
    urgency = forms.TypedChoiceField(
        label=gettext_lazy("How soon?"),
        choices=URGENCY,
        coerce=int,
        initial=2,
        widget=Segmented,
        error_messages=dict.fromkeys(("required", "invalid_choice"), ONE_OF_THREE),
    )
