"""Does somebody who applied always read where it stands, what comes next and by when?"""

from datetime import UTC, date, datetime, timedelta

import pytest

from groups.intake.standing import standing
from groups.models import Application
from groups.tests.makers import make_application, make_cohort, make_person

pytestmark = pytest.mark.django_db

OPENS = date(2026, 9, 1)  # closes on 13 October, answers by 27 October
SENT = datetime(2026, 9, 10, 12, tzinfo=UTC)  # ninety days later it is 9 December
DECIDED = {"decided_at": SENT + timedelta(days=20)}
ACCEPTED = DECIDED | {"decision": Application.Decision.ACCEPTED}


def told(day, **fields):
    wish = make_application(make_person("Ravi Shah"), make_cohort(OPENS), now=SENT, **fields)
    found = standing(wish, datetime(2026, *day, 12, tzinfo=UTC))
    return str(found.word), found.sentence, found.is_open


@pytest.mark.parametrize(
    ("day", "fields", "word", "promise"),
    [
        ((9, 12), {"submitted_at": None}, "Begun", "You can send it until Tuesday 13 October."),
        ((10, 13), {"submitted_at": None}, "Begun", "You can send it until Tuesday 13 October."),
        ((9, 12), {}, "Sent", "You will hear by Tuesday 27 October. You can change it until Tuesday 13 October."),
        ((10, 14), {}, "Being read", "You will hear by Tuesday 27 October."),
        (
            (10, 28),
            {},
            "Being read",
            "You should have heard by Tuesday 27 October. It is not forgotten; you get a mail.",
        ),
        ((10, 20), ACCEPTED, "Accepted", "By Wednesday 9 December you have a group, or hear why not."),
        (
            (10, 20),
            ACCEPTED | {"decision": "waitlisted"},
            "On the waiting list",
            "You are asked when a seat that fits is free. By Wednesday 9 December you have a group, or hear why not.",
        ),
    ],
)
def test_what_is_still_to_come_has_a_day(day, fields, word, promise):
    assert told(day, **fields) == (word, promise, True)


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        (ACCEPTED | {"decision": "declined"}, "Declined"),
        (ACCEPTED | {"placed_at": SENT + timedelta(days=40)}, "In a group"),
        ({"withdrawn_at": SENT + timedelta(days=1)}, "Taken back"),
        ({"submitted_at": None, "withdrawn_at": SENT}, "Taken back"),
        ({"submitted_at": None}, "Begun"),  # and never sent
    ],
)
def test_what_is_over_says_so(fields, word):
    found, _sentence, is_open = told((11, 20), **fields)

    assert (found, is_open) == (word, False)


def test_the_day_is_the_programmes_own():
    """At nine in the evening in London it is the next day already in Auckland, where the days to apply have ended."""
    cohort = make_cohort(OPENS)
    cohort.programme.zone = "Pacific/Auckland"
    wish = make_application(make_person("Ravi Shah"), cohort, now=SENT)

    assert str(standing(wish, datetime(2026, 10, 13, 20, tzinfo=UTC)).word) == "Being read"
