"""Whose second factor is lost, and how does the operator know?"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groups.models import Person
from peergroups.kit.forms import Form


class LiftForm(Form):
    """Whose second factor is lost, and how the operator knows."""

    email = forms.EmailField(
        label=_("Their e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Enter the address of the person who lost it."),
            "invalid": _("Enter an address like name@example.org."),
        },
    )
    reason = forms.CharField(
        label=_("What happened, and how you know that it is them"),
        help_text=_("Such as: lost the phone on Monday; I called the number I had before. Kept with your name."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Say what happened, and how you know that it is them."),
            "max_length": _("Say it in at most 300 characters."),
        },
    )

    def clean_email(self):
        self.person = Person.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if self.person is None:
            raise ValidationError(_("Nobody has an account with this address."))
        return self.cleaned_data["email"]
