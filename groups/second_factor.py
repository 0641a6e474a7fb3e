"""Who must show more than their mail, and how are those secrets kept? Apps, keys and codes, sealed with ROOM_KEYS."""

from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peergroups.kit.encryption import seal, unseal

SEAL = "mfa.authenticator"
SECRETS = ("secret", "seed")  # of an app, of recovery codes
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class Adapter(DefaultMFAAdapter):
    """Seals what allauth would store in the clear, and names the house by its own address."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": gettext_lazy(
            "Your role needs a second factor. Add another one before this goes."
        ),
        "add_email_blocked": gettext_lazy("Take your second factor away before you change your address."),
        "cannot_generate_recovery_codes": gettext_lazy("Add a passkey or an app first; the codes stand in for them."),
        "incorrect_code": gettext_lazy("This code is not right, or was used already. Enter the one shown now."),
        "unverified_email": gettext_lazy("Confirm your e-mail address first: sign out, and in again by code."),
    }

    def encrypt(self, text):
        return seal(text, SEAL)

    def decrypt(self, encrypted_text):
        return unseal(encrypted_text, SEAL)

    def get_totp_issuer(self):
        return settings.SITE_NAME

    def get_public_key_credential_rp_entity(self):
        return {"id": urlsplit(settings.SITE_URL).hostname, "name": settings.SITE_NAME}

    def generate_authenticator_name(self, user, type):  # noqa: A002 - allauth's name
        return _("My device")

    def build_totp_svg(self, url):
        """Draw the code for a page: without the prologue of a file."""
        svg = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]

    def can_delete_authenticator(self, authenticator):
        if not is_required(authenticator.user):
            return True
        return factors(authenticator.user).exclude(pk=authenticator.pk).exists()


def factors(person):
    return Authenticator.objects.filter(user=person, type__in=FACTORS)


def take_away(person):
    """Leave a person without second factor, and without the codes that stand in for one."""
    Authenticator.objects.filter(user=person).delete()


def unused_codes(person):
    """Return the recovery codes a person has left; allauth's own page would write that it was opened."""
    kept = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    return kept.wrap().get_unused_codes() if kept else []


def is_required(person):
    """Say whether the installation asks somebody in this person's roles for a second factor."""
    roles = settings.REQUIRE_SECOND_FACTOR
    return (
        ("operator" in roles and person.is_operator)
        or ("admin" in roles and person.programmes_run.exists())
        or ("facilitator" in roles and facilitates(person))
    )


def facilitates(person):
    return person.memberships.current().facilitating().exists()


def is_missing(person):
    return is_required(person) and not factors(person).exists()


def sealed_secrets():
    """Go through every row that holds a secret, locked, with the names of its secrets."""
    for kept in Authenticator.objects.select_for_update():
        if names := [name for name in SECRETS if name in kept.data]:
            yield kept, names
