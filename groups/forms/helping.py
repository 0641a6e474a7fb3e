"""Does it make sense whom somebody lets help, and with which pages?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups import helping
from groups.models import Person
from peergroups.kit.forms import Form


class HelpForm(Form):
    """Who may look, and at which pages."""

    helper = forms.ModelChoiceField(
        label=_("Who may look"),
        queryset=Person.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose who may look.")),
    )
    pages = forms.MultipleChoiceField(
        label=_("At which pages"),
        help_text=_("Only those that show what does not work."),
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose at least one page from the list.")),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["helper"].queryset = helping.helpers(person)
        self.fields["helper"].label_from_instance = called
        self.fields["pages"].choices = helping.pages(person)

    def clean(self):
        typed = super().clean()
        if helper := typed.get("helper"):
            closed = set(typed.get("pages", ())) - set(dict(helping.pages(self.person, helper)))
            if closed:
                self.add_error("pages", _("This helper runs another programme. Leave out the pages of these groups."))
        return typed


def called(helper):
    """Name a helper by what they are here."""
    role = _("runs the server") if helper.is_operator else _("runs your programme")
    return f"{helper}, {role}"
