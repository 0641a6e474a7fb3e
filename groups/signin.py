"""How does a person get in? By a code sent to their own address; accounts begin with an invitation only."""

from urllib.parse import urljoin, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.addresses import undo_token
from peergroups.outbox import bouncing

AGAIN = {
    "reauthenticate": gettext_lazy("Use my password"),
    "mfa_reauthenticate": gettext_lazy("Use a code of my app"),
    "mfa_reauthenticate:webauthn": gettext_lazy("Use a passkey"),
}


class Adapter(DefaultAccountAdapter):
    """Closes open sign-up: an account is made when somebody is invited."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "duplicate_email": gettext_lazy("This is your address already."),
        "email_password_mismatch": gettext_lazy("This is not the password of this address. A code by mail works too."),
        "email_taken": gettext_lazy("This address belongs to another account. Sign in with it, or take another."),
        "enter_current_password": gettext_lazy("This is not the password you use now."),
        "incorrect_code": gettext_lazy("This is not the code we sent last. Look for the newest mail."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "max_email_addresses": gettext_lazy("You have %d addresses already. Take one away first."),
        "rate_limited": gettext_lazy("That was often enough for now. Try again in a minute."),
        "same_as_current": gettext_lazy("This is the address you gave before. Enter another one."),
        "too_many_login_attempts": gettext_lazy("That was often enough for now. Try again in five minutes."),
    }

    def is_open_for_signup(self, request):
        return False

    def get_reset_password_from_key_url(self, key):
        """Lead to our own address, whatever host or port the request named."""
        return urljoin(settings.SITE_URL, urlsplit(super().get_reset_password_from_key_url(key)).path)

    def pre_login(self, request, user, **login):
        """Take the code from one's own mail as proof of the address: nobody types two codes.

        A code that was asked for at an address which has been taken back since lets nobody in.
        """
        if (login.get("email") or user.email).lower() != user.email.lower():
            return redirect("account_login")
        records = get_authentication_records(request, user)
        if any(record["method"] == "code" and record.get("email") == user.email for record in records):
            proven = {"verified": True, "primary": True}
            EmailAddress.objects.update_or_create(user=user, email=user.email, defaults=proven)
            bouncing.accept(user)
        return super().pre_login(request, user, **login)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell the old address of a change with a link that undoes it."""
        if template_prefix == "account/email/email_changed":
            token = undo_token(user, context["from_email"], now=timezone.now())
            context = context | {"undo_url": urljoin(settings.SITE_URL, reverse("undo_address", args=[token]))}
        super().send_notification_mail(template_prefix, user, context, email)

    def get_reauthentication_methods(self, user):
        """Let those without a second factor show by a code from their mail that it is them."""
        methods = [one | {"description": AGAIN[one["id"]]} for one in super().get_reauthentication_methods(user)]
        if not user.is_authenticated or any(method["id"].startswith("mfa") for method in methods):
            return methods
        return [*methods, {"id": "code", "description": _("Send me a code"), "url": reverse("confirm")}]


class UntilCommitted:
    """Keeps the request at hand for allauth until all is committed: then it sends its notices, and asks for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with request_context(request):
            return self.get_response(request)


def display(person):
    """Return the name that allauth's mails and pages greet with."""
    return person.first_name
