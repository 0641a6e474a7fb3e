"""After two meetings: does one stay, and does one doubt that somebody else should?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import Trial
from peergroups.kit.forms import Form

STAYS, LEAVES, GOES = "yes", "no", "goes"


class TrialForm(Form):
    """One's own yes or no, and in private whom one doubts."""

    own = forms.ChoiceField(
        label=_("Do you stay?"),
        help_text=_("Your facilitator sees this answer."),
        choices=[
            (STAYS, _("Yes, I stay")),
            (LEAVES, _("No, and I wait for another group")),
            (GOES, _("No, and I take my application back")),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose whether you stay.")),
    )
    doubts = forms.TypedMultipleChoiceField(
        label=_("Is there somebody with whom this group does not work for you?"),
        help_text=_("Tick nobody if all is well. Nobody learns what you ticked, nor how many did."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Something has changed meanwhile. Look at the list again.")},
    )

    def __init__(self, *args, is_tried, others, few=False, **kwargs):
        super().__init__(*args, **kwargs)
        if few:
            self.fields["doubts"].help_text = _(
                "Tick nobody if all is well. In a group this small the facilitator can still tell whose doubt it is."
            )
        if not is_tried:
            del self.fields["own"]
        if others:
            self.fields["doubts"].choices = [(trial.pk, trial.place.person) for trial in others]
        else:
            del self.fields["doubts"]

    def answer(self):
        own = self.cleaned_data.get("own", "")
        says = {"": "", STAYS: Trial.Says.YES}.get(own, Trial.Says.NO)
        return {"own": says, "stays": own != GOES, "doubts": self.cleaned_data.get("doubts", [])}


class RecordForm(Form):
    """The group's word on one who was new."""

    says = forms.ChoiceField(choices=Trial.Says.choices)
