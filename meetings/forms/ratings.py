"""How was it, in four taps and a line?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.profiles import Many, Scale
from meetings.models import Rating
from peergroups.kit.forms import Form, Segmented

CHOOSE = _("Choose one of those shown.")


class RatingForm(Form):
    """A number, what one got, both or one of two, and what one takes home."""

    score = forms.TypedChoiceField(
        label=_("How was this meeting for you?"),
        help_text=_("1: a waste of time, 10: just what I needed."),
        choices=[(n, str(n)) for n in range(1, 11)],
        coerce=int,
        widget=Scale,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a number from 1 to 10.")),
    )
    benefits = Many(Rating.BENEFITS, label=_("What did you get?"), required=False)
    balance = forms.ChoiceField(
        label=_("Support and challenge?"),
        choices=Rating.Balance,
        widget=Segmented,
        required=False,
        error_messages={"invalid_choice": CHOOSE},
    )
    take_back = forms.CharField(
        label=_("One thing I take back"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Say it in at most 300 characters.")},
    )


def as_said(rating):
    """Fill the form with what was said before."""
    if rating is None:
        return {}
    said = {"score": rating.score, "benefits": rating.benefits, "balance": rating.balance}
    return said | {"take_back": rating.take_back}
