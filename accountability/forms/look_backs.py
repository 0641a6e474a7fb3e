"""How did it go after my hot seat? One of three or four words, and a line where one likes."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accountability import months
from accountability.forms.commitments import line
from peergroups.kit.forms import Form

CHOOSE = dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose how it went."))


class LookBackForm(Form):
    """A word, tapped, and a line about it."""

    went = forms.ChoiceField(error_messages=CHOOSE)
    line = line(gettext_lazy("A line about it"), gettext_lazy("Write it first, then tap a word below."))

    def __init__(self, data, *, read_back, said):
        super().__init__(data, initial=said.words.answers if said else {})
        self.fields["went"].choices = [(went, _(label)) for went, label in words_for(read_back).answers.items()]


def words_for(read_back):
    """Return the words in which it is asked, by how the hot seat closed."""
    return months.WORDINGS[read_back.closing]
