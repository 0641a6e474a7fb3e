"""On what is it measured? On databases and a Redis number of its own, made for one run and gone after it."""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import redis

ROOT = Path(__file__).resolve().parent.parent
REDIS_NUMBERS = range(15, 0, -1)


class NoFreeNumber(Exception):
    """Every Redis number holds something, and none of it is ours to delete."""


@contextmanager
def own():
    """Point the environment at a Redis number and a folder of our own."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="peergroups-bench-"))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "PEERGROUPS_VAR": folder,
            "REDIS_URL": stack.enter_context(empty_redis(os.environ["REDIS_URL"])),
            "EMAIL_URL": "smtp://127.0.0.1:9",  # nobody listens there: nothing leaves but to a sink
            "LOG_LEVEL": "WARNING",
        }
        os.environ.pop("SITE_URL", None)
        yield os.environ["DATABASE_URL"]


@contextmanager
def empty_redis(url):
    """Find a number that holds nothing, and leave it so."""
    for number in REDIS_NUMBERS:
        ours = urlsplit(url)._replace(path=f"/{number}").geturl()
        with closing(redis.Redis.from_url(ours)) as server:
            if server.dbsize() == 0:
                try:
                    yield ours
                finally:
                    server.flushdb()
                return
    raise NoFreeNumber


@contextmanager
def database(name, groups):
    """Make a database, fill it with so many groups, and drop it in the end."""
    servers_own = os.environ["DATABASE_URL"]
    url = urlsplit(servers_own)._replace(path=f"/{name}").geturl()
    try:
        say(servers_own, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        say(servers_own, f"CREATE DATABASE {name}")
        ask(url, "fill", groups=groups)
        say(url, "VACUUM ANALYZE")  # what autovacuum would have done in an hour's time
        yield url
    finally:
        say(servers_own, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def say(url, sentence):
    """Have a database do one thing; return what it answers."""
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sentence)
            return cursor.fetchone() if cursor.description else None


@contextmanager
def pointing_at(url):
    """Have the programs started meanwhile work on this database."""
    before = os.environ["DATABASE_URL"]
    os.environ["DATABASE_URL"] = url
    try:
        yield os.environ["DATABASE_URL"]
    finally:
        os.environ["DATABASE_URL"] = before


def ask(url, module, **told):
    """Run one of our modules on a database, in a process of its own; return its answer."""
    command = (sys.executable, "-m", f"bench.{module}")
    with pointing_at(url):
        done = subprocess.run(command, input=json.dumps(told), cwd=ROOT, text=True, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout.splitlines()[-1])  # a worker that ends says so above it
