"""Does what a presenter reads back make sense, and if an action follows, is it one?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from accountability import reading_back
from accountability.forms.commitments import Dated, line
from accountability.models import ReadBack
from groups.words import LONGEST_ANSWER
from meetings.forms.drafts import DraftForm, both, new_page
from peergroups.kit.forms import DayField, Segmented

TEXTS = ("heard", "will", "first_step")
NEEDED = {"will": _("Write what you will do."), "due_on": _("Choose the day you want to be done.")}
ACTION = (*NEEDED, "first_step")


class ReadBackForm(Dated, DraftForm):
    """What I heard, whether I got what I needed, and what I will do; only an action asks for the last."""

    heard = forms.CharField(
        label=_("What I heard"),
        help_text=_("In your own words: what will you remember in a month?"),
        max_length=LONGEST_ANSWER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Say it in at most %(limit_value)d characters.")},
    )
    got = forms.ChoiceField(
        label=_("Did I get what I needed?"),
        choices=reading_back.GOT,
        widget=Segmented,
        required=False,
        error_messages={"invalid_choice": _("Choose one of those shown.")},
    )
    will = line(_("What I will do"), _("Begin with a verb. Could you do it in a week? Then it has a good size."))
    due_on = DayField(label=_("By when"), required=False)
    first_step = line(_("The first step"), _("If … then …, for example: If it is Monday at nine, then I ring Ann."))

    def __init__(self, data, *, seat, written, way, offered, now):
        said = {name: text for name, text in written.words.answers.items() if text} if written else {}
        super().__init__(data, initial={"due_on": offered} | said | new_page(written))
        self.seat, self.written, self.others = seat, written, None
        self.closes_with = way if way in ReadBack.Closing else ""
        if self.is_committed:
            for name in ACTION:
                del self.fields[name]
        else:
            self.begin_tomorrow(seat.person, now)

    @property
    def is_committed(self):
        """Say whether its action is a commitment by now, and changed as one."""
        return bool(self.written and self.written.commitment_id)

    @property
    def boxes(self):
        """Return each question with what another page saved there."""
        return [(self[name], (self.others or {}).get(name)) for name in self.fields if name not in ("seen", "hand")]

    @property
    def commits(self):
        """Say whether an action is asked for: it then has to be there, with a day."""
        return self.closes_with == "action" and "will" in self.fields

    def clean_due_on(self):
        """Judge the day of an action; that of a draft may be any, or none yet."""
        return super().clean_due_on() if self.commits and self.cleaned_data["due_on"] else self.cleaned_data["due_on"]

    def clean(self):
        typed = super().clean()
        for name, missing in NEEDED.items() if self.commits else ():
            if not typed.get(name) and name not in self.errors:
                self.add_error(name, missing)
        return typed

    def kept(self):
        """Return what was said, and from which page; what became a commitment is kept there alone."""
        typed = self.cleaned_data
        said = {name: typed.get(name) or "" for name in ("heard", "got", *ACTION)}
        return said | {
            "due_on": said["due_on"] and said["due_on"].isoformat(),
            "seen": typed["seen"],
            "hand": typed["hand"],
        }

    def commitment(self):
        """Return the commitment in its action, as it was typed."""
        typed = self.cleaned_data
        return {"what": typed["will"], "due_on": typed["due_on"], "first_step": typed["first_step"]}

    def stand_beside(self, written):
        """Hold what another page saved beside what was typed here; sent again, it was seen."""
        kept = written.words.answers
        self.others = {
            name: kept.get(name, "")
            for name in TEXTS
            if kept.get(name, "") != self.cleaned_data.get(name, kept.get(name, ""))
        }
        self.data = self.data.copy()
        self.data["seen"] = str(written.version)


def merged(data, kept):
    """Put what was saved under what was typed, box by box, where the two differ."""
    data = data.copy()
    for name in TEXTS:
        if name in data:
            data[name] = both(data[name].strip(), kept.get(name, ""))
    return data
