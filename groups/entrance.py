"""What is asked at the doors, and in which words? The forms of allauth, worded as every form of ours."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.mfa.base import forms as second
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from groups import addresses
from groups.models import Person
from peergroups.kit.forms import Typed

LABELS = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Password"),
    "oldpassword": _("Your password now"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Code"),
    "name": _("Its name"),
}
HELP = {
    "password1": _("Ten characters or more: a few words that do not belong together."),
    "name": _("So that you know it again, such as “My phone”."),
}
MISSING = {
    "login": _("Enter your e-mail address."),
    "email": _("Enter an e-mail address."),
    "password": _("Enter your password."),
    "oldpassword": _("Enter the password you use now."),
    "password1": _("Enter a new password."),
    "password2": _("Enter the new password once more."),
    "code": _("Enter the code."),
    "name": _("Enter a name."),
}
NO_ADDRESS = _("Enter an address like name@example.org.")
LONGEST_NAME = 60


class Worded(Typed):
    """A form of allauth in the words of this house."""

    labels: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self.word(name, field)

    def word(self, name, field):
        field.label = self.labels.get(name) or LABELS.get(name, field.label)
        field.help_text = HELP.get(name, field.help_text)
        field.error_messages |= {"required": MISSING[name]} if name in MISSING else {}
        if isinstance(field, forms.EmailField):
            field.error_messages["invalid"] = NO_ADDRESS
        if name == "code":
            field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class LoginForm(Worded, account.LoginForm):
    """Sign in by password."""


class RequestCodeForm(Worded, account.RequestLoginCodeForm):
    """Ask for a code by mail."""


class ConfirmCodeForm(Worded, account.ConfirmLoginCodeForm):
    """The code that came by mail, to sign in."""


class ConfirmAddressForm(Worded, account.ConfirmEmailVerificationCodeForm):
    """The code that came by mail, to a new address."""

    def clean_code(self):
        """Say of an address that is kept for somebody what is said of one that is taken, and to its reader alone."""
        code = super().clean_code()
        if code and self.user and addresses.is_kept_from(self.user, self.email):
            raise get_adapter().validation_error("email_taken")
        return code


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    """Show by the password that it is still me."""


class AddressForm(Worded, account.AddEmailForm):
    """Another address for my account."""

    labels = {"email": _("New e-mail address")}


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    """Another password, by the one in use."""


class SetPasswordForm(Worded, account.SetPasswordForm):
    """A first password."""

    labels = {"password1": _("Password"), "password2": _("Password, once more")}


class ResetForm(Worded, account.ResetPasswordForm):
    """Ask for the link behind which one chooses a new password."""

    def save(self, request, **kwargs):
        """Work as long for an address that nobody has, so that the time does not tell."""
        if not self.users:
            account.flows.password_reset.get_reset_password_from_key_url(request, make_token_for_nobody())
        return super().save(request, **kwargs)


def make_token_for_nobody():
    """Sign what would be signed for somebody, with as many questions to the database."""
    EmailAddress.objects.filter(email="").exists()
    return default_token_generator.make_token(Person(email=""))


class ChooseNewForm(Worded, account.ResetPasswordKeyForm):
    """A new password, by the link of the mail."""


class SecondStepForm(Worded, second.AuthenticateForm):
    """The code of an app, or a recovery code, after the first step."""


class SecondStepAgainForm(Worded, second.ReauthenticateForm):
    """The same, before something is changed."""


class AppForm(Worded, ActivateTOTPForm):
    """The first code of an app that is being set up."""

    labels = {"code": _("The six digits that the app shows")}


class PasskeyForm(Worded, AddWebAuthnForm):
    """A device that signs one in by itself: always the kind that needs no address typed."""

    name = forms.CharField(max_length=LONGEST_NAME, required=False)
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True)


class PasskeyNameForm(Worded, EditWebAuthnForm):
    """Another name for a device."""

    name = forms.CharField(max_length=LONGEST_NAME)
