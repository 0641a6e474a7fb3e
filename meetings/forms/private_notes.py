"""Does what a facilitator notes for themselves fit, and what if another page saved meanwhile?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.words import LONGEST_ANSWER
from meetings.forms.drafts import DraftForm, both, new_page


class PrivateNoteForm(DraftForm):
    """One box, for today; `other` is what another page saved there."""

    note = forms.CharField(
        label=_("Today’s notes"),
        help_text=_("For yourself: what you want to remember of this group, whom to call, what to try next time."),
        max_length=LONGEST_ANSWER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": _("Say it in at most %(limit_value)d characters.")},
    )

    def __init__(self, data, *, written):
        kept = written.words.answers.get("note", "") if written else ""
        data = data and data.dict()
        if data and "both" in data and written:
            data["note"] = both(data.get("note", "").strip(), kept)
        super().__init__(data, initial=new_page(written) | {"note": kept})
        self.other = None

    def stand_beside(self, written):
        """Hold what another page saved beside what was typed here; sent again, it was seen."""
        self.other = written.words.answers.get("note", "")
        self.data = self.data | {"seen": str(written.version)}
