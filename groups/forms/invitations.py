"""Does it make sense whom somebody asks into a group, and as what?"""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups.models import Membership
from peergroups.kit.forms import Form


class InvitationForm(Form):
    """Whom to ask into a group, and as what."""

    email = forms.EmailField(
        label=_("Their e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Enter the address of the person you want to ask."),
            "invalid": _("Enter an address like name@example.org."),
            "max_length": _("Enter an address of at most 254 characters."),
        },
    )
    role = forms.ChoiceField(
        label=_("They join as"), choices=Membership.Role, initial=Membership.Role.MEMBER, widget=forms.RadioSelect
    )
    is_peer = forms.BooleanField(
        label=_("They are one of the peers"),
        help_text=_("Leave this out for a professional facilitator, who takes no seat."),
        required=False,
        initial=True,
    )
    reason = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Say it in at most 500 characters.")},
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        most = {"most": programme.largest, "next": programme.largest + 1}
        self.fields["reason"].label = gettext("Why more than %(most)d") % most
        told = gettext("Only needed when this would be person number %(next)d or more. It is kept with your name.")
        self.fields["reason"].help_text = told % most

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("role") == Membership.Role.MEMBER and not cleaned.get("is_peer"):
            self.add_error("is_peer", _("A member is one of the peers. Only a facilitator can do without a seat."))
        return cleaned
