"""Is it still you? Asked before a sign-in is changed or words leave the house; of operators after half an hour away."""

import time
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.shortcuts import redirect

from groups.second_factor import is_missing
from groups.sessions import BEGAN

ROUTES = {
    "account_email",
    "account_change_password",
    "account_set_password",
    "ask_for_export",
    "fetch_export",
    "erase",
    "leave",
}
# Pages whose names begin with mfa_ and that change nothing.
OPEN = ("mfa_index", "mfa_list", "mfa_authenticate", "mfa_reauthenticate", "mfa_login")
# Open to whose role needs a second factor and who has none yet.
FREE = ("mfa_", "account_", "confirm", "sessions", "end_session", "end_other_sessions", "switch")
PASSWORDS = ("account_change_password", "account_set_password")
OPERATORS, OPERATED = "/manage/", "operated"
WANTED = "wanted"  # the page that waits until a second factor is set up


class Confirm:
    """Leads to the page that asks, and back from there to what was wanted."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            return None
        route = request.resolver_match.url_name or ""
        if settings.REQUIRE_SECOND_FACTOR and is_missing(request.user):
            request.lacks_factor = True
            if not route.startswith(FREE):
                keep_for_later(request)
                return redirect("mfa_index")
        elif request.session.get(WANTED) == request.get_full_path():
            del request.session[WANTED]
        if request.path.startswith(OPERATORS):
            return None if in_use(request, time.time()) else ask(request)
        return ask(request) if sensitive(route) and not lately(request) else None


def keep_for_later(request):
    """Note the page that was wanted; once the second factor is there, its page leads on."""
    if request.method == "GET":
        request.session[WANTED] = request.get_full_path()


def sensitive(route):
    return route in ROUTES or (route.startswith("mfa_") and not route.startswith(OPEN))


def shown_at(request):
    """Return when this session's person last showed who they are."""
    return max((record["at"] for record in get_authentication_records(request, request.user)), default=0)


def lately(request):
    """Say whether they did within the last five minutes; a sign-in counts, for allauth's pages too."""
    records = get_authentication_records(request, request.user)
    if time.time() - shown_at(request) >= app_settings.REAUTHENTICATION_TIMEOUT:
        return False
    if not records[-1].get("reauthenticated"):
        records[-1]["reauthenticated"] = request.session.modified = True
    return True


def in_use(request, moment):
    """Say whether an operator came by within half an hour, and note that they do."""
    session = request.session
    last = max(session.get(OPERATED, 0), session.get(BEGAN, moment), shown_at(request))
    if moment - last > settings.SESSION_OPERATOR_IDLE:
        return False
    if moment - session.get(OPERATED, 0) > 60:
        session[OPERATED] = moment
    return True


def ask(request):
    """Keep what was wanted for later and ask first; a password that was typed is kept nowhere."""
    way = first_way(request.user)
    if request.resolver_match.url_name in PASSWORDS:
        return turn_to(way, request.get_full_path())
    return suspend_request(request, way)


def turn_to(way, wanted):
    return redirect(f"{way}?{urlencode({'next': wanted})}")


def first_way(person):
    """Return the page where this person shows that it is them."""
    return get_adapter().get_reauthentication_methods(person)[0]["url"]


def by_code(person):
    """Say whether a code from the mail is enough: not for who has a second factor, which stands against a read mail."""
    return any(method["id"] == "code" for method in get_adapter().get_reauthentication_methods(person))
