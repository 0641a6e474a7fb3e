"""Does every answer tell browsers to be strict? The points of the MDN observatory, and what a stranger may send."""

import base64
import re
import runpy
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from groups.tests.makers import make_person
from peergroups.demo.cast import address as demo_address

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "peergroups" / "settings.py"
PUBLIC = {
    "SITE_URL": "https://groups.example.org",
    "SECRET_KEY": "k" * 50,
    "ROOM_KEYS": base64.urlsafe_b64encode(b"k" * 32).decode(),
    "DEMO": "0",
}
LAPTOPS = {"SECRET_KEY": "a laptop's key, never used where SITE_URL is public"}
LAPTOPS_ROOMS = {"ROOM_KEYS": f"{PUBLIC['ROOM_KEYS']},bGFwdG9wLW9ubHktcm9vbS1rZXktbmV2ZXItcHVibGk="}
AT_HOME = ("SECURE_", "SESSION_COOKIE", "CSRF_COOKIE", "ALLOWED_HOSTS", "SITE_URL", "HTTPS")
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
HEADERS = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ANSWERS = {
    "/": 302,
    "/accounts/login/": 200,
    "/today/": 302,
    "/today": 301,
    "/nowhere/": 404,
    "/invitations/forged/": 404,
    "/manage/admin/": 302,
    "/static/css/app.css": 200,
    "/healthz": 200,
}
ELSEWHERE = [
    "//evil.test",
    "///evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "https:evil.test",
    "https://evil.test/today/",
    "http://groups.example.org.evil.test/",
    "https://groups.example.org@evil.test/",
    "javascript:alert(1)",
    "\x08//evil.test",
    " //evil.test",
    "data:text/html,x",
]


def read_as_public(monkeypatch, **named):
    """Read the settings as an installation with a public address does."""
    for name, value in (PUBLIC | named).items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(SETTINGS))


@pytest.fixture
def stranger(settings, monkeypatch):
    """A browser that knocks at the public address of a real installation, and reads what it says of errors."""
    for name, value in read_as_public(monkeypatch).items():
        if name.startswith(AT_HOME):
            setattr(settings, name, value)
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    return Client(raise_request_exception=False, headers={"host": "groups.example.org"})


def policy(response):
    return dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))


def judge(response):
    """Look at one answer as the observatory does."""
    assert policy(response) == POLICY
    assert {name: response[name] for name in HEADERS} == HEADERS
    assert "camera=()" in response["Permissions-Policy"]
    assert not response.has_header("Access-Control-Allow-Origin")
    for name, cookie in response.cookies.items():
        assert name in ("__Host-sessionid", "__Host-csrftoken")
        assert (cookie["secure"], cookie["httponly"], cookie["path"], cookie["domain"]) == (True, True, "/", "")
        assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_is_strict(stranger, address):
    response = stranger.get(address, secure=True)

    assert response.status_code == ANSWERS[address]
    judge(response)
    response.close()  # a static file is an open one


def test_a_page_that_breaks_is_strict(stranger, monkeypatch):
    monkeypatch.delattr("peergroups.home.redirect")

    response = stranger.get("/", secure=True)

    assert response.status_code == 500
    judge(response)


def test_a_form_with_its_cookie_is_strict(stranger):
    response = stranger.get("/accounts/login/", secure=True)

    assert list(response.cookies) == ["__Host-csrftoken"]


def test_a_session_has_a_cookie_of_the_house_alone(stranger):
    stranger.force_login(make_person("Priya Nair"))

    assert list(stranger.cookies) == ["__Host-sessionid"]
    assert stranger.get("/settings/", secure=True).status_code == 200


def test_plain_http_is_sent_to_https(stranger):
    response = stranger.get("/accounts/login/")

    assert (response.status_code, response["Location"]) == (301, "https://groups.example.org/accounts/login/")


@pytest.mark.parametrize("host", ["evil.test", "groups.example.org.evil.test", "www.groups.example.org", "127.0.0.1"])
def test_only_the_host_of_the_house_is_answered(stranger, host):
    response = stranger.get("/accounts/login/", secure=True, headers={"host": host})

    assert response.status_code == 400
    assert "This page could not be read" in response.content.decode()
    judge(response)


def test_what_a_proxy_says_of_another_host_is_not_heard(stranger):
    response = stranger.get("/today/", secure=True, headers={"x-forwarded-host": "evil.test"})

    assert "evil.test" not in response["Location"]


def test_who_runs_a_public_house_needs_a_second_factor_unless_told_otherwise(monkeypatch):
    assert read_as_public(monkeypatch)["REQUIRE_SECOND_FACTOR"] == ["operator"]
    assert read_as_public(monkeypatch, REQUIRE_SECOND_FACTOR="admin")["REQUIRE_SECOND_FACTOR"] == ["admin"]


@pytest.mark.parametrize(
    "wanted", [{"SECRET_KEY": "short"}, {"SECRET_KEY": ""}, {"ROOM_KEYS": ""}, LAPTOPS, LAPTOPS_ROOMS, {"DEMO": "1"}]
)
def test_a_public_house_does_not_open_on_a_poor_secret_or_as_a_demo(monkeypatch, wanted):
    with pytest.raises(ImproperlyConfigured):
        read_as_public(monkeypatch, **wanted)


def test_what_signed_in_people_see_is_stored_nowhere(client):
    client.force_login(make_person("Priya Nair"))

    pages = [client.get("/settings/"), client.post("/settings/", {}), client.get("/nowhere/"), client.get("/")]

    assert [page.status_code for page in pages] == [200, 422, 404, 302]
    assert {page["Cache-Control"] for page in pages} == {"no-store"}


def test_signing_out_clears_the_browser(client):
    client.force_login(make_person("Priya Nair"))

    response = client.post(reverse("account_logout"))

    assert (response["Clear-Site-Data"], response["Cache-Control"]) == ('"cache", "storage"', "no-store")


def test_a_page_clears_nothing_while_one_is_signed_in(client):
    client.force_login(make_person("Priya Nair"))

    assert not client.get("/settings/").has_header("Clear-Site-Data")


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nobody_is_sent_elsewhere_after_signing_out(client, wanted):
    client.force_login(make_person("Priya Nair"))

    response = client.post(reverse("account_logout"), {"next": wanted})

    assert response["Location"] == reverse("account_login")


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nobody_is_sent_elsewhere_after_signing_in(client, wanted):
    make_person("Priya Nair")
    cache.clear()  # the limits on how often one may ask for a code
    client.post(reverse("account_request_login_code"), {"email": "priya@example.org", "next": wanted})

    response = client.post(reverse("account_confirm_login_code"), {"code": mail.outbox[-1].subject[:6], "next": wanted})

    assert response["Location"] == reverse("today")


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nobody_is_sent_elsewhere_from_the_demo(client, settings, wanted):
    settings.DEMO = True
    person = make_person("Priya Nair", email=demo_address("priya"))

    response = client.post("/demo/", {"person": person.email, "next": wanted})

    assert response["Location"] == reverse("today")


@pytest.mark.parametrize("path", ["//evil.test/today", "///evil.test", "/\\evil.test/", "//evil.test/%2e%2e"])
def test_an_address_that_looks_like_another_site_leads_nowhere_else(client, path):
    location = client.get(path).headers.get("Location", "/")

    assert urlsplit(location).netloc == ""


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain"])
def test_a_body_beyond_a_megabyte_is_refused_in_words(client, kind):
    response = client.generic("POST", "/accounts/login/", b"a" * 1_050_001, content_type=kind)

    assert response.status_code == 413
    assert "That was more than a page can take" in response.content.decode()


def test_a_form_of_a_thousand_fields_is_refused_in_words(client):
    response = client.post("/accounts/login/", {f"f{n}": "x" for n in range(1000)})

    assert response.status_code == 400
    assert "This page could not be read" in response.content.decode()


@pytest.mark.parametrize("number", [0, 2**53, 2**63, 10**40])
@pytest.mark.parametrize("address", ["/meetings/{}/", "/commitments/{}/change/", "/meetings/{}/brief/"])
def test_a_number_that_nothing_has_leads_nowhere(client, address, number):
    client.force_login(make_person("Priya Nair"))

    assert client.get(address.format(number)).status_code == 404


def test_every_test_that_the_page_on_security_names_is_there():
    named = set(re.findall(r"[\w/]*test_\w+\.py", (ROOT / "docs" / "security.md").read_text()))
    homes = (ROOT, ROOT / "peergroups" / "tests")

    assert len(named) > 20
    assert [name for name in sorted(named) if not any((home / name).exists() for home in homes)] == []
