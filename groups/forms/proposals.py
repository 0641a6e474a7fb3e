"""What does somebody say to a proposed group, and what does an admin confirm before people are asked?"""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups.models import Answer, Conflict
from groups.models.proposals import Said
from peergroups.kit.forms import Form

Part = Answer.Part
UNSAID = "unsaid"
YES, NO, NOT_NOW = "yes", "no", "not_now"
YESSES = {
    Part.PEER: _("Yes, I want to sit in this group"),
    Part.NEWCOMER: _("Yes, I want to sit in this group"),
    Part.FACILITATOR: _("Yes, I will keep this group"),
    Part.SITTING: _("Yes, I am glad to have them"),
}
NOES = {
    Part.PEER: _("I cannot sit in this group: a conflict"),
    Part.NEWCOMER: _("I cannot sit in this group"),
    Part.FACILITATOR: _("I cannot keep this group: a conflict"),
    Part.SITTING: _("I cannot sit with them: a conflict"),
}


class AnswerForm(Form):
    """Yes with the pledge, or a no that nobody learns of."""

    said = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose one of the answers.")),
    )
    pledge = forms.BooleanField(label=_("I sign this pledge"), required=False)
    whom = forms.ChoiceField(
        label=_("With whom can you not sit?"),
        help_text=_(
            "Only if there is a conflict. Whom you name is kept apart from you in later plans, and not told why."
        ),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the people in the list.")},
    )
    kind = forms.ChoiceField(
        label=_("What stands between you?"),
        choices=[("", _("I would rather not say")), *(one for one in Conflict.Kind.choices if one[0] != "together")],
        required=False,
        error_messages={"invalid_choice": _("Choose one of the answers in the list.")},
    )

    def __init__(self, *args, part, others=(), **kwargs):
        super().__init__(*args, **kwargs)
        answers = [(YES, YESSES[part]), (NO, NOES[part])]
        if part in (Part.PEER, Part.NEWCOMER):
            answers.append((NOT_NOW, _("Not now: I take my application back")))
        self.fields["said"].choices = answers
        if part == Part.SITTING:
            del self.fields["pledge"]
        if part in (Part.SITTING, Part.NEWCOMER):
            del self.fields["whom"], self.fields["kind"]
        else:
            people = [(str(one.person_id), one.name) for one in others]
            self.fields["whom"].choices = [*people, (UNSAID, _("I would rather not say"))]

    def clean(self):
        typed = super().clean()
        if typed.get("said") == YES and "pledge" in self.fields and not typed.get("pledge"):
            self.add_error("pledge", gettext("Sign the pledge to say yes. Without it nobody takes a seat."))
        if typed.get("said") == NO and "whom" in self.fields and "whom" not in self.errors and not typed.get("whom"):
            self.add_error("whom", gettext("Choose with whom, or that you would rather not say."))
        return typed

    def answer(self):
        """Return it as it is kept: of a yes nothing else that was ticked counts."""
        typed = self.cleaned_data
        if typed["said"] != NO:
            return Said(yes=typed["said"] == YES, stays=typed["said"] != NOT_NOW)
        whom = typed.get("whom", UNSAID)
        named = whom not in ("", UNSAID)
        kind = typed.get("kind") or Conflict.Kind.NOT_WITH
        return Said(yes=False, whom=int(whom) if named else None, kind=kind if named else "")


class ReviewForm(Form):
    """The names of the groups, a reason for each unusual size, and the word that the mails may leave."""

    step = forms.IntegerField(widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label=_("I have read who is asked, and the mails may leave"),
        error_messages={"required": _("Tick this once you have read who is asked. The mails cannot be called back.")},
    )

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        for group in plan:
            if group.existing is None:
                self.fields[f"name_{group.key}"] = name_field(group)
            if group.needs_reason:
                self.fields[f"reason_{group.key}"] = reason_field(group)
        self.order_fields([name for name in self.fields if name != "sure"])

    def given(self, what):
        """Return what was typed for each group, by its key."""
        return {group.key: self.cleaned_data.get(f"{what}_{group.key}", "") for group in self.plan}

    def of_each_group(self):
        """Put each group together with its own questions."""
        for group in self.plan:
            names = [f"{what}_{group.key}" for what in ("name", "reason")]
            yield group, [self[name] for name in names if name in self.fields]


def name_field(group):
    return forms.CharField(
        label=_("Name of the group"),
        initial=group.name,
        max_length=80,
        error_messages={
            "required": _("Give the group a name. Its people read it in their mail."),
            "max_length": _("Use at most 80 characters for the name."),
        },
    )


def reason_field(group):
    return forms.CharField(
        label=_("Why this size?"),
        help_text=_("It is not what the rules of the programme ask for. The reason is kept with the group."),
        max_length=500,
        error_messages={
            "required": _("Write why this group should have this size, or change the draft."),
            "max_length": _("Use at most 500 characters."),
        },
    )


class GoOnForm(Form):
    """Going on without the silent; a group too small by the rules needs a reason."""

    reason = forms.CharField(
        label=_("Why should it begin without them?"),
        max_length=500,
        error_messages={
            "required": _("Write why it should begin without those who have not answered."),
            "max_length": _("Use at most 500 characters."),
        },
    )
