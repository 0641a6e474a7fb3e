"""Does the page of doors give an account away, by its answer or by the time it takes?"""

from statistics import median
from time import perf_counter

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from groups.tests.makers import make_person

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "priya@example.org", "nobody@example.org"
TRIES, WARM_UP = 40, 3
DOORS = {"account_request_login_code": "email", "account_login": "login"}


def knock(name, email):
    """Return the answer and how long it took."""
    cache.clear()  # the limits on how often one may ask
    visitor, begun = Client(), perf_counter()
    answer = visitor.post(reverse(name), {DOORS[name]: email, "password": "violet harbour spoon"})
    return (answer.status_code, answer.headers.get("Location")), perf_counter() - begun


@pytest.mark.parametrize("name", DOORS)
def test_a_known_address_is_answered_like_an_unknown_one(name):
    make_person(password="violet harbour kettle")
    answers, times = {KNOWN: set(), UNKNOWN: set()}, {KNOWN: [], UNKNOWN: []}

    for _try in range(WARM_UP + TRIES):
        for email in (KNOWN, UNKNOWN):
            answer, seconds = knock(name, email)
            answers[email].add(answer)
            times[email].append(seconds)

    known, unknown = (median(times[email][WARM_UP:]) for email in (KNOWN, UNKNOWN))
    assert answers[KNOWN] == answers[UNKNOWN]
    assert abs(known - unknown) / max(known, unknown) < 0.15
