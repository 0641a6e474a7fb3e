"""Does a backup come back whole? Dumped as docs/install.md says, restored beside it, and opened with the keys."""

import os
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from cryptography.fernet import Fernet

from peergroups.embedded import postgres
from peergroups.embedded.home import Home
from peergroups.tests.test_embedded import ROOT, Process

BACKUP = "a-long-one-for-dumps"
LOOK = """
import django; django.setup()
from accountability.models import Commitment
from groups import wall
from groups.models import Membership, Person, Words
priya = Person.objects.get(email="priya@example.org")
nobody = Words.objects.count()
with wall.as_person(priya):
    said = [one.words.answers["what"] for one in Commitment.objects.of(priya).worded().by_day()]
print([nobody, Membership.objects.count(), said])
"""


@pytest.fixture
def served(tmp_path):
    """A server of its own with the demo in it, and a role for dumps made as the page on installing says."""
    process = Process(tmp_path / "var")
    home = Home.at(tmp_path / "var")
    with closing(postgres.connect(home, home.passwords["superuser"])) as server, server.cursor() as cursor:
        cursor.execute(f"CREATE ROLE peergroups_backup LOGIN PASSWORD '{BACKUP}' BYPASSRLS")
        cursor.execute("GRANT pg_read_all_data TO peergroups_backup")
        cursor.execute("CREATE DATABASE restored OWNER peergroups")
    yield process, home
    process.end()


def test_a_backup_is_restored_whole_and_reads_as_before(served, tmp_path):
    process, home = served
    environment = os.environ | {"DATABASE_URL": process.database, "REDIS_URL": process.redis}
    environment |= {"ROOM_KEYS": Fernet.generate_key().decode(), "DJANGO_SETTINGS_MODULE": "peergroups.settings"}
    environment |= {"PEERGROUPS_VAR": str(tmp_path / "mails")}
    restored = environment | {"DATABASE_URL": urlsplit(process.database)._replace(path="/restored").geturl()}
    run(environment, sys.executable, "manage.py", "migrate", "--verbosity=0")
    run(environment, sys.executable, "manage.py", "demo")
    run(environment, sys.executable, "manage.py", "send_due")

    dump, tools = tmp_path / "dump", postgres.programs(home)
    run(told(process, "peergroups_backup", BACKUP), tools / "pg_dump", "-Fc", "-f", dump, "peergroups")
    superuser = told(process, "postgres", home.passwords["superuser"])
    run(superuser, tools / "pg_restore", "--exit-on-error", "--no-owner", "--role=peergroups", "-d", "restored", dump)

    before, after = (run(where, sys.executable, "-c", LOOK) for where in (environment, restored))
    assert before == after
    assert after.startswith("[0, ")
    assert "Get two quotes" in after
    run(restored, sys.executable, "manage.py", "migrate", "--check")
    assert "sending is paused" in run(restored, sys.executable, "manage.py", "send_due")
    stolen = restored | {"ROOM_KEYS": Fernet.generate_key().decode()}
    looked = subprocess.run([sys.executable, "-c", LOOK], cwd=ROOT, env=stolen, capture_output=True, text=True)
    assert "BrokenSeal" in looked.stderr


def told(process, user, password):
    """Tell Postgres's programs where the server is, and as whom they come."""
    found = urlsplit(process.database)
    return os.environ | {"PGHOST": found.hostname, "PGPORT": str(found.port), "PGUSER": user, "PGPASSWORD": password}


def run(environment, *command):
    """Run a program that has to go well; return what it said."""
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
