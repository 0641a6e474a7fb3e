"""How and where does a group meet, and how long? The same questions for a meeting, a rhythm and a poll."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.agenda import LONGEST, SHORTEST, least_minutes, nearest_template
from meetings.models import Placed
from peergroups.kit.forms import ModelForm

WHOLE_MINUTES = gettext_lazy("Enter a number of minutes, for example 90.")


class PlacedForm(ModelForm):
    """The length and the place; what else is asked, each form adds."""

    minutes = forms.IntegerField(
        label=gettext_lazy("Length in minutes"),
        help_text=gettext_lazy("60, 90 and 120 have an agenda made for them; any other length gets the nearest."),
        initial=90,
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": WHOLE_MINUTES,
            "invalid": WHOLE_MINUTES,
            "min_value": gettext_lazy("A meeting takes at least 30 minutes."),
            "max_value": gettext_lazy("A meeting takes at most 480 minutes, which is eight hours."),
        },
    )

    link = forms.URLField(
        label=gettext_lazy("Link to the call"),
        assume_scheme="https",
        max_length=500,
        required=False,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        error_messages={
            "invalid": gettext_lazy("Enter a link that begins with https://."),
            "max_length": gettext_lazy("Enter a link of at most 500 characters."),
        },
    )

    class Meta:
        fields = Placed.PLACE_FIELDS
        labels = {
            "place": gettext_lazy("How you meet"),
            "address": gettext_lazy("Address"),
            "dial_in": gettext_lazy("Number to call, and code"),
        }
        help_texts = {"address": gettext_lazy("Only members of the group see where and how to join.")}
        widgets = {"place": forms.RadioSelect}
        error_messages = {
            "address": {"max_length": gettext_lazy("Say it in at most 200 characters.")},
            "dial_in": {"max_length": gettext_lazy("Say it in at most 80 characters.")},
        }

    NEEDS = {
        "in_person": {"address": gettext_lazy("Enter where you meet.")},
        "phone": {"dial_in": gettext_lazy("Enter the number to call.")},
        "video": {"link": gettext_lazy("Enter the link to the call.")},
        "hybrid": {
            "address": gettext_lazy("Enter where those in person meet."),
            "link": gettext_lazy("Enter the link for those who join from elsewhere."),
        },
    }

    def __init__(self, *args, group, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.group, self.now = group, now

    def clean(self):
        cleaned = super().clean()
        for field, message in self.NEEDS.get(cleaned.get("place"), {}).items():
            if not cleaned.get(field) and field not in self.errors:
                self.add_error(field, message)
        return cleaned

    def clean_minutes(self):
        """Refuse a length into which not even the shortest agenda for the group's people would go."""
        minutes, people = self.cleaned_data["minutes"], self.people()
        if minutes < (least := least_minutes(self.parts(minutes, people), people=people)):
            raise ValidationError(
                _("%(people)d people need at least %(least)d minutes.") % {"people": people, "least": least}
            )
        return minutes

    def people(self):
        """Return for how many the agenda is, or would be, made."""
        return self.group.memberships.peers().count()

    def parts(self, minutes, people):
        """Return the parts an agenda of this length would have."""
        return nearest_template(minutes).wanted(people)

    def where(self):
        """Return how and where, as a meeting takes it over."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
