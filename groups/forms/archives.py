"""What does a member let into an archive of their group?"""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from groups.models import Consent
from peergroups.kit.forms import Form

SHOWN = 100  # characters of each text, enough to know it again


class ConsentForm(Form):
    """Yes or no, and with a yes which of one's own words."""

    said = forms.ChoiceField(
        label=_("Your answer"),
        help_text=_("Your dates stay in it either way. In a small group they can still tell who it was."),
        choices=[choice for choice in Consent.Said.choices if choice[0]],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose yes or no.")),
    )
    given = forms.TypedMultipleChoiceField(
        label=_("Which of your words go into it"),
        help_text=_(
            "What your whole group can read. What you leave unticked stays out, and so does all you write later."
        ),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Something here has changed meanwhile. Look at the list again.")},
    )

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        if offered:
            self.fields["given"].choices = [(words.pk, known_by(words)) for words in offered]
        else:
            del self.fields["given"]


def known_by(words):
    """Show the first thing that was said in it."""
    return Truncator(next(filter(None, words.answers.values()), "")).chars(SHOWN)
