"""Does a button that is pressed twice do once what it says, whether the first press is over or still at work?"""

import re
from datetime import timedelta
from threading import Event, Thread
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory
from django.utils import timezone
from redis.exceptions import ConnectionError as NobodyThere

from groups.tests.makers import make_room
from peergroups.kit.ids import random_id
from peergroups.kit.presses import FORM, PressedOnce

ADD = "/commitments/add/"
TYPED = {"what": "Ring three customers about the price", "readers": "group", "as_it_is": "yes"}


@pytest.fixture
def press():
    """A press from a page of its own, as often as it is asked for."""
    body = urlencode({"csrfmiddlewaretoken": f"drawn {random_id()}", "what": "Ring three customers"})

    def pressed(**heads):
        request = RequestFactory().post(ADD, body, FORM, **heads)
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "hers"
        return request

    return pressed


def opened(browser):
    """Open a page with the form, and return what its button sends."""
    drawn = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(ADD).content.decode())
    in_ten_days = timezone.localdate() + timedelta(days=10)
    return urlencode({"csrfmiddlewaretoken": drawn[1], "due_on": in_ten_days} | TYPED)


@pytest.mark.django_db
def test_a_double_press_makes_one_commitment_and_leads_to_it():
    priya, browser = make_room()[2], Client(enforce_csrf_checks=True)
    browser.force_login(priya)
    page = opened(browser)

    first, again = (browser.post(ADD, page, content_type=FORM) for _press in range(2))

    assert (again.status_code, again.url, priya.commitments.count()) == (302, first.url, 1)
    assert "Your commitment is saved." in browser.get(again.url).content.decode()
    browser.post(ADD, opened(browser), content_type=FORM)
    assert priya.commitments.count() == 2


def test_a_second_press_waits_for_the_first_and_follows_it(press):
    at_work, over, answers, done = Event(), Event(), [], []

    def add(request):
        done.append(request)
        at_work.set()
        over.wait(10)
        return HttpResponseRedirect("/done/")

    presses = [Thread(target=lambda: answers.append(PressedOnce(add)(press()))) for _press in range(2)]
    presses[0].start()
    at_work.wait(10)
    presses[1].start()
    over.set()
    [one.join() for one in presses]

    assert ([answer.url for answer in answers], len(done)) == (["/done/"] * 2, 1)


@pytest.mark.parametrize("answer", [HttpResponse(status=422), HttpResponse("here is your address"), None])
def test_what_led_nowhere_is_judged_anew(press, answer):
    """A form that was refused, a page that shows something once, and one that signs somebody else in."""
    done, moved = [], HttpResponseRedirect("/")
    moved.set_cookie(settings.SESSION_COOKIE_NAME, "another")
    for _press in range(2):
        PressedOnce(lambda request: done.append(request) or answer or moved)(press())

    assert len(done) == 2


def test_a_button_of_the_room_counts_as_often_as_it_is_pressed(press):
    done = []
    for _press in range(2):
        PressedOnce(lambda request: done.append(request) or HttpResponseRedirect("/"))(press(HTTP_HX_REQUEST="true"))

    assert len(done) == 2


def test_a_line_that_breaks_within_a_form_is_no_error_of_ours(press):
    def broken(size=-1):
        raise ConnectionResetError

    request = press()
    request._stream.read = broken

    assert PressedOnce(lambda request: HttpResponse(status=403))(request).status_code == 403


def test_pages_take_presses_while_redis_is_away(press, monkeypatch):
    def nobody(*args):
        raise NobodyThere

    monkeypatch.setattr(type(cache._connections["default"]), "add", nobody)

    assert PressedOnce(lambda request: HttpResponseRedirect("/done/"))(press()).url == "/done/"
