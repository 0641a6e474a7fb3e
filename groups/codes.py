"""Is this the code that went to a person's own address? Six digits that show that it is still them."""

import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

CODE, TRIES = "confirm_code", 5


def send(request, to=None, *, mail="account/email/confirm_code", kept=CODE, **facts):
    """Send six digits to an address, a person's own unless named; the session keeps them only as a hash."""
    code = get_adapter().generate_login_code()
    request.session[kept] = {"hash": hashed(code), "at": time.time(), "tries": 0}
    get_adapter().send_mail(mail, to or request.user.email, {"code": code} | facts)


def hashed(code):
    return salted_hmac("groups.confirming", code).hexdigest()


def take(request, typed, *, kept=CODE):
    """Say whether this is the code that was sent; it works once, and bears a few slips."""
    state = request.session.pop(kept, None)
    if not state or time.time() - state["at"] > settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT:
        return False
    if constant_time_compare(hashed("".join(typed.split())), state["hash"]):
        return True
    if state["tries"] + 1 < TRIES:
        request.session[kept] = state | {"tries": state["tries"] + 1}
    return False
