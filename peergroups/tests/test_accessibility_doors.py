"""Can everybody use the pages of allauth, too, and those that open only to who has just shown who they are?"""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from groups import sabbaticals
from groups.models import Lift, Membership
from groups.tests.makers import NOON, make_member, make_person, make_room
from peergroups.tests.axe import judge
from peergroups.tests.browser import newest_mail
from peergroups.tests.doors.addresses import routes
from peergroups.tests.test_signin_passkeys import plug_in
from peergroups.tests.test_signin_second_factor import now_shown, with_app

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "violet harbour kettle"

OPEN = ("account_login", "account_request_login_code", "account_signup", "account_inactive", "account_reset_password")
OPEN += ("account_reset_password_done", "account_reset_password_from_key_done")
PLAIN = ("account_email", "account_set_password", "account_logout", "mfa_index", "mfa_activate_totp")
PLAIN += ("mfa_list_webauthn", "mfa_add_webauthn", "confirm", "sessions", "groups:erase")
ARMED = ("account_change_password", "account_reauthenticate", "mfa_index", "mfa_reauthenticate", "mfa_deactivate_totp")
ARMED += ("mfa_view_recovery_codes", "mfa_generate_recovery_codes")
PASSKEY = ("mfa_index", "mfa_list_webauthn", "mfa_reauthenticate_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn")
ON_THE_WAY = {"account_confirm_login_code", "account_email_verification_sent", "mfa_authenticate"}
ON_THE_WAY |= {"account_reset_password_from_key"}
NO_PAGES = {"mfa_download_recovery_codes", "mfa_login_webauthn"}  # a file; an answer to a script
REFUSED = {
    "visitor": {
        "account_login": ("?by=password", "Sign in"),
        "account_request_login_code": ("", "Send me a code"),
        "account_reset_password": ("", "Send me the link"),
    },
    "plain": {
        "account_set_password": ("", "Save the password"),
        "account_email": ("", "Send a code there"),
        "mfa_activate_totp": ("", "Add this app"),
    },
    "armed": {
        "account_change_password": ("", "Save the new password"),
        "account_reauthenticate": ("", "Continue"),
        "mfa_reauthenticate": ("", "Continue"),
    },
}


@pytest.fixture
def visitor(visit):
    return visit(reduced_motion="reduce")  # colours change at once


@pytest.fixture
def plain(visitor, client):
    """Somebody who signs in by code alone, and has just shown who they are."""
    person = make_person()
    come_in_confirmed(visitor, client, person)
    return person


@pytest.fixture
def armed(visitor, client):
    """Somebody with a password, an app and recovery codes, who has just shown who they are."""
    person = make_person(password=PASSWORD)
    come_in_confirmed(visitor, client, person)
    with_app(person)
    RecoveryCodes.activate(person)
    return person


def come_in_confirmed(visitor, client, person):
    """Sign in, and answer the question that stands before what only this person may do."""
    EmailAddress.objects.update(verified=True)
    visitor.come_in_as(person, client)
    client.post(reverse("confirm"))
    client.post(reverse("confirm"), {"code": newest_mail(person.email).subject[:6]})


def where(name):
    one = [Authenticator.objects.get(type="webauthn").pk] if name.endswith(("edit_webauthn", "remove_webauthn")) else []
    return reverse(name, args=one)


def look(visitor, address):
    """Open a page, see that it is this one, and judge it."""
    visitor.open(address)
    return [*landed(visitor, address), *judge(visitor.page)]


def landed(visitor, address):
    path = urlsplit(visitor.page.url).path
    return [] if path == urlsplit(address).path else [f"{address} leads to {path}"]


def look_at_all(visitor, names):
    """Open one after the other; say which are wrong, and how."""
    found = {name: look(visitor, where(name)) for name in names}
    return {name: faults for name, faults in found.items() if faults}


def test_who_is_not_in_yet_can_use_the_doors(visitor):
    assert look_at_all(visitor, OPEN) == {}


def test_who_has_shown_who_they_are_can_use_what_opens(visitor, plain):
    assert look_at_all(visitor, PLAIN) == {}


def test_who_has_a_second_factor_can_use_what_opens(visitor, armed):
    assert look_at_all(visitor, ARMED) == {}


def test_who_has_a_passkey_can_use_what_opens(visitor, plain):
    plug_in(visitor)
    visitor.open(reverse("mfa_add_webauthn"))
    visitor.press("Add this device")
    visitor.sees("10 of 10 are left")

    assert look_at_all(visitor, PASSKEY) == {}


@pytest.mark.parametrize("who", REFUSED)
def test_a_refusal_can_be_used_by_everybody(visitor, request, who):
    request.getfixturevalue(who)

    found = {name: refused(visitor, name, *form) for name, form in REFUSED[who].items()}

    assert {name: faults for name, faults in found.items() if faults} == {}


def refused(visitor, name, asked, button):
    """Send a form empty, see that it is refused in words, and judge the page it comes back on."""
    visitor.open(where(name) + asked)
    for box in visitor.page.locator("main input:visible").all():
        box.fill("")
    visitor.page.locator("main").get_by_role("button", name=button, exact=True).first.click()
    visitor.page.get_by_role("alert").wait_for()
    return [*landed(visitor, where(name)), *judge(visitor.page)]


def test_the_way_by_code_and_app_can_be_used_by_everybody(visitor):
    person = make_person()
    secret = with_app(person)
    visitor.open(reverse("account_request_login_code"))
    visitor.fill("E-mail", person.email)
    visitor.press("Send me a code")
    faults = look(visitor, reverse("account_confirm_login_code"))
    visitor.fill("Code", newest_mail(person.email).subject[:6])
    visitor.press("Continue")
    visitor.page.get_by_role("heading", name="One more step").wait_for()
    faults += look(visitor, reverse("mfa_authenticate"))
    visitor.fill("Code", now_shown(secret))
    visitor.press("Continue")
    visitor.page.wait_for_url("**/today/")

    assert faults == []


def test_the_way_to_a_new_password_can_be_used_by_everybody(visitor):
    person = make_person(password=PASSWORD)
    visitor.open(reverse("account_reset_password"))
    visitor.fill("E-mail", person.email)
    visitor.press("Send me the link")
    link = re.search(r"http\S+?(/accounts/password/\S+)", newest_mail(person.email).body).group(1)
    visitor.open(link)
    faults = judge(visitor.page)
    visitor.page.locator("[name=password1]").fill("short")
    visitor.press("Save the new password")
    visitor.page.get_by_role("alert").wait_for()
    faults += judge(visitor.page)
    visitor.open(link.replace("-set-password", "-1") if "-set-password" in link else link[:-4] + "xxx/")
    faults += judge(visitor.page)

    assert (faults, visitor.page.get_by_text("used before").count()) == ([], 1)


def test_the_code_for_a_new_address_can_be_used_by_everybody(visitor, plain):
    visitor.open(reverse("account_email"))
    visitor.fill("New e-mail address", "new@example.org")
    visitor.press("Send a code there")
    visitor.page.get_by_role("heading", name="Enter the code").wait_for()
    faults = look(visitor, reverse("account_email_verification_sent"))

    assert (faults, len(mail.outbox)) == ([], 2)


def test_who_is_said_to_have_lost_a_factor_can_use_the_answer(visitor, armed):
    asked = {"asked_by": make_person("Otto Berg", is_operator=True), "reason": "Lost the phone.", "asked_at": NOON}
    Lift.objects.create(person=armed, due_at=NOON, **asked)

    assert look(visitor, reverse("keep_factor")) == []


def test_who_tries_too_often_can_use_the_answer(visitor, client):
    for _try in range(5):
        client.post(reverse("account_reset_password"), {"email": "priya@example.org"})
    visitor.open(reverse("account_reset_password"))
    visitor.fill("E-mail", "priya@example.org")
    visitor.press("Send me the link")

    visitor.sees("That was often enough for now")
    assert judge(visitor.page) == []


def test_every_page_of_allauth_is_looked_at():
    theirs = {name for name, _view in routes() if name.startswith(("account_", "mfa_"))}

    assert theirs - {*OPEN, *PLAIN, *ARMED} - set(PASSKEY) - ON_THE_WAY - NO_PAGES == set()


@pytest.mark.parametrize("role", ["facilitator", "member"])
def test_the_pages_of_leaving_can_be_used_by_everybody(visitor, client, role):
    """By whoever keeps a room alone, that has fallen below five; and by a member on a sabbatical."""
    room, sam, priya = make_room()
    room.start(by=sam, now=NOON, reason="The others come in May.")
    make_member(room, "Tom Reed")
    Membership.objects.get(person__name="Tom Reed").leave(now=timezone.now())
    sabbaticals.take(room.membership_of(priya), back_on=timezone.localdate() + timedelta(days=30), now=timezone.now())
    come_in_confirmed(visitor, client, sam if role == "facilitator" else priya)
    pages = [reverse(f"groups:{name}", args=[room.slug]) for name in ("leave", "sabbatical", "room")]

    faults = {page: look(visitor, page) for page in [*pages, reverse("groups:erase")]}

    assert {page: found for page, found in faults.items() if found} == {}
