"""Does it make sense what an admin brings in: addresses to ask, a list of people, and which column holds what?"""

from collections import Counter

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.intake import addresses, columns, sheet
from groups.intake.asking_to_apply import MOST
from groups.intake.told import FIELDS, refusal
from groups.models import Import
from peergroups.kit.forms import Form

LONGEST_PASTE, LONGEST_LETTER = sheet.MOST_BYTES, 4_000
TOO_LONG = gettext_lazy("It is larger than 1 MB. Split it into smaller lists.")


class InviteForm(Form):
    """Whom to ask to apply, and to which cohort."""

    cohort = forms.ModelChoiceField(
        label=gettext_lazy("To which intake"),
        queryset=None,
        empty_label=None,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose one of the open intakes.")),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Their e-mail addresses"),
        help_text=gettext_lazy("As they come from a mail or a spreadsheet, at most 200. Nothing is sent yet."),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("Paste at least one address."),
            "max_length": gettext_lazy("Paste at most 200 addresses at once."),
        },
    )

    def __init__(self, *args, cohorts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = cohorts

    def clean_pasted(self):
        found = addresses.pasted(self.cleaned_data["pasted"])
        if not found:
            raise forms.ValidationError(_("There is no address in it. An address looks like name@example.org."))
        if len(found) > MOST:
            told = {"number": len(found)}
            raise forms.ValidationError(_("These are %(number)d addresses. Paste at most 200 at once.") % told)
        return self.cleaned_data["pasted"]


class AskingForm(Form):
    """The words with which people are asked to apply."""

    words = forms.CharField(
        label=gettext_lazy("What you write to them"),
        help_text=gettext_lazy(
            "Your name stands below it, then what it takes and until when. An empty line begins a paragraph."
        ),
        max_length=LONGEST_LETTER,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": gettext_lazy("Write a few words: nobody should be asked without any."),
            "max_length": gettext_lazy("Say it in at most 4,000 characters."),
        },
    )


class Addresses(forms.MultipleChoiceField):
    """Addresses that were looked at before."""

    widget = forms.MultipleHiddenInput

    def valid_value(self, value):
        return addresses.is_address(value)


class AskForm(AskingForm):
    """Whom to ask after a look at what was pasted: those chosen, to an intake that is still open."""

    cohort = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)
    emails = Addresses(error_messages={"required": gettext_lazy("Choose at least one address.")})

    def __init__(self, *args, cohorts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = cohorts

    def clean_emails(self):
        if len(self.cleaned_data["emails"]) > 2 * MOST:
            raise forms.ValidationError(_("Ask at most 200 people at once."))
        return self.cleaned_data["emails"]


class ImportForm(Form):
    """A list of people: chosen or pasted, for which cohort and as what."""

    file = forms.FileField(
        label=gettext_lazy("A CSV file"),
        help_text=gettext_lazy("UTF-8, up to 1 MB and 2,000 rows; commas, semicolons or tabs."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
        error_messages={"invalid": gettext_lazy("Choose a file."), "max_length": gettext_lazy("Rename the file.")},
    )
    rows = forms.CharField(
        label=gettext_lazy("Or rows, pasted"),
        help_text=gettext_lazy("Copied from a spreadsheet, with their heading."),
        required=False,
        max_length=LONGEST_PASTE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        error_messages={"max_length": TOO_LONG},
    )
    cohort = forms.ModelChoiceField(
        label=gettext_lazy("Into which intake"),
        queryset=None,
        empty_label=None,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose one of the intakes.")),
    )
    decision = forms.TypedChoiceField(
        label=gettext_lazy("They come in as"),
        choices=[("applied", Import.Kind.UNDECIDED.label), (Import.Kind.ACCEPTED.value, Import.Kind.ACCEPTED.label)],
        initial="applied",
        coerce=lambda chosen: "" if chosen == "applied" else chosen,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose one of the two.")),
    )

    def __init__(self, *args, cohorts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = cohorts

    def clean(self):
        """Read the list once, so that what cannot be read is said where it was chosen."""
        typed = super().clean()
        file, rows = typed.get("file"), typed.get("rows", "")
        if self.errors:
            return typed
        if bool(file) == bool(rows.strip()):
            both = _("Choose a file or paste rows, not both.")
            self.add_error("file", both if file else _("Choose a file, or paste rows below."))
            return typed
        try:
            typed["text"] = sheet.decoded(file.read(sheet.MOST_BYTES + 1)) if file else rows
            sheet.read(typed["text"])
        except sheet.Unreadable as unreadable:
            self.add_error("file" if file else "rows", refusal(unreadable))
        return typed


class MatchForm(Form):
    """Which column holds what: a question for each, with our guess."""

    def __init__(self, *args, found, guessed, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("Leave out")), *FIELDS.items()]
        for place, (heading, guess) in enumerate(zip(found.heading, guessed, strict=True)):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading[:80] or _("Column %(number)d") % {"number": place + 1},
                help_text=samples(found, place),
                choices=choices,
                required=False,
                initial=guess.field,
                error_messages={"invalid_choice": _("Choose one of the list.")},
            )

    @property
    def matched(self):
        fields = ((int(name.removeprefix("column_")), field) for name, field in self.cleaned_data.items())
        return {place: field for place, field in fields if field}

    def clean(self):
        typed = super().clean()
        if self.errors:
            return typed
        matched = self.matched
        times = Counter(matched.values())
        for place, field in matched.items():
            if times[field] > 1:
                told = {"field": FIELDS[field]}
                self.add_error(f"column_{place}", _("%(field)s is chosen for more than one column.") % told)
        for field in columns.missing(list(matched.values())):
            told = {"field": FIELDS[field]}
            self.add_error(None, _("Choose which column holds: %(field)s.") % told)
        return typed


def samples(found, place):
    """Show what stands in a column, so that one need not open the file beside it."""
    cells = dict.fromkeys(" ".join(cell.split())[:40] for cell in found.column(place)[:20])
    return " · ".join(list(cells)[:3]) or _("Empty in the first rows")
