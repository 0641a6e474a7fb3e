"""Does a second factor keep out who only has the mail, and is it kept sealed?"""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from cryptography.fernet import Fernet
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups import keys
from groups.tests.makers import make_facilitator, make_group, make_person, make_programme

pytestmark = pytest.mark.django_db
MANAGED = ("mfa_index", "mfa_activate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes")
MANAGED += ("mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_deactivate_totp")


@pytest.fixture(autouse=True)
def nobody_asked_before():
    """Forget the limits on how often one may ask."""
    cache.clear()


def now_shown(secret):
    """Return the digits an app with this secret shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def come_by_mail(client, person):
    """Sign in as far as a code from the mail leads."""
    client.post(reverse("account_request_login_code"), {"email": person.email})
    code = re.match(r"\d{6}", mail.outbox[-1].subject).group()
    return client.post(reverse("account_confirm_login_code"), {"code": code})


def with_app(person):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def is_in(client):
    return "_auth_user_id" in client.session


def test_the_mail_alone_no_longer_lets_in(client):
    priya = make_person()
    with_app(priya)
    answer = come_by_mail(client, priya)
    assert (answer["Location"], is_in(client)) == (reverse("mfa_authenticate"), False)


def test_mail_and_app_let_in(client):
    priya = make_person()
    secret = with_app(priya)
    come_by_mail(client, priya)
    client.post(reverse("mfa_authenticate"), {"code": now_shown(secret)})
    assert is_in(client)


def test_a_recovery_code_lets_in_once():
    priya = make_person()
    with_app(priya)
    code = RecoveryCodes.activate(priya).get_unused_codes()[0]
    first, second = Client(), Client()
    for client in (first, second):
        come_by_mail(client, priya)
        client.post(reverse("mfa_authenticate"), {"code": code})
    assert (is_in(first), is_in(second)) == (True, False)


def test_secrets_are_kept_sealed():
    priya = make_person()
    secret = with_app(priya)
    RecoveryCodes.activate(priya)
    kept = {one.type: one.data for one in Authenticator.objects.filter(user=priya)}
    assert secret not in str(kept)
    assert kept["totp"]["secret"].startswith("gAAAA")
    assert kept["recovery_codes"]["seed"].startswith("gAAAA")


def test_secrets_come_under_the_newest_key(settings):
    priya = make_person()
    secret = with_app(priya)
    newest = Fernet.generate_key().decode()
    settings.ROOM_KEYS = [newest, *settings.ROOM_KEYS]

    keys.rotate(now=timezone.now())
    settings.ROOM_KEYS = [newest]

    assert Authenticator.objects.get(user=priya).wrap().validate_code(now_shown(secret))


@pytest.mark.parametrize("name", MANAGED)
def test_a_visitor_is_led_to_sign_in(client, name):
    assert client.get(reverse(name))["Location"].startswith(reverse("account_login"))


def test_a_visitor_may_ask_for_a_passkey(client):
    answer = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert answer.json()["request_options"]["publicKey"]["userVerification"] == "required"


@pytest.mark.parametrize("name", MANAGED)
def test_opening_a_page_changes_nothing(client, name):
    """A page that wrote would break on the read-only transaction, and answer 500."""
    priya = make_person()
    secret = with_app(priya)
    RecoveryCodes.activate(priya)
    come_by_mail(client, priya)
    client.post(reverse("mfa_authenticate"), {"code": now_shown(secret)})
    assert client.get(reverse(name)).status_code in (200, 302)


def test_setting_up_an_app_seals_the_account(client):
    priya = make_person()
    come_by_mail(client, priya)
    page = client.get(reverse("mfa_activate_totp"))
    answer = client.post(reverse("mfa_activate_totp"), {"code": now_shown(page.context["form"].secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert b"10 of 10 are left" in client.get(answer["Location"]).content


def test_what_is_secret_is_shown_only_to_who_just_said_who_they_are(client):
    client.force_login(make_person())
    names = ("mfa_activate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_add_webauthn")
    assert {client.get(reverse(name))["Location"].split("?")[0] for name in names} == {reverse("confirm")}


def in_role(role):
    """Make somebody who holds this role."""
    if role == "operator":
        return make_person("Otto Berg", is_operator=True)
    if role == "facilitator":
        return make_facilitator(make_group())
    admin = make_person("Nadia Haddad")
    make_programme(admin)
    return admin


@pytest.mark.parametrize("role", ["facilitator", "admin", "operator"])
def test_a_role_that_needs_a_second_factor_is_led_to_set_one_up(client, settings, role):
    settings.REQUIRE_SECOND_FACTOR = [role]
    client.force_login(in_role(role))
    answer = client.get(reverse("today"), follow=True)
    assert answer.redirect_chain == [(reverse("mfa_index"), 302)]
    assert "Your role needs one of these" in answer.content.decode()


def test_what_was_wanted_waits_until_the_factor_is_there(client, settings):
    settings.REQUIRE_SECOND_FACTOR = ["facilitator"]
    sam = in_role("facilitator")
    client.force_login(sam)
    wanted = f"{reverse('accountability:list')}?group=mill-street"
    client.get(wanted)

    before = client.get(reverse("mfa_index")).content.decode()
    with_app(sam)
    after = client.get(reverse("mfa_index")).content.decode()
    client.get(wanted)
    later = client.get(reverse("mfa_index")).content.decode()

    assert [f'href="{wanted}"' in page for page in (before, after, later)] == [False, True, False]


@pytest.mark.parametrize("role", ["facilitator", "admin", "operator"])
def test_who_has_a_second_factor_goes_on(client, settings, role):
    settings.REQUIRE_SECOND_FACTOR = [role]
    person = in_role(role)
    with_app(person)
    client.force_login(person)
    assert client.get(reverse("today")).status_code == 200


def test_nobody_else_is_asked(client, settings):
    settings.REQUIRE_SECOND_FACTOR = ["facilitator", "admin", "operator"]
    client.force_login(make_person())
    assert client.get(reverse("today")).status_code == 200


def test_the_last_factor_of_such_a_role_stays(client, settings):
    settings.REQUIRE_SECOND_FACTOR = ["operator"]
    otto = in_role("operator")
    secret = with_app(otto)
    come_by_mail(client, otto)
    client.post(reverse("mfa_authenticate"), {"code": now_shown(secret)})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=otto, type="totp").exists()
