"""Does a calendar get in by its own address alone, learn what it may and nothing more, until the address is closed?"""

import json
import logging
import re
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups import addresses, erasure, leaving
from groups.models import CalendarFeed, Membership, Person, calendars
from groups.tests.makers import make_group, make_member
from meetings.tests.calendars import read
from meetings.tests.makers import make_meeting
from peergroups.tests.cast import CANARY, gather
from peergroups.tests.test_signin_passwords import reset

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
# A program of its own: it changes how the library that both use counts time.
CLIENT = """
import json, sys
from datetime import UTC, datetime, timedelta
from icalevents.icalevents import events
found = events(url=sys.argv[1], start=datetime.now(UTC), end=datetime.now(UTC) + timedelta(days=30))
print(json.dumps([[e.start.astimezone(UTC).isoformat(), e.summary, e.status, e.url] for e in found]))
"""


@pytest.fixture
def cast():
    """The room everybody tries; Priya's calendar has its address."""
    cache.clear()
    cast = gather()
    cast.priya, cast.now = cast.people["member"], timezone.now()
    return cast


def opened(client, secret):
    return client.get(f"/calendar/{secret}.ics")


def leave(person, group):
    leaving.leave(Membership.objects.get(group=group, person=person), last_day=timezone.localdate(), now=timezone.now())


def test_a_calendar_program_reads_the_feed_as_any_other(site, cast):
    asked = [sys.executable, "-c", CLIENT, f"{site}/calendar/{cast.secret}.ics"]
    read_by = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60)

    page = f"{site}{cast.meeting.get_absolute_url()}"
    begins = cast.meeting.starts_at.replace(microsecond=0)
    assert json.loads(read_by.stdout) == [[begins.isoformat(), "Peer group meeting", "CONFIRMED", page]]


def test_nobody_has_to_be_signed_in(client, cast):
    answer = opened(client, cast.secret)

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert (answer["X-Robots-Tag"], answer["Cache-Control"], len(read(answer.content))) == ("noindex", "no-store", 1)


def test_a_feed_holds_no_name_no_word_and_nothing_of_the_agenda(client, cast):
    told = opened(client, cast.secret).content.decode()

    private = (CANARY, "Priya", "Sam", "Mill Street", "@example.org", "Hot seat", "12 Mill")
    assert [word for word in private if word in told.replace("\r\n ", "")] == []


def test_a_secret_is_kept_as_a_hash_alone(cast):
    with connection.cursor() as cursor:
        cursor.execute("SELECT feed::text FROM groups_calendarfeed AS feed")
        rows = str(cursor.fetchall())

    assert (cast.secret in rows, sha256(cast.secret.encode()).hexdigest() in rows) == (False, True)


def renewing(client, cast):
    client.force_login(cast.priya)
    client.post("/settings/calendar/renew/", {"instead_of": cast.priya.calendar_feed.pk})


def stopping(client, cast):
    client.force_login(cast.priya)
    client.post("/settings/calendar/stop/")


def resetting(client, cast):
    cast.priya.set_password("violet harbour kettle")
    cast.priya.save()
    reset(cast.priya)


def leaving_the_last_group(client, cast):
    leave(cast.priya, cast.room)


def erasing(client, cast):
    erasure.erase(cast.priya, now=cast.now)


def closing_the_account(client, cast):
    Person.objects.filter(pk=cast.priya.pk).update(is_active=False)


def taking_an_address_back(client, cast):
    token = addresses.undo_token(cast.priya, "before@example.org", now=cast.now)
    client.post(f"/accounts/undo/{token}/")


@pytest.mark.parametrize(
    "ending",
    [
        renewing,
        stopping,
        resetting,
        leaving_the_last_group,
        erasing,
        closing_the_account,
        taking_an_address_back,
    ],
)
def test_the_address_opens_nothing_any_more_after(client, cast, ending):
    before = opened(client, cast.secret).status_code

    ending(client, cast)

    assert (before, opened(client, cast.secret).status_code) == (200, 404)


def test_leaving_one_of_two_groups_cuts_its_meetings_at_the_next_request(client, cast):
    quay = make_group("Quay Street")
    make_member(quay, person=cast.priya)
    there = make_meeting(quay, cast.now.replace(microsecond=0) + A_DAY, now=cast.now)
    before = len(read(opened(client, cast.secret).content))

    leave(cast.priya, cast.room)

    after = [event["start"] for event in read(opened(client, cast.secret).content)]
    assert (before, after) == (2, [there.starts_at])


def test_who_has_to_sign_anew_has_an_empty_calendar_until_then(client, cast):
    cast.room.charters.create(version=99, text="New", opening="New", written_at=cast.now)

    assert read(opened(client, cast.secret).content) == []


def test_an_address_is_shown_once(client, cast):
    client.force_login(cast.people["outsider"])

    made = client.post("/settings/calendar/renew/", {"instead_of": ""})

    secret = re.search(r"/calendar/([\w-]{43})\.ics", made.content.decode()).group(1)
    assert opened(client, secret).status_code == 200
    assert secret not in client.get("/settings/calendar/").content.decode()


def test_loading_the_page_again_makes_no_other_address(client, cast):
    person = cast.people["outsider"]
    client.force_login(person)
    client.post("/settings/calendar/renew/", {"instead_of": ""})
    made = CalendarFeed.objects.get(person=person).secret_hash

    again = client.post("/settings/calendar/renew/", {"instead_of": ""}, follow=True)

    assert CalendarFeed.objects.get(person=person).secret_hash == made
    assert "Nothing has changed" in again.content.decode()


def test_the_title_is_the_persons_own_choice(client, cast):
    client.force_login(cast.priya)

    client.post("/settings/calendar/", {"title": "full"})

    assert [event["summary"] for event in read(opened(client, cast.secret).content)] == [
        "Mill Street: peer group meeting"
    ]


def test_what_is_no_title_is_refused_beside_the_field(client, cast):
    client.force_login(cast.priya)

    answer = client.post("/settings/calendar/", {"title": "secret"})

    assert (answer.status_code, "Choose one of the two." in answer.content.decode()) == (422, True)


def test_what_never_was_and_what_is_over_take_the_same_way(client, cast):
    calendars.renew(cast.priya, instead_of=cast.priya.calendar_feed.pk, now=cast.now)
    asked = []
    for secret in (cast.secret, "x" * 43, "x", "ü" * 2000):
        with CaptureQueriesContext(connection) as queries:
            assert opened(client, secret).status_code == 404
        said = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
        asked.append([re.sub(r"'[0-9a-f]{64}'", "?", sql) for sql in said])

    assert asked == [asked[0]] * 4


def test_who_guesses_waits_and_calendars_at_the_same_address_do_not(client, cast):
    guesses = [opened(client, f"guess-{n}").status_code for n in range(21)]

    assert (guesses, opened(client, cast.secret).status_code) == ([404] * 20 + [429], 200)


def test_a_calendar_that_never_rests_waits_alone(client, cast):
    another = calendars.renew(cast.people["facilitator"], now=cast.now)

    answers = [opened(client, cast.secret).status_code for n in range(121)]

    assert (answers, opened(client, another).status_code) == ([200] * 120 + [429], 200)


def test_no_log_line_holds_a_secret(client, cast, caplog):
    console = logging.getLogger().handlers[0]
    for secret in (cast.secret, "guessed"):
        client.post(f"/calendar/{secret}.ics")
        opened(client, "guessed")

    said = "\n".join(console.format(record) for record in caplog.records if console.filter(record))
    assert [part in said for part in ("/calendar/…", "guessed", cast.secret)] == [True, False, False]
