"""Does a question that is written once find what its query finds, each time with the values of that time?"""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import F

from peergroups.kit.questions import IsThere, Rows

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def called(key, now):
    return Session.objects.filter(session_key=key, expire_date__gt=now).annotate(name=F("session_key"))


@pytest.fixture
def kept(db):
    for hours, key in enumerate(["first", "second", "third"]):
        ends = NOON + timedelta(hours=hours)
        Session.objects.create(session_key=key, session_data=f"data of {key}", expire_date=ends)


def test_each_time_it_answers_for_the_values_of_that_time(kept):
    rows = Rows(called, str, datetime)

    found = [[row.name for row in rows(key, NOON)] for key in ("second", "third", "nobody", "second")]

    assert found == [["second"], ["third"], [], ["second"]]


def test_every_value_counts(kept):
    rows = Rows(called, str, datetime)

    assert rows.first("second", NOON).session_data == "data of second"
    assert rows.first("second", NOON + timedelta(hours=2)) is None


def test_a_number_no_row_can_have_finds_nothing(django_user_model, db):
    people = Rows(lambda pk: django_user_model.objects.filter(pk=pk), int)

    assert [people(2**63), people(-(10**40))] == [[], []]


def test_a_row_is_there_or_not(kept):
    there, late = IsThere(called, str, datetime), NOON + timedelta(days=1)

    assert [there("third", NOON), there("first", NOON), there("third", late)] == [True, False, False]


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_over_its_own_connection():
    rows, seen = Rows(called, str, datetime), []
    rows("nobody", NOON)

    def ask():
        seen.extend([rows("nobody", NOON), connection.connection is not None])
        connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()

    assert seen == [[], True]


def told(row):
    """Say all that is known of a row, and of what came along with it."""
    known = {name: value and told(value) for name, value in row._state.fields_cache.items()}
    return vars(row) | {"_state": row._state.db, "known": known, "left out": row.get_deferred_fields()}


def sessions(pk):
    return UserSession.objects.filter(pk=pk).select_related("user").annotate(spoken=F("user__language"))


def entries(pk):
    return LogEntry.objects.filter(pk=pk).select_related("user", "content_type").defer("change_message")


@pytest.mark.parametrize("query", [sessions, entries])
def test_a_row_is_made_what_its_query_makes_of_it(query, django_user_model, db):
    person = django_user_model.objects.create(email="ana@example.org", name="Ana")
    model = query(0).model
    least = {"ip": "10.0.0.1", "data": {"seen": [1]}} if query is sessions else {"action_flag": 1, "object_repr": "it"}
    row = model.objects.create(user=person, **least)

    assert told(Rows(query, int).first(row.pk)) == told(query(row.pk).get())
