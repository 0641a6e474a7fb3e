"""Does a passkey work in a real browser, under the strict policy?"""

import pytest
from allauth.mfa.models import Authenticator

from groups.tests.makers import make_person
from peergroups.tests.browser import newest_mail

pytestmark = pytest.mark.django_db(transaction=True)
DEVICE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
DEVICE |= {"isUserVerified": True, "automaticPresenceSimulation": True}


def plug_in(visitor):
    """Give the browser a device that says yes."""
    devices = visitor.context.new_cdp_session(visitor.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def test_a_passkey_is_added_and_signs_in(visit):
    priya = make_person()
    visitor = visit()
    plug_in(visitor)
    visitor.open("/accounts/login/?next=/settings/")
    visitor.sign_in(priya.email)
    visitor.open("/accounts/2fa/")
    visitor.follow("Add a passkey")
    visitor.fill("Its name", "My phone")
    visitor.press("Add this device")
    visitor.sees("10 of 10 are left")
    visitor.open("/today/")
    visitor.press("Sign out")

    visitor.open("/accounts/login/?next=/settings/sessions/")
    visitor.press("Sign in with a passkey")
    visitor.page.get_by_role("heading", name="Where you are signed in").wait_for()

    assert Authenticator.objects.get(user=priya, type="webauthn").data["name"] == "My phone"


def test_a_passkey_is_the_second_step_after_the_mail(visit):
    priya = make_person()
    visitor = visit()
    plug_in(visitor)
    visitor.open("/accounts/login/")
    visitor.sign_in(priya.email)
    visitor.open("/accounts/2fa/webauthn/add/")
    visitor.press("Add this device")
    visitor.sees("10 of 10 are left")
    visitor.open("/today/")
    visitor.press("Sign out")

    visitor.open("/accounts/login/?next=/settings/")
    visitor.fill("E-mail", priya.email)
    visitor.press("Send me a code")
    visitor.page.get_by_role("heading", name="Enter the code").wait_for()
    visitor.fill("Code", newest_mail(priya.email).subject[:6])
    visitor.press("Continue")
    visitor.press("Use a passkey instead")
    visitor.page.get_by_role("heading", name="Settings").wait_for()
