"""How do tests come by their rows in a breath, and get rid of them?

A run copies a migrated database; a module makes its people once; after a test that commits, all rows are deleted.
"""

import hashlib
import os
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase

from peergroups import embedded
from peergroups.embedded import postgres

PREFIX = "migrated_"
# Whoever still writes is waited for, as TRUNCATE does; what a migration brings of itself stays, and is not made anew.
SWEEP = """
SET session_replication_role = replica;
DO $$ DECLARE one text; BEGIN
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('LOCK TABLE %I IN EXCLUSIVE MODE', one);
  END LOOP;
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
    AND tablename NOT IN ('django_migrations', 'django_content_type', 'auth_permission') LOOP
    EXECUTE format('DELETE FROM %I', one);
  END LOOP;
END $$
"""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """Name the database that each worker's own is copied from."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated()


@pytest.fixture(scope="session", autouse=True)
def swept():
    """Delete rows where Django truncates a hundred tables and makes its permissions anew; elsewhere it may go on so."""
    with pytest.MonkeyPatch.context() as patch:
        if is_the_wheels():
            patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: sweep())
        yield


def is_the_wheels():
    """Say whether tests run on the embedded Postgres: who named another has told us no superuser."""
    port = embedded.home().path / "postgres.port"
    return port.exists() and int(port.read_text()) == int(connection.settings_dict["PORT"] or 0)


def sweep():
    """Delete all rows, past triggers, foreign keys and the wall: only a superuser does so."""
    home = embedded.home()
    name = connection.settings_dict["NAME"]
    with (
        closing(postgres.connect(home, home.passwords["superuser"], database=name)) as server,
        server.cursor() as all_rows,
    ):
        all_rows.execute(SWEEP)


def migrated():
    """Return the name of a database with all tables and no rows; whoever comes first makes it, the others wait."""
    name = PREFIX + fingerprint()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])  # until this connection is closed
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        there = {row[0] for row in cursor.fetchall()}
        for outdated in there - {name}:
            cursor.execute(f'DROP DATABASE "{outdated}"')
        if name not in there:
            unfinished = PREFIX + "unfinished"
            cursor.execute(f'CREATE DATABASE "{unfinished}"')
            migrate(unfinished)
            cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
    return name


def fingerprint():
    """Tell one state of the migrations and of the libraries that bring some from another."""
    apps = ("*/migrations/*.py", "*/*/migrations/*.py")
    files = [
        settings.BASE_DIR / "requirements.txt",
        *sorted(file for way in apps for file in settings.BASE_DIR.glob(way)),
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def migrate(database):
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    command = [sys.executable, settings.BASE_DIR / "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, check=True, env={**os.environ, "DATABASE_URL": address})


def once_a_module(make):
    """Turn what makes rows into a fixture that makes them once a module, and takes them back after its last test.

    Only where tests are marked `django_db` without `transaction=True`: what each changes is taken back after it. A test
    names it, or a fixture it names does: then pytest makes the rows before it opens the test's own transaction.
    """

    @pytest.fixture(scope="module")
    def made(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), transaction.atomic():
            yield make()
            transaction.set_rollback(True)

    return made
