"""Does it make sense what an admin asks for, writes and decides about those who want in?"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups.intake import listing, reviewing
from groups.intake.wording import BLANK
from groups.models import Application
from peergroups.kit.forms import Form

LONGEST_LETTER, LONGEST_NOTE = 4_000, 2_000
A_MOMENT = 1  # second, by which a clock may be read twice


class ListForm(Form):
    """Which applicants to list, and in which order."""

    q = forms.CharField(label=_("Name, business, trade or address"), max_length=100, required=False)
    state = forms.ChoiceField(label=_("Show"), required=False)
    order = forms.ChoiceField(
        label=_("Order"), choices=[(key, words) for key, (words, _by) in listing.ORDERS.items()], required=False
    )

    def __init__(self, *args, counts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(key, f"{words} ({counts[key]})") for key, words in listing.STATES.items()]

    @property
    def asked(self):
        """What is asked for; what makes no sense is left out."""
        typed = self.cleaned_data if self.is_valid() else {}
        return {
            "words": typed.get("q", ""),
            "state": typed.get("state") or "undecided",
            "order": typed.get("order") or "longest",
        }


class ChoiceForm(Form):
    """On whom something is decided, and what."""

    decision = forms.ChoiceField(
        choices=Application.Decision.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose what you decide.")),
    )
    who = forms.ModelMultipleChoiceField(
        queryset=Application.objects.none(),
        error_messages={
            "required": _("Tick whom it is about first."),
            "invalid_choice": _("Somebody among these has been placed or has taken their application back meanwhile."),
            "invalid_pk_value": _("Tick whom it is about first."),
        },
    )

    def __init__(self, *args, cohort, admin, **kwargs):
        super().__init__(*args, **kwargs)
        found = reviewing.decidable(cohort, admin).select_related("person", "decided_by", "cohort__programme")
        self.fields["who"].queryset = found.order_by("person__name", "pk")

    def clean(self):
        typed = super().clean()
        alone = typed.get("decision") == Application.Decision.DECLINED
        if alone and len(typed.get("who", [])) > 1:
            raise ValidationError(gettext("Decline one at a time: everybody should hear a reason of their own."))
        return typed


class LetterForm(Form):
    """The words that go with a decision."""

    text = forms.CharField(
        label=_("What you write to them"),
        help_text=_(
            "It stands between a greeting with their name and yours below it. An empty line begins a paragraph."
        ),
        max_length=LONGEST_LETTER,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "required": _("Write a few words: nobody should hear a decision without any."),
            "max_length": _("Say it in at most 4,000 characters."),
        },
    )

    def clean_text(self):
        if str(BLANK) in self.cleaned_data["text"]:
            told = gettext("Write why, in place of “%(blank)s”.")
            raise ValidationError(told % {"blank": BLANK})
        return self.cleaned_data["text"]


class DecisionForm(LetterForm):
    """The words, and since when their writer has looked at those they are about."""

    opened = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, chosen, admin, **kwargs):
        super().__init__(*args, **kwargs)
        self.chosen, self.admin = chosen, admin

    def clean(self):
        """Refuse to write over what another admin decided while this page was open."""
        typed = super().clean()
        opened = typed.get("opened") or 0
        for each in self.chosen:
            if each.decided_at and each.decided_by != self.admin and each.decided_at.timestamp() > opened + A_MOMENT:
                words = {"admin": each.decided_by, "name": each.person}
                told = gettext("%(admin)s has decided about %(name)s meanwhile. Open it again and look first.")
                raise ValidationError(told % words)
        return typed


class WhyForm(LetterForm):
    """What somebody reads who has no group after ninety days."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="why_%s", **kwargs)


class NoteForm(Form):
    """What one admin writes down for the others; it stands beside the words for the ninetieth day."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="note_%s", **kwargs)

    text = forms.CharField(
        label=_("A note for the other admins"),
        help_text=_("Write only what you could show them: they may ask what is kept about them."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write the note first."),
            "max_length": _("Say it in at most 2,000 characters."),
        },
    )
