"""Is a need said in a sentence?"""

from django.utils.translation import gettext_lazy

from meetings.forms.seats import LONGEST_SENTENCE, box
from peergroups.kit.forms import Form


class NeedForm(Form):
    """One sentence: what somebody looks for."""

    need = box(
        gettext_lazy("What do you need?"),
        gettext_lazy("A person to meet, a name, a number, an answer: in one sentence."),
        rows=2,
        longest=LONGEST_SENTENCE,
        required=gettext_lazy("Write what you need first, in one sentence."),
    )
