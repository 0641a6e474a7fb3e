"""Is it the same press again? A button pressed twice does once what it says, and leads to where that led."""

import hashlib
import time
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from redis.exceptions import RedisError

FORM = "application/x-www-form-urlencoded"
STAMP = b"csrfmiddlewaretoken="  # drawn anew for each page, so that two pages never send the same
AT_WORK, WAITS, AGAIN = 60, 10, 5  # seconds: the first press may take, the second waits for it, and counts as the same
AWHILE = 0.05


class PressedOnce:
    """Leads the second press of a form, of the very page and unchanged, to where the first one led.

    Only one that ends in leading elsewhere is done with: any other is judged anew, once the first is over. It stands
    before whatever asks the database: who waits here holds none of its connections.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        press = named(request)
        try:
            if press and (where := led_to(press)):
                return HttpResponseRedirect(where, headers={"Cache-Control": "no-store"})
        except RedisError:
            press = ""  # while Redis is away each press counts, and pages go on
        response = self.get_response(request)
        if press:
            keep(press, request, response)
        return response


def named(request: HttpRequest) -> str:
    """Name a press by who sent what where from which page; nothing for what programs and the room's buttons send."""
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if request.method != "POST" or request.content_type != FORM or not session or "HX-Request" in request.headers:
        return ""
    try:
        sent = request.body
    except UnreadablePostError:
        return ""  # the line broke: whoever reads it next says so
    parts = [session.encode(), request.get_full_path().encode(), sent]
    return f"press:{hashlib.sha256(b' '.join(parts)).hexdigest()}" if STAMP in sent else ""


def led_to(press: str) -> str:
    """Wait for where the same press led before; nowhere for the first, or after one that led nowhere or takes long."""
    ends = time.monotonic() + WAITS
    while not cache.add(press, "", AT_WORK) and time.monotonic() < ends:
        if where := str(cache.get(press) or ""):
            return where
        time.sleep(AWHILE)
    return ""


def keep(press: str, request: HttpRequest, response: HttpResponse) -> None:
    """Remember for a moment where it led, unless somebody else is signed in by now."""
    name = settings.SESSION_COOKIE_NAME
    is_same = name not in response.cookies or response.cookies[name].value == request.COOKIES[name]
    with suppress(RedisError):
        if isinstance(response, HttpResponseRedirect) and is_same:
            cache.set(press, response.url, AGAIN)
        else:
            cache.delete(press)
