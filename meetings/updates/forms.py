"""Does what was typed as an update make sense, and what if another page saved meanwhile?"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.forms.readers import ReadersForm
from groups.models import Words
from meetings.forms.drafts import DraftForm, both, new_page

LONGEST = 2_000  # characters: nine answers go into one text, and take five minutes in all
NEEDED = "challenge"


class UpdateForm(DraftForm, ReadersForm):
    """How somebody has been since the last meeting: nine lines, one of them needed for sharing."""

    PARTS = (
        (gettext_lazy("What matters now"), ("challenge", "achievement", "idea")),
        (gettext_lazy("Business"), ("best_business", "worst_business")),
        (gettext_lazy("Personal"), ("best_personal", "worst_personal")),
        (gettext_lazy("Family"), ("best_family", "worst_family")),
    )
    QUESTIONS = {
        "challenge": gettext_lazy("Your biggest challenge"),
        "achievement": gettext_lazy("What you achieved"),
        "idea": gettext_lazy("An idea or something you learned"),
        "best_business": gettext_lazy("The best in your business"),
        "worst_business": gettext_lazy("The worst in your business"),
        "best_personal": gettext_lazy("The best for you personally"),
        "worst_personal": gettext_lazy("The worst for you personally"),
        "best_family": gettext_lazy("The best in your family"),
        "worst_family": gettext_lazy("The worst in your family"),
    }
    LABEL = gettext_lazy("Whom you share it with")

    def __init__(self, data, *, meeting, person, written, sharing):
        initial = written.words.answers if written else {}
        super().__init__(data, initial=initial | new_page(written))
        for name, question in self.QUESTIONS.items():
            self.fields[name] = line(question, needed=sharing and name == NEEDED)
        if not (written and written.shared_at):
            self.ask_readers([meeting.group], person, kept="update", rungs=Words.LADDER[1:])
            self.fields["readers"].required = sharing
        self.others = {}

    def parts(self):
        """Put the questions under their headings, each with what another page saved there."""
        for heading, names in self.PARTS:
            yield heading, [(self[name], self.others.get(name)) for name in names]

    def kept(self):
        """Return what was said, and from which page."""
        said = {name: self.cleaned_data[name] for name in self.QUESTIONS}
        return said | {name: self.cleaned_data[name] for name in ("seen", "hand")}

    def readers_chosen(self):
        """Return whom it is shared with: the group where it reads it already, as after a second press of the button."""
        typed = self.cleaned_data
        return typed.get("audience", Words.Audience.GROUP), typed.get("reader")

    def stand_beside(self, written):
        """Hold what another page saved beside what was typed here; sent again, it was seen."""
        kept = written.words.answers
        self.others = {name: kept.get(name) for name in self.QUESTIONS if kept.get(name) != self.cleaned_data[name]}
        self.data["seen"] = str(written.version)


def line(question, *, needed):
    return forms.CharField(
        label=question,
        max_length=LONGEST,
        required=needed,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Write a line about your challenge, then share it. All else may stay open."),
            "max_length": _("Say it in at most 2,000 characters."),
        },
    )


def merged(data, kept):
    """Put what was saved under what was typed, line by line, where the two differ."""
    data = data.copy()
    for name in UpdateForm.QUESTIONS:
        data[name] = both(data.get(name, "").strip(), kept.get(name, ""))
    return data
