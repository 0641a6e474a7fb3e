"""What stands in a secret link, and what of it is kept? Its hash alone; that of an invitation is derived anew."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "groups.invitation"


def secret(invitation_id: int, issue: int, key: str | None = None) -> str:
    """Derive 32 bytes that look random to whoever has no key; the same each time, for a mail that is written again."""
    derived = salted_hmac(SALT, f"{invitation_id}.{issue}", secret=key, algorithm="sha256").digest()
    return urlsafe_b64encode(derived).decode().rstrip("=")


def hashed(secret: str) -> str:
    """Return what is kept of a secret: enough to know it again, too little to say it.

    Without salt or delay: nobody guesses 32 random bytes.
    """
    return sha256(secret.encode()).hexdigest()


def secret_behind(kept: str, invitation_id: int, issue: int) -> str | None:
    """Derive anew the secret of which this hash is kept; None when its key has been taken out since."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    secrets = (secret(invitation_id, issue, key) for key in keys)
    return next((found for found in secrets if hashed(found) == kept), None)
