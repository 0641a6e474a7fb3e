"""Who came in, and who was turned away? A line in the log for each: numbers and hashes, no address, no code."""

import logging

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.signals import login_code_rejected
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)


def hidden(text):
    """Return what stands for an address, so that equal ones can be told, and none can be read."""
    return salted_hmac("groups.signins", text.lower()).hexdigest()[:12] if text else "nobody"


def origin(request):
    return hidden(get_adapter().get_client_ip(request)) if request and request.META.get("REMOTE_ADDR") else "here"


@receiver(user_logged_in)
def came_in(sender, request, user, **told):
    ways = [record["method"] for record in get_authentication_records(request, user)]
    logger.info("signed in: person %s by %s from %s", user.pk, "+".join(ways) or "other", origin(request))


@receiver(user_logged_out)
def went_out(sender, request, user, **told):
    logger.info("signed out: person %s from %s", user.pk if user else "nobody", origin(request))


@receiver(user_login_failed)
def wrong_password(sender, credentials, request=None, **told):
    logger.warning("refused: password for %s from %s", hidden(credentials.get("email")), origin(request))


@receiver(login_code_rejected)
def wrong_code(sender, request, user, **told):
    logger.warning("refused: code of person %s from %s", user.pk, origin(request))


@receiver(authentication_failed)
def wrong_second_step(sender, request, user, **told):
    logger.warning("refused: second factor of person %s from %s", user.pk, origin(request))
